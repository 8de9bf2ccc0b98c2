use super::{Shape, Term};

/// The keys of `given`.
pub(crate) static GIVEN: &[Term] = &[
    Term::new(
        "clients",
        Shape::Clients,
        "the identities under which instances of the client under test connect",
    ),
    Term::new("parties", Shape::Parties, "who is simulated"),
    Term::new("queues", Shape::Queues, "queues that offer calls to agents"),
    Term::new(
        "skill_groups",
        Shape::Table,
        "skill groups, as the vendor has them",
    ),
    Term::new("apps", Shape::Table, "applications, as the vendor has them"),
    Term::new(
        "numbers",
        Shape::Table,
        "telephone numbers, as the vendor has them",
    ),
    Term::new("settings", Shape::Settings, "the vendor's own settings"),
];

/// The keys of a party beside its identity. What it does when it is called may stand here as well,
/// without `when_called`.
pub(crate) static PARTY: &[Term] = &[
    Term::new(
        "is",
        Shape::Words(PARTY_KINDS),
        "what it is (default: customer)",
    ),
    Term::new(
        "when_called",
        Shape::WhenCalled,
        "what it does when it is called (default: ignores)",
    ),
    Term::new(
        "then",
        Shape::AfterAnswer,
        "what it does after an answer; each `after` counts from the answer",
    ),
    Term::new(
        "mode",
        Shape::Text,
        "the mode in which an agent party is logged on at the start (default: ready)",
    ),
];

/// What a party can be.
pub(crate) static PARTY_KINDS: &[&str] = &["customer", "visitor", "agent", "group", "ivr"];

/// The keys of a queue.
pub(crate) static QUEUE: &[Term] = &[
    Term::new(
        "number",
        Shape::Text,
        "the number that callers dial (default: the queue's name)",
    ),
    Term::new(
        "members",
        Shape::Members,
        "clients and agent parties, as a list or with priorities (smaller is first)",
    ),
    Term::new(
        "policy",
        Shape::Words(&["longest_idle", "priority", "ring_all"]),
        "who is asked first (default: longest_idle)",
    ),
    Term::new(
        "ring_timeout",
        Shape::Duration,
        "how long one agent is rung",
    ),
    Term::new(
        "on_no_answer",
        Shape::Words(&["next", "not_ready", "back"]),
        "what becomes of a call that an agent lets ring (default: next)",
    ),
    Term::new(
        "on_empty",
        Shape::Words(&["wait", "refuse"]),
        "what becomes of a call when nobody is logged on (default: wait)",
    ),
];
