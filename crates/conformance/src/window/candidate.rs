use ctimock_scenario::{EventPattern, Item, Presence};

use super::position::{Inside, Position};

/// How many events an `any_order` item can have.
pub(crate) const MOST_ANY_ORDER: usize = 128;

/// An expected event that can match next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'s> {
    /// What it must be.
    pub(crate) event: &'s EventPattern,
    /// Where it stands in its window.
    pub(crate) slot: Slot,
    /// Whether the window needs it.
    pub(crate) need: Need,
    /// The position when it has matched.
    pub(super) after: Position,
}

/// Where an expected event stands in its window.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Slot {
    /// The item.
    pub(crate) item: usize,
    /// The sequence of a `one_of`; 0 elsewhere.
    pub(crate) branch: usize,
    /// The event in it.
    pub(crate) index: usize,
}

impl Slot {
    /// Returns the expected event that stands there.
    pub(crate) fn event(self, items: &[Item]) -> Option<&EventPattern> {
        match items.get(self.item)? {
            Item::One(event) | Item::Repeat { event, .. } => Some(event),
            Item::Optional(events) | Item::AnyOrder(events) => events.get(self.index),
            Item::OneOf(branches) => branches.get(self.branch)?.get(self.index),
        }
    }
}

/// Whether a window needs an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Need {
    /// It is not done without it.
    Mandatory,
    /// It may be missing.
    Optional,
}

impl Need {
    /// Returns whether the group that an event stands in needs it.
    pub(crate) fn of(event: &EventPattern) -> Self {
        match event.presence {
            Presence::Mandatory => Self::Mandatory,
            Presence::Optional => Self::Optional,
        }
    }
}

/// Returns the events that can match next, those of earlier items first.
pub(crate) fn candidates(items: &[Item], position: Position) -> Vec<Candidate<'_>> {
    let mut found = Vec::new();
    visit(items, position, &mut |candidate| found.push(candidate));
    found
}

/// Shows the events that can match next, those of earlier items first.
pub(super) fn visit<'s>(
    items: &'s [Item],
    position: Position,
    found: &mut impl FnMut(Candidate<'s>),
) {
    let mut inside = position.inside;
    for (item, body) in items.iter().enumerate().skip(position.item) {
        match visit_item(item, body, inside, found) {
            Passage::Open => inside = Inside::Fresh,
            Passage::Closed => return,
        }
    }
}

/// Whether the items behind one can match before it is done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Passage {
    Open,
    Closed,
}

fn visit_item<'s>(
    item: usize,
    body: &'s Item,
    inside: Inside,
    found: &mut impl FnMut(Candidate<'s>),
) -> Passage {
    let mut offer = |event, branch, index, need, after| {
        let slot = Slot {
            item,
            branch,
            index,
        };
        found(Candidate {
            event,
            slot,
            need,
            after,
        });
    };
    let within = |inside| Position { item, inside };
    match body {
        Item::One(event) => {
            offer(event, 0, 0, Need::Mandatory, Position::behind(item));
            Passage::Closed
        }
        Item::Optional(events) => {
            let next = match inside {
                Inside::Optional { next } => next,
                _ => 0,
            };
            for (index, event) in events.iter().enumerate().skip(next) {
                let after = if index + 1 == events.len() {
                    Position::behind(item)
                } else {
                    within(Inside::Optional { next: index + 1 })
                };
                offer(event, 0, index, Need::Optional, after);
            }
            Passage::Open
        }
        Item::AnyOrder(events) => {
            debug_assert!(
                events.len() <= MOST_ANY_ORDER,
                "an any_order item has {}",
                events.len()
            );
            let taken = match inside {
                Inside::AnyOrder { taken } => taken,
                _ => 0,
            };
            let mut passage = Passage::Open;
            for (index, event) in events.iter().enumerate().take(MOST_ANY_ORDER) {
                if taken & (1 << index) != 0 {
                    continue;
                }
                let need = Need::of(event);
                if need == Need::Mandatory {
                    passage = Passage::Closed;
                }
                let taken = taken | (1 << index);
                let after = if taken.count_ones() as usize == events.len() {
                    Position::behind(item)
                } else {
                    within(Inside::AnyOrder { taken })
                };
                offer(event, 0, index, need, after);
            }
            passage
        }
        Item::OneOf(branches) => visit_branches(item, branches, inside, &mut offer),
        Item::Repeat { event, times } => {
            let count = match inside {
                Inside::Repeat { count } => count,
                _ => 0,
            };
            let (need, passage) = if count < *times.start() {
                (Need::Mandatory, Passage::Closed)
            } else {
                (Need::Optional, Passage::Open)
            };
            if count < *times.end() {
                let count = count + 1;
                let after = if count == *times.end() {
                    Position::behind(item)
                } else {
                    within(Inside::Repeat { count })
                };
                offer(event, 0, 0, need, after);
            }
            passage
        }
    }
}

fn visit_branches<'s>(
    item: usize,
    branches: &'s [Vec<EventPattern>],
    inside: Inside,
    offer: &mut impl FnMut(&'s EventPattern, usize, usize, Need, Position),
) -> Passage {
    let after = |branch: usize, index: usize| {
        if index + 1 == branches[branch].len() {
            Position::behind(item)
        } else {
            let next = index + 1;
            Position {
                item,
                inside: Inside::OneOf { branch, next },
            }
        }
    };
    // Up to the first event that a sequence cannot do without, each may come next.
    let open = |branch: usize, next: usize| {
        let rest = &branches[branch][next..];
        let bound = rest
            .iter()
            .position(|event| Need::of(event) == Need::Mandatory);
        let last = bound.map_or(rest.len(), |bound| bound + 1);
        (next..next + last, bound.is_none())
    };
    let begun = match inside {
        Inside::OneOf { branch, next } => Some((branch, next)),
        _ => None,
    };
    let starts: Vec<(usize, usize)> = match begun {
        Some(start) => vec![start],
        None => (0..branches.len()).map(|branch| (branch, 0)).collect(),
    };
    let skippable = starts.is_empty() || starts.iter().any(|&(branch, next)| open(branch, next).1);
    for (branch, next) in starts {
        for index in open(branch, next).0 {
            let event = &branches[branch][index];
            let need = if skippable {
                Need::Optional
            } else {
                Need::of(event)
            };
            offer(event, branch, index, need, after(branch, index));
        }
    }
    if skippable {
        Passage::Open
    } else {
        Passage::Closed
    }
}
