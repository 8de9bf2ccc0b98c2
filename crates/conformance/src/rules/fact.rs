use std::borrow::Cow;

use serde_json::Value;

use super::fields::Fields;

/// An event of a stream, as far as rules look at it.
#[derive(Clone, Debug)]
pub(super) struct Fact<'e> {
    /// Its name.
    pub(super) name: &'e str,
    /// Its fields, by their numbers in [`Fields`].
    pub(super) fields: Vec<Option<Datum<'e>>>,
}

/// A field's value.
#[derive(Clone, Debug)]
pub(super) enum Datum<'e> {
    /// A text.
    Text(Cow<'e, str>),
    /// Anything else.
    Other(Cow<'e, Value>),
}

/// A value to compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Seen<'a> {
    /// A text.
    Text(&'a str),
    /// Anything else.
    Other(&'a Value),
}

impl<'e> Fact<'e> {
    /// Returns the fact of a payload that has been read already.
    pub(super) fn of(name: &'e str, data: &'e Value, fields: &Fields) -> Self {
        let read = |name: &&str| data.get(*name).map(Datum::of);
        Self {
            name,
            fields: fields.names().iter().map(read).collect(),
        }
    }

    /// Returns a field by its path.
    pub(super) fn field(&self, fields: &Fields, path: &str) -> Option<Seen<'_>> {
        let at = |name| {
            fields
                .number(name)
                .and_then(|number| self.fields[number].as_ref())
        };
        if let Some(datum) = at(path) {
            return Some(datum.seen());
        }
        let (root, rest) = path.split_once('.')?;
        let Datum::Other(value) = at(root)? else {
            return None;
        };
        crate::matching::dig(value, rest).map(Seen::of)
    }

    /// Returns whether rules see no difference between two facts.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let seen = |datum: &Option<Datum<'_>>, other: &Option<Datum<'_>>| {
            datum.as_ref().map(Datum::seen) == other.as_ref().map(Datum::seen)
        };
        self.name == other.name
            && self
                .fields
                .iter()
                .zip(&other.fields)
                .all(|(one, other)| seen(one, other))
    }
}

impl<'e> Datum<'e> {
    fn of(value: &'e Value) -> Self {
        match value {
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            other => Self::Other(Cow::Borrowed(other)),
        }
    }

    fn seen(&self) -> Seen<'_> {
        match self {
            Self::Text(text) => Seen::Text(text),
            Self::Other(value) => Seen::of(value),
        }
    }
}

impl<'a> Seen<'a> {
    fn of(value: &'a Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text),
            other => Self::Other(other),
        }
    }

    /// Returns whether it is written so.
    pub(super) fn is_spelled(&self, text: &str) -> bool {
        match self {
            Self::Text(own) => *own == text,
            Self::Other(value) => crate::requests::spelled(value) == text,
        }
    }
}
