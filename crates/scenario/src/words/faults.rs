use super::{Phrase, Shape, Term};

/// A kind of fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FaultWord {
    Drop,
    Duplicate,
    Delay,
    Status,
    Close,
    None,
}

/// The kinds of faults, with the parameters that stand beside them.
pub(crate) static FAULTS: &[Phrase<FaultWord>] = &[
    Phrase {
        word: FaultWord::Drop,
        name: "drop",
        summary: "the event or answer is not sent",
        terms: &[],
    },
    Phrase {
        word: FaultWord::Duplicate,
        name: "duplicate",
        summary: "the event or answer is sent once more, as it was",
        terms: &[],
    },
    Phrase {
        word: FaultWord::Delay,
        name: "delay",
        summary: "the event or answer comes later",
        terms: &[Term::new("by", Shape::Duration, "by how much")],
    },
    Phrase {
        word: FaultWord::Status,
        name: "status",
        summary: "the request is answered with an HTTP status and does nothing",
        terms: &[
            Term::new("code", Shape::Code(200, 599), "the status"),
            Term::new("body", Shape::Json, "the body (default: none)"),
        ],
    },
    Phrase {
        word: FaultWord::Close,
        name: "close",
        summary: "the client's WebSockets are closed",
        terms: &[
            Term::new(
                "code",
                Shape::Code(1000, 4999),
                "the status code (default: 1006, cut without a close frame)",
            ),
            Term::new(
                "reason",
                Shape::Text,
                "the reason that is sent (default: none)",
            ),
        ],
    },
    Phrase {
        word: FaultWord::None,
        name: "none",
        summary: "ends the faults of `on`",
        terms: &[],
    },
];

/// Kinds of faults that the language has and the mocks do not play.
pub(crate) static UNSIMULATED_FAULTS: &[&str] = &[
    "reorder",
    "mutate",
    "slow",
    "reset",
    "truncate",
    "malformed",
    "refuse",
    "stall",
    "garble",
    "expire",
    "kick",
    "skew",
];
