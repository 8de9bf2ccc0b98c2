//! Carries the conductor's orders to clients under test, and many cases side by side.
//!
//! A client in this process runs in virtual time: the clock stands still until nothing moves any more,
//! then it jumps to the next instant at which somebody has something to do.

mod browser;
mod case;
mod crew;
mod determinism;
mod exam;
mod fleet;
mod outside;
mod pace;
mod player;
mod run;
mod seat;
mod spec;
mod table;
mod talk;

#[cfg(test)]
mod tests;

pub use case::{CaseOptions, Played, play};
pub use crew::end_clients;
pub use exam::{Checked, check_client};
pub use fleet::{Fleet, StartError};
pub use pace::Pace;
pub use run::{Case, Interrupt, RunOptions, run};
pub use spec::{ClientSpec, CommandLine, Page, SpecError};
pub use talk::Patience;
