//! Sockets round the mocks: HTTP, WebSocket, and the control API under `/_ctimock/`.
//!
//! Everything that decides anything is in the mock; this crate carries bytes, tells the time, and
//! plays scenario files against whoever connects.

mod error;
mod options;
mod serve;

pub use error::ServeError;
pub use options::ServeOptions;
pub use serve::{PlayOutcome, Served, serve};
