use ctimock_scenario::{EventPattern, Item};
use ctimock_time::Time;

use crate::window::{Need, OpenWindow, Position, Reported, Slot, candidates};

/// An event that a window still expects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'s> {
    /// What it must be.
    pub(crate) event: &'s EventPattern,
    /// Whether it must come.
    pub(crate) need: Need,
    /// When it must come.
    pub(crate) bounds: Option<(Option<Time>, Time)>,
}

/// Returns what a window expects from a position on, in the order that suits what was observed best:
/// what may come in any order stands as it came, and of alternatives the one that was begun.
pub(crate) fn remaining<'s>(
    window: &OpenWindow<'s>,
    position: Position,
    observed: &[Reported],
) -> Vec<Expected<'s>> {
    let mut expected = Vec::new();
    let mut push = |event: &'s EventPattern, need| {
        expected.push(Expected {
            event,
            need,
            bounds: (need == Need::Mandatory).then_some((window.from, window.to)),
        });
    };
    let open = candidates(window.items, position);
    let first = open.first().map(|candidate| candidate.slot);
    for (number, item) in window.items.iter().enumerate() {
        let begun: Vec<Slot> = open
            .iter()
            .map(|candidate| candidate.slot)
            .filter(|slot| slot.item == number)
            .collect();
        if first.is_none_or(|first| number < first.item) {
            continue;
        }
        match item {
            Item::One(event) => push(event, Need::Mandatory),
            Item::Optional(events) => {
                let next = begun.first().map_or(0, |slot| slot.index);
                for event in &events[next..] {
                    push(event, Need::Optional);
                }
            }
            Item::AnyOrder(events) => {
                let mut left: Vec<&EventPattern> = if begun.is_empty() {
                    events.iter().collect()
                } else {
                    begun.iter().map(|slot| &events[slot.index]).collect()
                };
                left.sort_by_key(|event| place_of(event, observed));
                for event in left {
                    push(event, Need::of(event));
                }
            }
            Item::OneOf(branches) => {
                let begun_branch = match begun[..] {
                    [only] => Some((only.branch, only.index)),
                    _ => None,
                };
                let likely = (0..branches.len())
                    .min_by_key(|branch| branches[*branch].first().map(|e| place_of(e, observed)));
                let (branch, next) = begun_branch.unwrap_or_else(|| (likely.unwrap_or(0), 0));
                for event in branches.get(branch).into_iter().flatten().skip(next) {
                    push(event, Need::of(event));
                }
            }
            Item::Repeat { event, times } => {
                let done = position.repeated(number);
                let wanted = times.start().saturating_sub(done);
                let more = observed
                    .iter()
                    .filter(|seen| seen.name == event.name)
                    .count();
                let most = times.end().saturating_sub(done.max(*times.start()));
                for _ in 0..wanted {
                    push(event, Need::Mandatory);
                }
                for _ in 0..most.min(u32::try_from(more).unwrap_or(u32::MAX)) {
                    push(event, Need::Optional);
                }
            }
        }
    }
    expected
}

fn place_of(event: &EventPattern, observed: &[Reported]) -> usize {
    observed
        .iter()
        .position(|seen| seen.name == event.name)
        .unwrap_or(usize::MAX)
}
