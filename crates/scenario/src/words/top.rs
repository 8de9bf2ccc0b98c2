use super::{Shape, Term};

/// The keys of a file.
pub(crate) static TOP: &[Term] = &[
    Term::new("scenario", Shape::Text, "what it is about, in one sentence"),
    Term::new("vendor", Shape::Vendor, "whose words the file speaks"),
    Term::new("tags", Shape::Texts, "words for filters"),
    Term::new("source", Shape::Text, "which documented rule this covers"),
    Term::new("given", Shape::Given, "who exists, and how they behave"),
    Term::new(
        "steps",
        Shape::Steps,
        "what happens and what is expected; a file without is a world",
    ),
    Term::new(
        "matrix",
        Shape::Matrix,
        "runs the scenario once for each row; its values stand as `${name}`",
    ),
    Term::new(
        "quirks",
        Shape::Quirks,
        "variants of undocumented or contradictory vendor behaviour",
    ),
    Term::new(
        "problem",
        Shape::Problem,
        "makes the vendor misbehave as in a known field problem",
    ),
    Term::new("known_issue", Shape::Text, "the link of a ticket"),
    Term::new(
        "others",
        Shape::Words(&["allowed", "forbidden"]),
        "what becomes of events that are left after the last step (default: forbidden)",
    ),
];
