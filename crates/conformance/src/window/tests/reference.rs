use ctimock_scenario::{EventPattern, Item, Others, Presence};
use proptest::prelude::*;

use super::{Windows, any, window};
use crate::window::Undecided;

const NAMES: [&str; 3] = ["a", "b", "c"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// All windows begin at once, so only the order decides; then every sequence of events that the
    /// items allow must be accepted, and no other.
    #[test]
    fn the_matcher_agrees_with_all_sequences_written_out(
        items in prop::collection::vec(any_item(), 1..5),
        told in prop::collection::vec(prop::sample::select(&NAMES[..]), 0..7),
        cut in 0_usize..5,
    ) {
        let allowed = sequences(&items);
        let wanted = allowed.contains(&told);

        let accepted = accepts(items, &told, cut);

        // The matcher may give up on what nobody understands; it never decides wrongly.
        if let Some(accepted) = accepted {
            prop_assert_eq!(accepted, wanted);
        }
    }
}

/// Plays the items as two windows that are cut somewhere and both begin before the first event.
fn accepts(items: Vec<Item>, told: &[&str], cut: usize) -> Option<bool> {
    let (first, second) = items.split_at(cut.min(items.len()));
    // The end of a window holds optional items open past the next one's start, which the written-out
    // sequences do not know; without a cut there is nothing to know.
    let windows = if ends_open(first) {
        vec![window(items)]
    } else {
        vec![window(first.to_vec()), window(second.to_vec())]
    };
    let count = windows.len();
    let mut windows = Windows::new(windows);
    let mut outcome: Result<(), Undecided> = (0..count).try_for_each(|_| windows.begin(0));
    for name in told {
        outcome = outcome.and_then(|()| windows.tell(0, name, 0));
    }
    outcome = outcome.and_then(|()| windows.end(Others::Forbidden));
    match outcome {
        Ok(()) => Some(true),
        Err(Undecided::Stuck(_)) => Some(false),
        Err(Undecided::Ambiguous) => None,
    }
}

fn ends_open(items: &[Item]) -> bool {
    match items.last() {
        Some(Item::Optional(_)) => true,
        Some(Item::Repeat { times, .. }) => times.start() < times.end(),
        Some(Item::AnyOrder(events)) => events.iter().any(may_be_missing),
        Some(Item::OneOf(branches)) => branches.iter().flatten().any(may_be_missing),
        Some(Item::One(_)) | None => false,
    }
}

fn may_be_missing(event: &EventPattern) -> bool {
    event.presence == Presence::Optional
}

/// Writes out every sequence of names that the items allow.
fn sequences(items: &[Item]) -> Vec<Vec<&'static str>> {
    items.iter().fold(vec![Vec::new()], |before, item| {
        let ways = ways(item);
        let mut after: Vec<Vec<&'static str>> = before
            .iter()
            .flat_map(|head| ways.iter().map(move |tail| [&head[..], tail].concat()))
            .filter(|sequence| sequence.len() < 7)
            .collect();
        after.sort_unstable();
        after.dedup();
        after
    })
}

fn ways(item: &Item) -> Vec<Vec<&'static str>> {
    let known = |event: &EventPattern| NAMES.into_iter().find(|name| *name == event.name).unwrap();
    match item {
        Item::One(event) => vec![vec![known(event)]],
        Item::Optional(events) => (0..1_u32 << events.len())
            .map(|subset| {
                let chosen = events.iter().enumerate();
                chosen
                    .filter(|(index, _)| subset & (1 << index) != 0)
                    .map(|(_, event)| known(event))
                    .collect()
            })
            .collect(),
        Item::AnyOrder(events) => choices(events)
            .iter()
            .flat_map(|chosen| {
                permutations(&chosen.iter().map(|event| known(event)).collect::<Vec<_>>())
            })
            .collect(),
        Item::OneOf(branches) => branches
            .iter()
            .flat_map(|branch| choices(branch))
            .map(|chosen| chosen.into_iter().map(known).collect())
            .collect(),
        Item::Repeat { event, times } => times
            .clone()
            .map(|count| vec![known(event); count as usize])
            .collect(),
    }
}

/// Writes out every way to leave out some of what may be missing.
fn choices(events: &[EventPattern]) -> Vec<Vec<&EventPattern>> {
    events.iter().fold(vec![Vec::new()], |before, event| {
        let with = before.iter().map(|head| [&head[..], &[event]].concat());
        match event.presence {
            Presence::Mandatory => with.collect(),
            Presence::Optional => with.chain(before.clone()).collect(),
        }
    })
}

fn permutations(names: &[&'static str]) -> Vec<Vec<&'static str>> {
    if names.is_empty() {
        return vec![Vec::new()];
    }
    (0..names.len())
        .flat_map(|first| {
            let mut rest = names.to_vec();
            let head = rest.remove(first);
            permutations(&rest)
                .into_iter()
                .map(move |tail| [&[head], &tail[..]].concat())
        })
        .collect()
}

fn any_item() -> impl Strategy<Value = Item> {
    let event = || prop::sample::select(&NAMES[..]).prop_map(any);
    let events = |count| prop::collection::vec(event(), count);
    let member = || {
        (event(), prop::bool::weighted(0.3)).prop_map(|(mut event, optional)| {
            if optional {
                event.presence = Presence::Optional;
            }
            event
        })
    };
    let members = |count| prop::collection::vec(member(), count);
    prop_oneof![
        event().prop_map(Item::One),
        events(1..3).prop_map(Item::Optional),
        members(1..4).prop_map(Item::AnyOrder),
        prop::collection::vec(members(1..3), 1..3).prop_map(Item::OneOf),
        (event(), 0_u32..2, 0_u32..3).prop_map(|(event, least, more)| Item::Repeat {
            event,
            times: least..=(least + more).max(1),
        }),
    ]
}
