use std::time::Duration;

use ctimock_scenario::{Expect, Item, Others, Span};
use serde_json::json;

use super::{Undecided, Windows, any, one, tolerant, window};
use crate::testing::event;

#[test]
fn events_may_come_before_the_window_that_takes_them() {
    let mut windows = Windows::new(vec![window(vec![one("a"), one("b")])]);

    windows.tell(0, "a", 0).unwrap();
    windows.tell(0, "b", 0).unwrap();
    windows.begin(500).unwrap();

    assert!(windows.is_through());
}

#[test]
fn an_event_behind_the_last_mandatory_one_is_left_to_the_next_window() {
    let mut windows = Windows::new(vec![window(vec![one("a")]), window(vec![one("b")])]);
    windows.begin(0).unwrap();
    windows.tell(0, "a", 0).unwrap();

    windows.tell(0, "b", 0).unwrap();
    windows.begin(0).unwrap();

    assert!(windows.is_through());
}

#[test]
fn a_buffered_event_that_fits_nothing_is_found_when_the_next_window_begins() {
    let mut windows = Windows::new(vec![window(vec![one("a")]), window(vec![one("b")])]);
    windows.begin(0).unwrap();
    windows.tell(0, "a", 0).unwrap();
    windows.tell(10, "x", 0).unwrap();

    let Err(Undecided::Stuck(stuck)) = windows.begin(20) else {
        panic!("`x` fits nothing");
    };

    assert_eq!((stuck.lane, stuck.event), (0, Some(1)));
}

#[test]
fn optional_items_at_the_end_stay_open_until_the_next_window_is_done() {
    let first = vec![one("a"), Item::Optional(vec![any("x")])];
    let second = vec![one("b"), one("c")];
    let third = vec![one("d")];
    let all = || {
        let windows = [first.clone(), second.clone(), third.clone()];
        let mut windows = Windows::new(windows.into_iter().map(window).collect());
        windows.begin(0).unwrap();
        windows.tell(0, "a", 0).unwrap();
        windows.begin(10).unwrap();
        windows.tell(10, "b", 0).unwrap();
        windows
    };

    let mut between = all();
    between.tell(20, "x", 0).unwrap();
    between.tell(20, "c", 0).unwrap();
    let mut same_instant = all();
    same_instant.tell(20, "c", 0).unwrap();
    same_instant.tell(20, "x", 0).unwrap();
    let mut later = all();
    later.tell(20, "c", 0).unwrap();
    later.tell(30, "x", 0).unwrap();

    assert!(between.begin(40).is_ok());
    assert!(same_instant.begin(40).is_ok());
    assert!(later.begin(40).is_err());
}

#[test]
fn what_is_left_at_the_end_fits_the_last_optional_items_or_fails() {
    let items = vec![one("a"), Item::Optional(vec![any("x")])];
    let told = |names: &[&str], others| {
        let mut windows = Windows::new(vec![window(items.clone())]);
        windows.begin(0).unwrap();
        for name in names {
            windows.tell(0, name, 0).unwrap();
        }
        windows.end(others).is_ok()
    };

    assert!(told(&["a", "x"], Others::Forbidden));
    assert!(!told(&["a", "y"], Others::Forbidden));
    assert!(told(&["a", "y"], Others::Allowed));
}

#[test]
fn a_tolerant_window_skips_what_fits_nothing_in_every_instant_that_it_lasts() {
    let mut windows = Windows::new(vec![tolerant(vec![one("a")]), window(vec![one("b")])]);
    windows.begin(0).unwrap();

    windows.tell(0, "x", 0).unwrap();
    windows.tell(5, "a", 0).unwrap();
    windows.tell(5, "y", 0).unwrap();
    windows.tell(5, "b", 0).unwrap();
    windows.begin(5).unwrap();

    assert!(windows.is_through());
    assert!(
        windows.tell(6, "z", 0).is_ok(),
        "`z` waits for the next window"
    );
    assert!(windows.end(Others::Forbidden).is_err());
}

