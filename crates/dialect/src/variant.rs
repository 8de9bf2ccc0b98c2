use crate::{Problems, Quirks};

/// How a vendor's server differs from the one that the documents describe.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Variant {
    /// Variants of undocumented or contradictory behaviour.
    pub quirks: Quirks,
    /// Known field problems that it has.
    pub problems: Problems,
}

impl Variant {
    /// Selects everything that `above` selects, over what was selected before.
    pub fn overlay(&mut self, above: &Self) {
        self.quirks.overlay(&above.quirks);
        self.problems.overlay(&above.problems);
    }
}
