/// A key of the language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// The key.
    pub(crate) name: &'static str,
    /// What its value is.
    pub(crate) shape: Shape,
    /// What it says, for the reference and for editors.
    pub(crate) summary: &'static str,
}

impl Term {
    /// Returns a key of the language.
    pub(crate) const fn new(name: &'static str, shape: Shape, summary: &'static str) -> Self {
        Self {
            name,
            shape,
            summary,
        }
    }
}

/// A word that has keys of its own: a verb with its modifiers, a deed with its parameters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<W> {
    /// Which word.
    pub(crate) word: W,
    /// Its spelling.
    pub(crate) name: &'static str,
    /// What it says.
    pub(crate) summary: &'static str,
    /// The keys that may stand beside it, or in it.
    pub(crate) terms: &'static [Term],
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Shape {
    /// Text.
    Text,
    /// Text, or a list of it.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A number and a unit.
    Duration,
    /// A duration, or two with `..` between.
    Span,
    /// A whole number from 1.
    Count,
    /// A count, or two with `..` between.
    Counts,
    /// A count, or `always`.
    Times,
    /// A whole number between two bounds.
    Code(u16, u16),
    /// Any JSON.
    Json,
    /// JSON that is expected.
    Pattern,
    /// A mapping of names to JSON.
    Object,
    /// One of these words.
    Words(&'static [&'static str]),
    /// One of these words, or the vendor's own for one of them.
    Causes(&'static [&'static str]),
    /// The vendor's word.
    Vendor,
    /// A method of the contract.
    Method,
    /// The name of a started call.
    Handle,
    /// A `$name`.
    Name,
    /// A client of the scenario.
    Client,
    /// A party of the scenario.
    Party,
    /// Somebody or a number that can be called.
    Target,
    /// What a party does.
    Deed,
    /// An action of the contract.
    Action,
    /// A kind of fault.
    Fault,
    /// What a fault is about: an event, an operation, `connect`, `"*"`.
    On,
    /// A problem of the contract.
    Problem,
    /// Quirks of the contract with their values.
    Quirks,
    /// Items of a window.
    Items,
    /// Events with their payloads.
    Events,
    /// One event with its payload.
    Event,
    /// Events, or lists of events.
    Alternatives,
    /// Events, of which some may stand in an `optional:`.
    Group,
    /// Requests.
    Requests,
    /// Steps.
    Steps,
    /// The path of a file.
    File,
    /// Rows of values.
    Matrix,
    /// The whole of `given`.
    Given,
    /// Clients by name.
    Clients,
    /// Parties by name.
    Parties,
    /// Queues by name.
    Queues,
    /// A table as the vendor has it.
    Table,
    /// The contract's settings.
    Settings,
    /// Names, or names with priorities.
    Members,
    /// What a party does when it is called.
    WhenCalled,
    /// What a party does after an answer.
    AfterAnswer,
}
