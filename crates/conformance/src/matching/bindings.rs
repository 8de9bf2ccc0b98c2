use serde_json::Value;

/// What the `$names` stand for in one reading of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bindings {
    entries: Vec<(String, Value)>,
}

/// How many names were bound at some moment, to come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(usize);

impl Bindings {
    /// Binds a name that is not bound yet.
    pub(crate) fn bind(&mut self, name: &str, value: Value) {
        debug_assert!(self.value(name).is_none(), "`${name}` is bound already");
        self.entries.push((name.to_owned(), value));
    }

    /// Forgets what was bound since `mark`.
    pub(crate) fn roll_back(&mut self, mark: Mark) {
        self.entries.truncate(mark.0);
    }

    /// Takes out what was bound since `mark`.
    pub(crate) fn split_off(&mut self, mark: Mark) -> Self {
        Self {
            entries: self.entries.split_off(mark.0),
        }
    }

    /// Binds what `more` has.
    pub(crate) fn extend(&mut self, more: Self) {
        self.entries.extend(more.entries);
    }

    /// Returns the present moment, to come back to.
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.entries.len())
    }

    /// Returns what a name is bound to.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.entries
            .iter()
            .find(|(bound, _)| bound == name)
            .map(|(_, value)| value)
    }

    /// Returns all names with their values, in the order in which they were bound.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }
}

/// The order in which names were bound does not matter.
impl PartialEq for Bindings {
    fn eq(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self
                .entries
                .iter()
                .all(|(name, value)| other.value(name) == Some(value))
    }
}
