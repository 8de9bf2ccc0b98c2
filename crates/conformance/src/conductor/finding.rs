use ctimock_mock::ActError;
use ctimock_scenario::Place;
use serde_json::Value;

use super::StepRef;
use crate::{Difference, window::Stuck};

/// Why a case did not pass, before anybody has explained it.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    /// An event fits nothing that is expected, or what is expected did not come in time.
    Stuck(Box<Stuck>),
    /// More readings are possible than are kept.
    Ambiguous {
        /// The client.
        lane: usize,
        /// The step.
        step: StepRef,
    },
    /// An `any_order` item has more events than are told apart.
    TooWide {
        /// The step.
        step: StepRef,
    },
    /// An event was reported that never should be.
    Forbidden {
        /// The `never` step.
        step: StepRef,
        /// Which of its events.
        guard: usize,
        /// The client.
        lane: usize,
        /// The event in its stream.
        event: usize,
    },
    /// A method came to something else than was wanted.
    WrongReply {
        /// The step that says what was wanted.
        step: StepRef,
        /// The call.
        call: usize,
        /// How.
        mismatch: Mismatch,
    },
    /// The requests of a call are not those that must be sent.
    WrongRequests {
        /// The `call` step.
        step: StepRef,
        /// The call.
        call: usize,
        /// Which request is missing; `None` when there is one too many.
        missing: Option<usize>,
        /// The requests that came, in the timeline.
        found: Vec<usize>,
        /// The one among them that is too many.
        surplus: Option<usize>,
    },
    /// The mock's state is not what was wanted.
    WrongState {
        /// The step.
        step: StepRef,
        /// Field by field.
        differences: Vec<Difference>,
        /// The state.
        world: Box<Value>,
    },
    /// An act was refused.
    ActRefused {
        /// The step.
        step: StepRef,
        /// Why.
        error: ActError,
    },
    /// An act did not give the call that it was asked for, or another one than the name stands for.
    ActUnbound {
        /// The step.
        step: StepRef,
        /// The name.
        name: String,
        /// The call that it made.
        call: Option<String>,
    },
    /// A name is used that stands for nothing.
    Unbound {
        /// Where.
        place: Place,
        /// The name.
        name: String,
    },
    /// A word is used that is no text.
    NoText {
        /// Where.
        place: Place,
        /// The name.
        name: String,
        /// What it stands for.
        value: Box<Value>,
    },
    /// The client cannot perform a method.
    Unsupported {
        /// The call.
        call: usize,
        /// In the client's words.
        message: String,
    },
    /// The wrapper failed.
    CallErrored {
        /// The call.
        call: usize,
        /// In its words.
        message: String,
    },
    /// The driver said something that cannot be.
    Nonsense {
        /// What, in words.
        what: String,
    },
    /// The client is gone.
    Gone {
        /// Its name.
        client: String,
        /// Why.
        reason: String,
    },
    /// The world cannot go on.
    Aborted {
        /// Why.
        reason: String,
    },
}

/// How a reply differs from what was wanted.
#[derive(Clone, Debug)]
pub(crate) enum Mismatch {
    /// It has other fields.
    Differs(Vec<Difference>),
    /// It was an error, and success was wanted.
    Failed,
    /// It was a success, and an error was wanted.
    Succeeded,
    /// There was none in time.
    None,
    /// There was one, and none was wanted.
    Settled,
    /// It came too late.
    Late,
}

impl Finding {
    /// Returns what to say of a client that the scenario does not have.
    pub(super) fn nonsense_client(client: &str) -> Self {
        Self::Nonsense {
            what: format!("there is no client `{client}` in the scenario"),
        }
    }
}
