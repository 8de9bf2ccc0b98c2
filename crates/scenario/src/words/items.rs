use super::{Phrase, Shape, Term};

/// An item of a window that is more than one event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ItemWord {
    Optional,
    AnyOrder,
    OneOf,
    Repeat,
}

/// The items of a window that are more than one event. The first key is the word itself.
pub(crate) static ITEMS: &[Phrase<ItemWord>] = &[
    Phrase {
        word: ItemWord::Optional,
        name: "optional",
        summary: "each of these events may be missing",
        terms: &[Term::new("optional", Shape::Events, "the events")],
    },
    Phrase {
        word: ItemWord::AnyOrder,
        name: "any_order",
        summary: "all of these events, in any order",
        terms: &[Term::new(
            "any_order",
            Shape::Group,
            "the events, of which those in an `optional:` may be missing",
        )],
    },
    Phrase {
        word: ItemWord::OneOf,
        name: "one_of",
        summary: "exactly one of these events, or lists of events",
        terms: &[Term::new("one_of", Shape::Alternatives, "the alternatives")],
    },
    Phrase {
        word: ItemWord::Repeat,
        name: "repeat",
        summary: "one event several times",
        terms: &[
            Term::new("repeat", Shape::Event, "the event"),
            Term::new("times", Shape::Counts, "how often: `3` or `2..4`"),
        ],
    },
];

/// The keys of a request that is told apart by what goes over the wire.
pub(crate) static RAW_REQUEST: &[Term] = &[
    Term::new("method", Shape::Pattern, "the HTTP verb"),
    Term::new("path", Shape::Pattern, "the path, with its query"),
    Term::new("headers", Shape::Pattern, "headers by lower-case name"),
    Term::new(
        "body",
        Shape::Pattern,
        "the body: JSON if it parses, else its text",
    ),
];
