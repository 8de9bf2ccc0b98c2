//! One mock behind loopback sockets, for a case that is played: a listener for each client, a clock that
//! stands still until it is moved, and a word for when nothing is on its way any more.

mod booth;
mod line;
mod mark;
mod watched;

pub use booth::{Booth, Broke, Timekeeping};
pub(crate) use line::{Line, Spot};
pub(crate) use mark::take_mark;
pub(crate) use watched::Watched;

#[cfg(test)]
mod tests;
