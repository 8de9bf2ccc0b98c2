//! Sockets round the mocks: HTTP, WebSocket, and the control API under `/_ctimock/`.
//!
//! Everything that decides anything is in the mock; this crate carries bytes, tells the time, and
//! plays scenario files against whoever connects.

mod answer;
mod booths;
mod clock;
mod control;
mod error;
mod handouts;
mod host;
mod journal_entry;
mod journal_file;
mod limits;
mod linger;
mod listener;
mod options;
mod play;
mod requests;
mod serve;
mod setup;
mod site;
mod socket;
mod stand;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use booths::{Booth, Broke, Timekeeping};
pub use error::ServeError;
pub use handouts::{Handout, Offer};
pub use options::{ServeOptions, Worlds};
pub use serve::{PlayOutcome, Served, serve};
pub use stand::{DriverSocket, Stand};
