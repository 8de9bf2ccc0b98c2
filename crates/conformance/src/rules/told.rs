use serde_json::Value;

use crate::matching::dig;

/// An event of a stream, as far as rules look at it.
#[derive(Clone, Debug)]
pub(crate) struct Told<'e> {
    /// Its name.
    pub(crate) name: &'e str,
    /// Its payload, or the part of it that rules name.
    pub(crate) data: Payload<'e>,
}

/// A payload.
#[derive(Clone, Debug)]
pub(crate) enum Payload<'e> {
    /// Somebody else's.
    Borrowed(&'e Value),
    /// Read for the rules.
    Owned(Value),
}

impl Told<'_> {
    /// Returns a field by its dotted path.
    pub(super) fn field(&self, path: &str) -> Option<&Value> {
        match &self.data {
            Payload::Borrowed(data) => dig(data, path),
            Payload::Owned(data) => dig(data, path),
        }
    }
}
