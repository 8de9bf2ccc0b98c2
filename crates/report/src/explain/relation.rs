use ctimock_conformance::Relation;

use crate::text::paint::Ink;

/// Returns the mark and the word of a row: it is to be read without colour, and without a legend.
pub(crate) const fn mark(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "=",
        Relation::Different => "~ differs",
        Relation::Missing => "- missing",
        Relation::Unexpected => "+ unexpected",
        Relation::WrongPlace => "↕ moved",
        Relation::Tolerated => "· allowed",
        Relation::Omitted => "· optional",
    }
}

/// Returns the ink of a row.
pub(crate) const fn ink(relation: Relation) -> Ink {
    match relation {
        Relation::Equal => Ink::Good,
        Relation::Different | Relation::Missing | Relation::Unexpected => Ink::Bad,
        Relation::WrongPlace => Ink::Odd,
        Relation::Tolerated | Relation::Omitted => Ink::Faint,
    }
}

/// Returns whether a row is as it should be, so that it may be left out far from one that is not.
pub(crate) const fn agrees(relation: Relation) -> bool {
    match relation {
        Relation::Equal | Relation::Tolerated | Relation::Omitted => true,
        Relation::Different | Relation::Missing | Relation::Unexpected | Relation::WrongPlace => {
            false
        }
    }
}
