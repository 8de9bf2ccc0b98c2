//! The machine that plays one case, step by step.

mod active;
mod calls;
mod finding;
mod guard;
mod judge;
mod machine;
mod observe;
mod outcome;
mod play;
mod progress;
mod start;
#[cfg(test)]
mod tests;
mod watch;

pub(crate) use calls::{ActRecord, CallRecord, StepRef};
pub(crate) use finding::{Finding, Mismatch};
pub use machine::Conductor;
pub(crate) use machine::step_at;
pub use play::{Order, Play, Said};
pub use progress::{Progress, StepProgress, StepState};
pub(crate) use watch::{known_args, operation_of};
