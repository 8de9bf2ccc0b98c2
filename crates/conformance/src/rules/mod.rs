//! The documented rules on the order of events, checked on every case by themselves: on what the mock
//! sent, and on what the clients reported.
//!
//! Because passed cases pay for it too, only the fields that rules name are read, and nothing is
//! copied that can be borrowed.

mod check;
mod fact;
mod fields;
mod groups;
mod kept;
mod read;
mod streams;
#[cfg(test)]
mod tests;

pub(crate) use kept::kept;
pub(crate) use streams::{Breaks, Broken, Provoked, breaks};
