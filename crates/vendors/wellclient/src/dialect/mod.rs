//! The vendor's server: requests to commands, switch events to messages, refusals to status codes.
//!
//! It follows the dossier `wellclient.md` section by section; what that leaves open is a quirk of the
//! contract or a line of the crate's README.

mod actions;
mod agent_events;
mod analysis;
mod body;
mod book;
mod call_control;
mod call_events;
mod call_record;
mod cause;
mod clears;
mod client_state;
mod clock;
mod cors;
mod deadlines;
mod deeds;
mod dialled;
mod dialler;
mod early;
mod emit;
mod extensions;
mod form;
mod heartbeat;
mod listen;
mod login;
mod make_call;
mod mode;
mod moves;
mod newcomer;
mod number;
mod options;
mod percent;
mod problems;
mod provision;
mod publish;
mod recording;
mod refuse;
mod reply;
mod roster;
mod router;
mod search;
mod serials;
mod server;
mod sessions;
mod side_services;
mod sockets;
mod sockjs;
mod span;
mod state;
mod third_party;
mod user_data;
mod wire;
mod words;
mod world;

#[cfg(test)]
mod tests;

pub use server::dialect;
