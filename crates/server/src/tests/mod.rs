//! The whole server, over pipes and in paused time.

mod bad_input;
mod broken;
mod clock;
mod control;
mod handouts;
mod journal;
mod plays;
mod requests;
mod sockets;
mod steps;
mod vendors;
