//! Carries the conductor's orders to clients under test, and many cases side by side.
//!
//! A client in this process runs in virtual time: the clock stands still until nothing moves any more,
//! then it jumps to the next instant at which somebody has something to do.

mod case;
mod determinism;
mod pace;
mod run;
mod seat;
mod table;

#[cfg(test)]
mod tests;

pub use case::{CaseOptions, Played, play};
pub use pace::Pace;
pub use run::{Case, Interrupt, RunOptions, run};
