use ctimock_time::Time;

use super::StepRef;

/// A `never` that holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard {
    /// Its step.
    pub(crate) step: StepRef,
    /// Whose stream it guards.
    pub(crate) lane: usize,
    /// The last instant at which it holds; `None` is the end of the case.
    pub(crate) until: Option<Time>,
}
