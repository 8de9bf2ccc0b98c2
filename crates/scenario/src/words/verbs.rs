use super::{Phrase, Shape, Term};

/// A verb of a step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum VerbWord {
    Call,
    Result,
    Expect,
    Never,
    Party,
    Backend,
    Wait,
    Fault,
    State,
    Include,
    Together,
}

/// A place in which steps stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Where {
    /// In `steps`.
    Steps,
    /// In `together`.
    Together,
    /// In a request of the control API.
    Control,
}

impl VerbWord {
    /// Returns whether a step with this verb may stand there.
    pub(crate) fn may_stand(self, place: Where) -> bool {
        match place {
            Where::Steps => true,
            Where::Together => {
                matches!(self, Self::Call | Self::Party | Self::Backend | Self::Fault)
            }
            Where::Control => matches!(
                self,
                Self::Party | Self::Backend | Self::Fault | Self::State | Self::Wait
            ),
        }
    }
}

const RETURNS: Term = Term::new("returns", Shape::Pattern, "the result that it must come to");

const FAILS: Term = Term::new(
    "fails",
    Shape::Pattern,
    "the vendor's error that it must come to",
);

const CLIENT: Term = Term::new(
    "client",
    Shape::Client,
    "which client; may be left out if the scenario has one",
);

/// The verbs, with what the first key holds and the modifiers that may stand beside it. `party`,
/// `backend` and `fault` also take the parameters of what is done.
pub(crate) static VERBS: &[(Phrase<VerbWord>, Shape)] = &[
    (
        Phrase {
            word: VerbWord::Call,
            name: "call",
            summary: "a client calls a method of the vendor's API",
            terms: &[
                Term::new(
                    "args",
                    Shape::Object,
                    "the arguments; those of the client's identity are filled in",
                ),
                CLIENT,
                RETURNS,
                FAILS,
                Term::new(
                    "pending",
                    Shape::Flag,
                    "it must not have settled by `within`",
                ),
                Term::new(
                    "sends",
                    Shape::Requests,
                    "what must go over the wire meanwhile",
                ),
                Term::new("within", Shape::Duration, "by when (default: 30s)"),
                Term::new(
                    "as",
                    Shape::Handle,
                    "goes on at once; a step `result` with this name takes it up",
                ),
            ],
        },
        Shape::Method,
    ),
    (
        Phrase {
            word: VerbWord::Result,
            name: "result",
            summary: "takes up a call that was started with `as`",
            terms: &[
                RETURNS,
                FAILS,
                Term::new(
                    "within",
                    Shape::Duration,
                    "by when, from here (default: 30s)",
                ),
            ],
        },
        Shape::Handle,
    ),
    (
        Phrase {
            word: VerbWord::Expect,
            name: "expect",
            summary: "the client's app must have been told these events, in this order",
            terms: &[
                CLIENT,
                Term::new(
                    "within",
                    Shape::Span,
                    "by when, or from when to when, each was told (default: 30s)",
                ),
                Term::new(
                    "others",
                    Shape::Words(&["allowed", "forbidden"]),
                    "what becomes of events that fit nothing (default: forbidden)",
                ),
                Term::new(
                    "exactly",
                    Shape::Flag,
                    "the objects of all these events have no other fields",
                ),
            ],
        },
        Shape::Items,
    ),
    (
        Phrase {
            word: VerbWord::Never,
            name: "never",
            summary: "none of these events is told",
            terms: &[
                CLIENT,
                Term::new(
                    "for",
                    Shape::Duration,
                    "for how long, which the step lasts; without it, to the end",
                ),
            ],
        },
        Shape::Events,
    ),
    (
        Phrase {
            word: VerbWord::Party,
            name: "party",
            summary: "a simulated person acts",
            terms: &[
                Term::new("does", Shape::Deed, "what; its parameters stand beside it"),
                Term::new("of", Shape::Name, "in which call (default: the only one)"),
                Term::new(
                    "as",
                    Shape::Name,
                    "the name that the call of `calls` is bound to",
                ),
            ],
        },
        Shape::Party,
    ),
    (
        Phrase {
            word: VerbWord::Backend,
            name: "backend",
            summary: "something happens at the vendor that no party does; its parameters stand beside it",
            terms: &[],
        },
        Shape::Action,
    ),
    (
        Phrase {
            word: VerbWord::Wait,
            name: "wait",
            summary: "scenario time passes",
            terms: &[],
        },
        Shape::Duration,
    ),
    (
        Phrase {
            word: VerbWord::Fault,
            name: "fault",
            summary: "from here on the vendor misbehaves",
            terms: &[
                Term::new(
                    "on",
                    Shape::On,
                    "an event, an operation, `connect`, or `\"*\"` for all",
                ),
                Term::new(
                    "client",
                    Shape::Client,
                    "only at this client (default: at all)",
                ),
                Term::new(
                    "nth",
                    Shape::Count,
                    "the first occurrence, from here (default: 1)",
                ),
                Term::new("times", Shape::Times, "how many occurrences (default: 1)"),
                Term::new(
                    "for",
                    Shape::Duration,
                    "for how long (default: without end)",
                ),
            ],
        },
        Shape::Fault,
    ),
    (
        Phrase {
            word: VerbWord::State,
            name: "state",
            summary: "the simulated vendor's own state must look so",
            terms: &[],
        },
        Shape::Pattern,
    ),
    (
        Phrase {
            word: VerbWord::Include,
            name: "include",
            summary: "the steps of another file, in place",
            terms: &[Term::new(
                "with",
                Shape::Object,
                "values that stand as `${name}` in that file",
            )],
        },
        Shape::File,
    ),
    (
        Phrase {
            word: VerbWord::Together,
            name: "together",
            summary: "`call`, `party`, `backend` and `fault` steps that start at one instant",
            terms: &[],
        },
        Shape::Steps,
    ),
];
