use ctimock_time::{Deadline, Time};

/// A step that has begun and may not be done. The reasons why the conductor wakes stand here.
#[derive(Clone, Copy, Debug)]
pub(super) enum Active {
    /// A method must come to something: in `serve`, be asked for.
    Reply {
        call: usize,
        /// Which step says to what.
        said: super::StepRef,
        /// By when.
        until: Time,
    },
    /// Events must come.
    Window {
        lane: usize,
        /// How many windows the client has behind it then.
        windows: usize,
        until: Time,
    },
    /// Scenario time passes, with or without a guard.
    Until { at: Time, reason: &'static str },
    /// The mock carries out an act.
    Act { act: usize },
    /// The mock shows its state.
    State { step: super::StepRef, seen: bool },
}

impl Active {
    /// Returns when something is due, and what.
    pub(super) fn deadline(&self, play: super::Play) -> Option<Deadline> {
        match *self {
            Self::Reply { until, .. } => {
                (play == super::Play::Drive).then_some(Deadline::new(until, "bound of a call"))
            }
            Self::Window { until, .. } => Some(Deadline::new(until, "bound of an expectation")),
            Self::Until { at, reason } => Some(Deadline::new(at, reason)),
            Self::Act { .. } | Self::State { .. } => None,
        }
    }
}
