//! WebSockets: the handshake before the `101`, and what goes over them after it.

mod handshake;
mod outbox;
mod reader;
mod run;
mod writer;

pub(crate) use handshake::{Accepted, Handshake, asks_for_websocket, shake_hands, switch};
pub(crate) use outbox::{Ending, Outbox};
pub(crate) use run::run;
