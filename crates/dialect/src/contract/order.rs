use std::collections::BTreeMap;

use serde::Deserialize;

/// A documented rule on the order of the events that one client is told. It is checked for every value
/// of its key by itself: `per: [callId]` looks at each call alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRule {
    /// The rule as a sentence.
    pub rule: String,
    /// Where it is documented.
    pub source: String,
    /// The fields whose values tell one sequence from another; empty for the whole stream.
    #[serde(default)]
    pub per: Vec<String>,
    /// What is demanded.
    pub order: Order,
    /// The rule looks only at events whose fields have these values (`$self` is the receiving
    /// client's own `srcDeviceId` field of the same event); by event name.
    #[serde(default, rename = "where")]
    pub only: BTreeMap<String, BTreeMap<String, String>>,
}

/// A demand on order.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// When both occur, the first occurrence of `first` stands before that of `then`.
    Before {
        /// An event.
        first: String,
        /// Another event.
        then: String,
    },
    /// `event` never occurs without one of `earlier` before it.
    Needs {
        /// An event.
        event: String,
        /// Others.
        earlier: Vec<String>,
    },
    /// The next event of the same sequence after `first` is `then`.
    Directly {
        /// An event.
        first: String,
        /// Another event.
        then: Vec<String>,
    },
    /// `event` occurs at most once.
    Once {
        /// An event.
        event: String,
    },
    /// After `event` none of `later` occurs.
    Last {
        /// An event.
        event: String,
        /// Others.
        later: Vec<String>,
    },
    /// In consecutive events of the stream, this field always differs.
    Differs {
        /// A field.
        field: String,
    },
    /// In one sequence, this field is the same in all of `events`.
    Same {
        /// A field.
        field: String,
        /// The events.
        events: Vec<String>,
    },
}

impl Order {
    /// Returns the events that the demand names.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let (one, more): (Vec<&String>, &[String]) = match self {
            Self::Before { first, then } => (vec![first, then], &[]),
            Self::Needs { event, earlier } => (vec![event], earlier),
            Self::Directly { first, then } => (vec![first], then),
            Self::Once { event } => (vec![event], &[]),
            Self::Last { event, later } => (vec![event], later),
            Self::Differs { .. } => (vec![], &[]),
            Self::Same { events, .. } => (vec![], events),
        };
        one.into_iter().chain(more).map(String::as_str)
    }
}
