//! The documented rules on the order of events, checked on every case by themselves: on what the mock
//! sent, and on what the clients reported.

mod check;
mod pick;
mod streams;
#[cfg(test)]
mod tests;
mod told;

pub(crate) use check::check;
pub(crate) use streams::{Broken, Provoked, reported_breaks, sent_breaks};
pub(crate) use told::Told;
