//! Instants and deadlines of a simulated run.
//!
//! A [`Time`] counts microseconds since the run began; it never reads a clock. A [`Deadline`] is an
//! instant with the reason why a machine wakes then.

mod deadline;
mod instant;

pub use deadline::Deadline;
pub use instant::Time;
