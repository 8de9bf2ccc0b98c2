use ctimock_scenario::{Place, Step, Verb};
use ctimock_time::Time;

use super::Conductor;

/// How far a case is, for a reader who asks before it is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Every step, in order.
    pub steps: Vec<StepProgress>,
}

/// How far a step is.
#[derive(Clone, Debug, PartialEq)]
pub struct StepProgress {
    /// Where it stands.
    pub place: Place,
    /// What it does, in a few words: `call makeCall of anna`.
    pub title: String,
    /// How it stands.
    pub state: StepState,
    /// Events of it that the mock cannot see, because the SDK makes them.
    pub not_observed: Vec<String>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepState {
    /// It was done then.
    Done(Time),
    /// It has waited since then.
    Waits(Time),
    /// It began then and broke.
    Broken(Time),
    /// It has not begun.
    Ahead,
}

/// When a step began and was done.
#[derive(Clone, Debug, Default)]
pub(super) struct StepTimes {
    pub(super) started: Option<Time>,
    pub(super) done: Option<Time>,
    pub(super) not_observed: Vec<String>,
}

impl Progress {
    /// Returns the step that the case waits at.
    #[must_use]
    pub fn waits_at(&self) -> Option<&StepProgress> {
        self.steps
            .iter()
            .find(|step| matches!(step.state, StepState::Waits(_)))
    }

    /// Returns whether all steps are done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.steps
            .iter()
            .all(|step| matches!(step.state, StepState::Done(_)))
    }
}

impl Conductor {
    /// Returns how far the case is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let broken = self
            .ending
            .as_ref()
            .is_some_and(|ending| ending.finding.is_some());
        let steps = self.scenario.steps.iter().zip(&self.times);
        let steps = steps.map(|(step, times)| StepProgress {
            place: step.place.clone(),
            title: title(step),
            state: match (times.started, times.done) {
                (_, Some(done)) => StepState::Done(done),
                (Some(started), None) if broken => StepState::Broken(started),
                (Some(started), None) => StepState::Waits(started),
                (None, None) => StepState::Ahead,
            },
            not_observed: times.not_observed.clone(),
        });
        Progress {
            steps: steps.collect(),
        }
    }
}

fn title(step: &Step) -> String {
    match &step.verb {
        Verb::Call(call) => format!("call {} of {}", call.method, call.client),
        Verb::Result { handle, .. } => format!("result {handle}"),
        Verb::Expect(expect) => format!("expect at {}", expect.client),
        Verb::Never(never) => format!("never at {}", never.client),
        Verb::Act(ctimock_scenario::Act::Party { who, deed, .. }) => {
            let (ctimock_scenario::Word::Text(who) | ctimock_scenario::Word::Name(who)) = who;
            format!("{who} {}", deed.word())
        }
        Verb::Act(ctimock_scenario::Act::Backend { action, .. }) => format!("backend {action}"),
        Verb::Act(ctimock_scenario::Act::Fault(_)) => "fault".to_owned(),
        Verb::Wait(span) => format!("wait {span:?}"),
        Verb::State(_) => "state".to_owned(),
        Verb::Together(steps) => format!("together, {} steps", steps.len()),
    }
}
