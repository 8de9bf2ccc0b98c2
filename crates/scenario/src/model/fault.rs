use std::time::Duration;

use serde_json::Value;

use crate::Place;

/// The vendor misbehaves, from here on.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What goes wrong.
    pub kind: FaultKind,
    /// With what: an event, an operation, `connect`; `None` is `"*"`, everything.
    pub on: Option<String>,
    /// Only at this client, by the scenario's name.
    pub client: Option<String>,
    /// At which occurrences, counted from here.
    pub occurrence: Occurrence,
    /// For how long; `None` is without end.
    pub lasting: Option<Duration>,
}

/// Which occurrences a fault takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Occurrence {
    /// The first one, from 1.
    pub nth: u32,
    /// How many from there.
    pub times: Times,
}

/// How often a fault takes place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Times {
    /// So many times.
    Count(u32),
    /// Every time.
    Always,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// The event or answer is not sent.
    Drop,
    /// The event or answer is sent once more, as it was.
    Duplicate,
    /// The event or answer comes later.
    Delay {
        /// By how much.
        by: Duration,
    },
    /// The request is answered with this status and does nothing.
    Status {
        /// 200…599: what is below answers nothing yet.
        code: u16,
        /// The body; JSON, or text if it is a string.
        body: Option<Value>,
    },
    /// The client's WebSockets are closed; `1006` cuts them without a close frame.
    Close {
        /// The status code.
        code: u16,
        /// The reason that is sent.
        reason: String,
    },
    /// Ends the faults on `on`.
    None,
}

impl FaultKind {
    /// Returns its word in the scenario language.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Duplicate => "duplicate",
            Self::Delay { .. } => "delay",
            Self::Status { .. } => "status",
            Self::Close { .. } => "close",
            Self::None => "none",
        }
    }
}
