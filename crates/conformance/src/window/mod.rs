//! Matches one client's stream with the sequence of all its `expect` steps.
//!
//! Every possible reading of what came so far is kept: for each client a position in its sequence, and
//! what the names stand for. A reading that cannot take an event falls; when none is left, the client
//! (or the scenario) is wrong, and the reading that got furthest explains how.

mod candidate;
mod lane;
mod position;
mod reading;
mod readings;
mod stream;
#[cfg(test)]
mod tests;
mod track;

pub(crate) use candidate::{Candidate, MOST_ANY_ORDER, Need, Slot, candidates};
pub(crate) use lane::{Lane, Taken};
pub(crate) use position::Position;
pub(crate) use reading::Reading;
pub(crate) use readings::{Readings, Stuck, Undecided};
pub(crate) use stream::{Reported, Stream};
pub(crate) use track::{OpenWindow, Track};
