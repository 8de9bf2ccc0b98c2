use ctimock_scenario::Item;

use super::candidate::{Need, visit};

/// How far a reading is in the items of a window.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Position {
    /// The first item that is not done.
    pub(super) item: usize,
    /// How far it is in that item.
    pub(super) inside: Inside,
}

/// How far a reading is in one item.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Inside {
    /// Nothing of it has matched.
    #[default]
    Fresh,
    /// The first of the optional events that can still come.
    Optional { next: usize },
    /// The events that have come, one bit each.
    AnyOrder { taken: u128 },
    /// Which of the sequences was begun, and its next event.
    OneOf { branch: usize, next: usize },
    /// How often the event has come.
    Repeat { count: u32 },
}

impl Position {
    /// Returns the position behind an item.
    pub(super) fn behind(item: usize) -> Self {
        Self {
            item: item + 1,
            inside: Inside::Fresh,
        }
    }

    /// Returns how often the event of a `repeat` item has come.
    pub(crate) fn repeated(self, item: usize) -> u32 {
        match self.inside {
            Inside::Repeat { count } if self.item == item => count,
            _ => 0,
        }
    }

    /// Returns whether everything mandatory has matched.
    pub(crate) fn is_complete(self, items: &[Item]) -> bool {
        let mut complete = true;
        visit(items, self, &mut |candidate| {
            complete &= candidate.need == Need::Optional;
        });
        complete
    }

    /// Returns whether no event of the window can match any more.
    pub(super) fn is_spent(self, items: &[Item]) -> bool {
        let mut spent = true;
        visit(items, self, &mut |_| spent = false);
        spent
    }
}
