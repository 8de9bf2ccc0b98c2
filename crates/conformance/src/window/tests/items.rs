use ctimock_scenario::{EventPattern, Item, Others, Presence};
use rstest::rstest;

use super::{Ending, Windows, any, one, play, window};

#[rstest]
#[case::in_order(&["a", "b"], Ending::Done)]
#[case::swapped(&["b", "a"], Ending::Stuck)]
#[case::one_missing(&["a"], Ending::Waits)]
#[case::one_too_many(&["a", "b", "b"], Ending::Leftover)]
#[case::a_stranger_between(&["a", "x", "b"], Ending::Stuck)]
fn plain_items_come_in_order(#[case] told: &[&str], #[case] ending: Ending) {
    assert_eq!(play(vec![one("a"), one("b")], told), ending);
}

#[rstest]
#[case::all_of_them(&["a", "x", "y", "b"], Ending::Done)]
#[case::one_of_them(&["a", "y", "b"], Ending::Done)]
#[case::none_of_them(&["a", "b"], Ending::Done)]
#[case::in_the_wrong_order(&["a", "y", "x", "b"], Ending::Stuck)]
#[case::too_late(&["a", "b", "x"], Ending::Leftover)]
fn optional_items_may_be_missing(#[case] told: &[&str], #[case] ending: Ending) {
    let items = vec![one("a"), Item::Optional(vec![any("x"), any("y")]), one("b")];

    assert_eq!(play(items, told), ending);
}

#[rstest]
#[case::in_this_order(&["x", "y", "z", "b"], Ending::Done)]
#[case::in_that_order(&["z", "x", "y", "b"], Ending::Done)]
#[case::one_missing(&["z", "x", "b"], Ending::Stuck)]
#[case::one_twice(&["z", "z"], Ending::Stuck)]
fn any_order_takes_all_in_any_order(#[case] told: &[&str], #[case] ending: Ending) {
    let items = vec![Item::AnyOrder(vec![any("x"), any("y"), any("z")]), one("b")];

    assert_eq!(play(items, told), ending);
}

#[rstest]
#[case::the_first(&["x", "b"], Ending::Done)]
#[case::the_second(&["y", "z", "b"], Ending::Done)]
#[case::the_second_in_part(&["y", "b"], Ending::Stuck)]
#[case::both(&["x", "y"], Ending::Stuck)]
#[case::neither(&["b"], Ending::Stuck)]
fn one_of_takes_exactly_one_sequence(#[case] told: &[&str], #[case] ending: Ending) {
    let items = vec![
        Item::OneOf(vec![vec![any("x")], vec![any("y"), any("z")]]),
        one("b"),
    ];

    assert_eq!(play(items, told), ending);
}

#[rstest]
#[case::too_few(&["x", "b"], Ending::Stuck)]
#[case::the_least(&["x", "x", "b"], Ending::Done)]
#[case::the_most(&["x", "x", "x", "b"], Ending::Done)]
#[case::too_many(&["x", "x", "x", "x"], Ending::Stuck)]
fn repeat_counts(#[case] told: &[&str], #[case] ending: Ending) {
    let items = vec![
        Item::Repeat {
            event: any("x"),
            times: 2..=3,
        },
        one("b"),
    ];

    assert_eq!(play(items, told), ending);
}

#[test]
fn every_reading_is_kept_until_one_is_impossible() {
    let items = || {
        vec![
            Item::Optional(vec![any("a")]),
            one("a"),
            Item::OneOf(vec![vec![any("b")], vec![any("b"), any("c")]]),
            one("c"),
        ]
    };

    assert_eq!(play(items(), &["a", "b", "c"]), Ending::Done);
    assert_eq!(play(items(), &["a", "a", "b", "c", "c"]), Ending::Done);
}

#[test]
fn a_window_of_optional_items_alone_is_done_when_it_begins() {
    assert_eq!(
        play(vec![Item::Optional(vec![any("a")])], &[]),
        Ending::Done
    );
    assert_eq!(
        play(vec![Item::Optional(vec![any("a")])], &["a"]),
        Ending::Done
    );
    assert_eq!(
        play(vec![Item::Optional(vec![any("a")])], &["b"]),
        Ending::Leftover
    );
}

#[rstest]
#[case::nothing_came(&[], true)]
#[case::the_short_sequence(&["a"], true)]
#[case::the_long_sequence(&["c", "a"], true)]
#[case::half_of_the_long_sequence(&["c"], false)]
fn a_sequence_that_is_begun_is_finished_though_nothing_had_to_begin(
    #[case] told: &[&str],
    #[case] is_done: bool,
) {
    let may_be_missing = EventPattern {
        presence: Presence::Optional,
        ..any("a")
    };
    let items = vec![Item::OneOf(vec![
        vec![may_be_missing],
        vec![any("c"), any("a")],
    ])];
    let mut windows = Windows::new(vec![window(items), window(vec![one("end")])]);
    windows.begin(0).unwrap();
    windows.begin(0).unwrap();
    for name in told.iter().chain(&["end"]) {
        windows.tell(0, name, 0).unwrap();
    }

    let is_through = windows.is_through();
    let ended = windows.end(Others::Forbidden).is_ok();

    assert_eq!([is_through, ended], [is_done; 2]);
}
