use std::{ops::RangeInclusive, time::Duration};

use crate::{Pattern, Place};

/// A window: what a client's app must have been told, in this order.
#[derive(Clone, Debug)]
pub struct Expect {
    /// The scenario's name of the client.
    pub client: String,
    /// What must come.
    pub items: Vec<Item>,
    /// When each mandatory item must be reported, from the start of the step.
    pub within: Span,
    /// What becomes of events that fit nothing.
    pub others: Others,
}

/// From when to when, measured from the start of a step; both bounds are in time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// Not earlier than this.
    pub from: Duration,
    /// Not later than this.
    pub to: Duration,
}

/// What becomes of events that a window does not name.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Others {
    /// They fail the case at once.
    #[default]
    Forbidden,
    /// They are skipped.
    Allowed,
}

/// One item of a window.
#[derive(Clone, Debug)]
pub enum Item {
    /// This event.
    One(EventPattern),
    /// Each of these may be missing.
    Optional(Vec<EventPattern>),
    /// All of these, in any order; those in an `optional:` may be missing.
    AnyOrder(Vec<EventPattern>),
    /// Exactly one of these sequences; events in an `optional:` may be missing in it.
    OneOf(Vec<Vec<EventPattern>>),
    /// This event so many times.
    Repeat {
        /// The event.
        event: EventPattern,
        /// How often.
        times: RangeInclusive<u32>,
    },
}

/// An event that is expected or forbidden.
#[derive(Clone, Debug)]
pub struct EventPattern {
    /// Where it stands.
    pub place: Place,
    /// Its name in the contract.
    pub name: String,
    /// Its payload. Objects in it are closed if `exactly: true` stood beside it.
    pub pattern: Pattern,
    /// Whether an `any_order` or a sequence of `one_of` can do without it.
    pub presence: Presence,
}

/// Whether an event of a group must come.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Presence {
    /// It must.
    #[default]
    Mandatory,
    /// It stood in an `optional:` within the group.
    Optional,
}

/// Events that must not be reported.
#[derive(Clone, Debug)]
pub struct Never {
    /// The scenario's name of the client.
    pub client: String,
    /// The events.
    pub events: Vec<EventPattern>,
    /// For how long (the step lasts it); `None` guards from here to the end.
    pub lasting: Option<Duration>,
}
