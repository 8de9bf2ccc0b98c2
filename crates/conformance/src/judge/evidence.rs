use ctimock_dialect::Contract;
use ctimock_scenario::{Call, Scenario, Step, Verb};
use ctimock_time::Time;

use crate::{
    Play,
    conductor::{ActRecord, CallRecord, StepRef, step_at},
    timeline::Timeline,
    window::{Reading, Stream, Track},
};

/// Everything that is known of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence<'c> {
    pub(crate) scenario: &'c Scenario,
    pub(crate) contract: &'static Contract,
    pub(crate) play: Play,
    /// When it ended.
    pub(crate) at: Time,
    /// What each client reported.
    pub(crate) streams: &'c [Stream],
    /// The windows of each client that had begun.
    pub(crate) tracks: &'c [Track],
    /// The reading that explains most.
    pub(crate) reading: &'c Reading,
    pub(crate) calls: &'c [CallRecord],
    pub(crate) acts: &'c [ActRecord],
    pub(crate) timeline: &'c Timeline,
}

impl<'c> Evidence<'c> {
    /// Returns a client's name.
    pub(crate) fn client(&self, lane: usize) -> &'c str {
        &self.scenario.world.clients[lane].name
    }

    /// Returns a step.
    pub(crate) fn step(&self, at: StepRef) -> &'c Step {
        step_at(&self.scenario.steps, at)
    }

    /// Returns the step of a call.
    pub(crate) fn call(&self, call: usize) -> &'c Call {
        match &self.step(self.calls[call].step).verb {
            Verb::Call(body) => body,
            other => unreachable!("a call is recorded for a `call` step only: {other:?}"),
        }
    }
}
