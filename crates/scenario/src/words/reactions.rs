use super::{
    Phrase, Shape, Term,
    causes::{CAUSE_WORDS, UNREACHABLE_WORDS},
};

/// What a party does when it is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WhenCalled {
    Answers,
    Rejects,
    Busy,
    Ignores,
    Unreachable,
    Invalid,
}

/// What a party does after an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AfterAnswer {
    HangsUp,
    SendsDigits,
    Holds,
    Retrieves,
}

const AFTER_RINGING: Term = Term::new("after", Shape::Duration, "how long it rings before");

const AFTER_ANSWERING: Term = Term::new("after", Shape::Duration, "how long after the answer");

/// The words of `when_called`, with their parameters.
pub(crate) static WHEN_CALLED: &[Phrase<WhenCalled>] = &[
    Phrase {
        word: WhenCalled::Answers,
        name: "answers",
        summary: "takes the call",
        terms: &[AFTER_RINGING],
    },
    Phrase {
        word: WhenCalled::Rejects,
        name: "rejects",
        summary: "declines the call",
        terms: &[
            AFTER_RINGING,
            Term::new(
                "cause",
                Shape::Causes(CAUSE_WORDS),
                "why (default: rejected)",
            ),
        ],
    },
    Phrase {
        word: WhenCalled::Busy,
        name: "busy",
        summary: "is engaged: the call fails at once",
        terms: &[],
    },
    Phrase {
        word: WhenCalled::Ignores,
        name: "ignores",
        summary: "lets it ring",
        terms: &[],
    },
    Phrase {
        word: WhenCalled::Unreachable,
        name: "unreachable",
        summary: "cannot be reached: the call fails at once",
        terms: &[Term::new(
            "cause",
            Shape::Causes(UNREACHABLE_WORDS),
            "what keeps it from being reached (default: unknown)",
        )],
    },
    Phrase {
        word: WhenCalled::Invalid,
        name: "invalid",
        summary: "is no number at all: the call fails at once",
        terms: &[],
    },
];

/// The words of `then`, with their parameters.
pub(crate) static AFTER_ANSWER: &[Phrase<AfterAnswer>] = &[
    Phrase {
        word: AfterAnswer::HangsUp,
        name: "hangs_up",
        summary: "hangs up",
        terms: &[AFTER_ANSWERING],
    },
    Phrase {
        word: AfterAnswer::SendsDigits,
        name: "sends_digits",
        summary: "sends digits",
        terms: &[
            Term::new("text", Shape::Text, "`0`–`9`, `*` and `#`"),
            AFTER_ANSWERING,
        ],
    },
    Phrase {
        word: AfterAnswer::Holds,
        name: "holds",
        summary: "puts the call on hold",
        terms: &[AFTER_ANSWERING],
    },
    Phrase {
        word: AfterAnswer::Retrieves,
        name: "retrieves",
        summary: "takes the held call back",
        terms: &[AFTER_ANSWERING],
    },
];
