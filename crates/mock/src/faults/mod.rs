//! How the vendor misbehaves: a pipeline between dialect and wire, one file for each kind of fault.

mod armed;
mod close;
mod delay;
mod drop;
mod duplicate;
mod passage;
mod pipeline;
mod status;
mod target;

pub(crate) use passage::{Cut, Passage, Refusal, Taken};
pub(crate) use pipeline::Faults;
pub(crate) use target::{Stage, Subject, Target, TargetError};

#[cfg(test)]
mod tests;