#[test]
fn a_mandatory_event_at_a_bound_is_in_time_and_beyond_it_is_not() {
    let told = |millis, from, to| {
        let within = Span {
            from: Duration::from_millis(from),
            to: Duration::from_millis(to),
        };
        let mut windows = Windows::new(vec![Expect {
            within,
            ..window(vec![one("a")])
        }]);
        windows.begin(1000).unwrap();
        windows.tell(millis, "a", 0).is_ok()
    };

    assert!(told(1500, 0, 500));
    assert!(!told(1501, 0, 500));
    assert!(told(1200, 200, 500));
    assert!(!told(1199, 200, 500));
}

#[test]
fn a_window_without_a_lower_bound_takes_what_came_before_it_began() {
    let mut windows = Windows::new(vec![window(vec![one("a")])]);
    windows.tell(0, "a", 0).unwrap();

    windows.begin(1000).unwrap();

    assert!(windows.is_through());
}

#[test]
fn only_the_reading_that_binds_a_name_has_it() {
    let items = vec![
        Item::AnyOrder(vec![
            event("a", json!({ "n": "$x" })),
            event("a", json!({ "n": "$y" })),
        ]),
        Item::One(event("b", json!({ "n": "$y" }))),
    ];
    let mut windows = Windows::new(vec![window(items)]);
    windows.begin(0).unwrap();

    windows.tell(0, "a", 1).unwrap();
    windows.tell(0, "a", 2).unwrap();
    windows.tell(0, "b", 1).unwrap();

    let tracks = std::slice::from_ref(&windows.track);
    let best = windows.readings.best(tracks, &windows.steps);
    let bound: Vec<_> = best
        .bindings
        .iter()
        .map(|(name, n)| (name, n.clone()))
        .collect();
    assert_eq!(bound, [("y", json!(1)), ("x", json!(2))]);
}

#[test]
fn the_reading_that_uses_earlier_items_first_is_the_best() {
    let items = vec![
        Item::Optional(vec![event("a", json!({ "n": "$early" }))]),
        Item::Repeat {
            event: event("a", json!({ "n": "<any>" })),
            times: 0..=1,
        },
        Item::Optional(vec![event("a", json!({ "n": "$late" }))]),
    ];
    let mut windows = Windows::new(vec![window(items), window(vec![one("b")])]);
    windows.begin(0).unwrap();
    windows.begin(0).unwrap();

    windows.tell(0, "a", 1).unwrap();
    windows.tell(0, "b", 0).unwrap();

    let tracks = std::slice::from_ref(&windows.track);
    let best = windows.readings.best(tracks, &windows.steps);
    let bound: Vec<_> = best.bindings.iter().map(|(name, _)| name).collect();
    assert_eq!(bound, ["early"]);
}

#[test]
fn more_readings_than_are_kept_are_ambiguous() {
    let names = ["$a", "$b", "$c", "$d", "$e"];
    let events = names.map(|name| event("a", json!({ "n": name })));
    let mut windows = Windows::new(vec![window(vec![Item::AnyOrder(events.to_vec())])]);
    windows.begin(0).unwrap();
    // 5, 20 and 60 readings.
    for n in 1..=3 {
        windows.tell(0, "a", n).unwrap();
    }

    let told = windows.tell(0, "a", 4);

    assert!(matches!(told, Err(Undecided::Ambiguous)), "{told:?}");
}

#[test]
fn readings_that_nothing_can_tell_apart_are_one() {
    let first = vec![Item::Optional(vec![any("a"); 20])];
    let mut windows = Windows::new(vec![window(first), window(vec![one("b")])]);
    windows.begin(0).unwrap();
    windows.begin(0).unwrap();

    let told: Result<(), Undecided> = (0..20).try_for_each(|_| windows.tell(0, "a", 0));

    assert!(
        told.is_ok(),
        "20 positions are possible, reached in a million ways: {told:?}"
    );
}

#[test]
fn a_stuck_sequence_is_explained_by_the_reading_that_got_furthest() {
    let items = vec![
        Item::OneOf(vec![
            vec![any("a"), any("x")],
            vec![any("a"), any("b"), any("y")],
        ]),
        one("end"),
    ];
    let mut windows = Windows::new(vec![window(items)]);
    windows.begin(0).unwrap();
    windows.tell(0, "a", 0).unwrap();
    windows.tell(0, "b", 0).unwrap();

    let Err(Undecided::Stuck(stuck)) = windows.tell(0, "z", 0) else {
        panic!("`z` fits nothing");
    };

    assert_eq!((stuck.event, stuck.reading.lanes[0].cursor()), (Some(2), 2));
}
