//! STOMP 1.0, 1.1 and 1.2: frames, and the broker's side of one connection.
//!
//! A [`Decoder`] turns bytes that arrive in any pieces into frames, [`encode`] turns a frame into
//! text, and a [`Session`] answers one client as a broker does. Nothing here opens a socket, reads a
//! clock or knows a vendor: time is an argument, and what is to be written is polled out.

// The fuzz targets' code is compiled into the tests as well, where it names the crate from outside.
#[cfg(test)]
extern crate self as ctimock_stomp;

mod codec_error;
mod command;
mod decoder;
mod encode;
mod escape;
mod excerpt;
mod frame;
mod input;
mod limits;
mod session;
mod sized_body;
mod version;

#[cfg(test)]
mod fuzz_smoke;
#[cfg(test)]
mod properties;

pub use codec_error::CodecError;
pub use command::Command;
pub use decoder::{Decoder, Item};
pub use encode::{FRAME_END, encode, message_head};
pub use frame::Frame;
pub use limits::Limits;
pub use session::{
    Beats, CloseReason, Config, HeartBeat, Output, Session, SessionError, Subscription,
};
pub use version::Version;
