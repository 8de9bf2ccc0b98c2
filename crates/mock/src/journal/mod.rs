//! Everything that happened at a mock, with its instant.

mod entry;
mod event_json;
mod json;
mod ring;

pub use entry::{Entry, What};
pub use ring::{Bound, Journal};
