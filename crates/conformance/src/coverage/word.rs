use std::fmt;

/// What kind of thing a documented word names.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum WordKind {
    /// A method of the client's API: a passed case called it.
    Method,
    /// A parameter of a method: a passed case gave it.
    Parameter,
    /// A field of what a method returns: a passed case named it in `returns`.
    Result,
    /// A request of the wire: a passed case named it in `sends`.
    Operation,
    /// A field of a request's body: a passed case named it in `sends`.
    Body,
    /// An event: it matched in a passed case.
    Event,
    /// A field of an event: it was named where the event matched.
    Field,
    /// A word of a table: it stood literally where the table is documented.
    Value,
    /// A rule on order: its events occurred in a passed case, and kept it.
    Order,
}

impl WordKind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 9] = [
        Self::Method,
        Self::Parameter,
        Self::Result,
        Self::Operation,
        Self::Body,
        Self::Event,
        Self::Field,
        Self::Value,
        Self::Order,
    ];

    /// Returns a word of this kind as reports of cases have it: `event:delivered`.
    #[must_use]
    pub fn word(self, name: &str) -> String {
        format!("{self}:{name}")
    }
}

impl fmt::Display for WordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Method => "method",
            Self::Parameter => "parameter",
            Self::Result => "result",
            Self::Operation => "operation",
            Self::Body => "body",
            Self::Event => "event",
            Self::Field => "field",
            Self::Value => "value",
            Self::Order => "order",
        })
    }
}
