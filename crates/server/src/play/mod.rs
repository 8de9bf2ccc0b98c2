//! Scenario files that are played against whoever connects.

mod alias;
mod merge;
mod outcome;
mod playing;

pub(crate) use alias::Aliases;
pub(crate) use merge::{Merged, Part, merge};
pub(crate) use playing::Playing;
