use ctimock_dialect::Contract;
use ctimock_scenario::{Call, Place, Scenario, Step, Verb};
use ctimock_time::Time;

use crate::{
    Play,
    conductor::{ActRecord, CallRecord, StepRef, step_at},
    timeline::{Happening, Timeline},
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
    /// How many steps had begun.
    pub(crate) steps_begun: usize,
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

    /// Returns where a call stands in the scenario.
    pub(crate) fn place_of_call(&self, call: usize) -> &'c Place {
        &self.step(self.calls[call].step).place
    }

    /// Returns where the step stands that the case was at.
    pub(crate) fn present_step(&self) -> Option<&'c Place> {
        let step = self.steps_begun.checked_sub(1)?;
        Some(&self.scenario.steps.get(step)?.place)
    }

    /// Returns the moment at which an event was reported.
    pub(crate) fn moment_of_event(&self, lane: usize, event: usize) -> Option<usize> {
        self.timeline.moments().iter().position(|moment| {
            moment.lane == Some(lane)
                && matches!(moment.what, Happening::Reported { event: other } if other == event)
        })
    }

    /// Returns the moment at which a method was done.
    pub(crate) fn moment_of_reply(&self, call: usize) -> Option<usize> {
        self.timeline.moments().iter().position(
            |moment| matches!(moment.what, Happening::Returned { call: other } if other == call),
        )
    }

    /// Returns the moment at which a step acted.
    pub(crate) fn moment_of_act(&self, step: StepRef) -> Option<usize> {
        self.timeline.moments().iter().position(
            |moment| matches!(moment.what, Happening::Acted { act } if self.acts[act].step == step),
        )
    }
}
