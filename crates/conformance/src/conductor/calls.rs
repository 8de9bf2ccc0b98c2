use ctimock_protocol::Outcome;
use ctimock_time::Time;

/// A step of the scenario, or one inside a `together`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct StepRef {
    /// The step.
    pub(crate) step: usize,
    /// Which one of its `together`.
    pub(crate) inner: Option<usize>,
}

/// A method that was called (in `serve`: whose request was waited for).
#[derive(Clone, Debug)]
pub(crate) struct CallRecord {
    /// The `call` step.
    pub(crate) step: StepRef,
    /// Whose method it is.
    pub(crate) lane: usize,
    /// How long the timeline was then.
    pub(crate) since: usize,
    /// How long the timeline was when its step was done.
    pub(crate) until: Option<usize>,
    /// What came of it, and when.
    pub(crate) reply: Option<(Time, Outcome)>,
    /// In `serve`: the request that showed it, in the timeline.
    pub(crate) request: Option<usize>,
}

/// An act that was ordered.
#[derive(Clone, Debug)]
pub(crate) struct ActRecord {
    /// The step.
    pub(crate) step: StepRef,
    /// The name that its call is bound to.
    pub(crate) bind: Option<String>,
    /// It was carried out, or refused.
    pub(crate) done: bool,
}
