use ctimock_scenario::PatternNode;
use rstest::rstest;
use serde_json::{Value, json};

use super::{Bindings, check, show_event, show_expected};
use crate::{
    Difference,
    testing::{event, pattern},
};

#[rstest]
#[case::the_same_text(json!("a"), json!("a"))]
#[case::a_number_written_otherwise(json!(1), json!(1.0))]
#[case::a_large_number(json!(u64::MAX), json!(u64::MAX))]
#[case::null(json!(null), json!(null))]
#[case::fields_that_are_not_named(json!({ "a": 1 }), json!({ "a": 1, "b": 2 }))]
#[case::nested_fields(json!({ "a": { "b": 1 } }), json!({ "a": { "b": 1, "c": 2 } }))]
#[case::an_object_that_asks_nothing(json!({}), json!({ "a": 1 }))]
#[case::an_array_element_by_element(json!([1, "<any>"]), json!([1, 2]))]
#[case::an_absent_field(json!({ "a": "<absent>" }), json!({ "b": 1 }))]
#[case::anything_even_null(json!("<any>"), json!(null))]
#[case::a_text(json!("<string>"), json!(""))]
#[case::a_number(json!("<number>"), json!(-1.5))]
#[case::a_boolean(json!("<boolean>"), json!(false))]
#[case::an_object(json!("<object>"), json!({}))]
#[case::an_array(json!("<array>"), json!([]))]
#[case::a_uuid(json!("<uuid>"), json!("3F2504E0-4f89-11d3-9a0c-0305e82c3301"))]
#[case::an_iso_timestamp(json!("<timestamp>"), json!("2018-10-08T09:30:00.123+08:00"))]
#[case::a_timestamp_in_utc(json!("<timestamp>"), json!("2018-10-08T09:30:00Z"))]
#[case::a_timestamp_with_dots(json!("<timestamp>"), json!("2018.10.08 09:30:00"))]
#[case::a_timestamp_with_slashes(json!("<timestamp>"), json!("2018/10/8 9:30"))]
#[case::seconds_since_1970(json!("<timestamp>"), json!(1_538_962_200))]
#[case::milliseconds_since_1970(json!("<timestamp>"), json!(1_538_962_200_123_u64))]
#[case::an_expression(json!("~[0-9]+@test.cc"), json!("8001@test.cc"))]
#[case::an_expression_with_alternatives(json!("~a|ab"), json!("ab"))]
#[case::above_a_bound(json!(">5"), json!(5.1))]
#[case::at_a_closed_bound(json!(">=5"), json!(5))]
#[case::below_a_bound(json!("<9"), json!(8))]
#[case::in_a_range(json!("1..9"), json!(9))]
fn a_value_fits(#[case] wanted: Value, #[case] value: Value) {
    let mut bindings = Bindings::default();

    let compared = check(&pattern(wanted), Some(&value), &mut bindings);

    assert_eq!(compared, Ok(()));
}

#[rstest]
#[case::a_number_that_is_a_text(json!(1), json!("1"), "", "1", "\"1\"")]
#[case::a_text_that_is_a_number(json!("1"), json!(1), "", "\"1\"", "1")]
#[case::null_that_is_absent(json!({ "a": null }), json!({}), "a", "null", "absent")]
#[case::absent_that_is_null(json!({ "a": "<absent>" }), json!({ "a": null }), "a", "absent", "null")]
#[case::anything_that_is_absent(json!({ "a": "<any>" }), json!({}), "a", "<any>", "absent")]
#[case::a_name_that_is_absent(json!({ "a": "$x" }), json!({}), "a", "$x (anything)", "absent")]
#[case::a_nested_field(
    json!({ "a": { "b": [1, { "c": "x" }] } }), json!({ "a": { "b": [1, { "c": "y" }] } }),
    "a.b[1].c", "\"x\"", "\"y\"",
)]
#[case::a_shorter_array(json!([1]), json!([]), "", "an array of 1", "[] (0 elements)")]
#[case::a_longer_array(json!([1]), json!([1, 2]), "", "an array of 1", "[1,2] (2 elements)")]
#[case::an_array_that_is_an_object(json!([1]), json!({ "0": 1 }), "", "[1]", "{\"0\":1}")]
#[case::an_object_that_is_a_text(json!({ "a": 1 }), json!("a"), "", "{ a: 1 }", "\"a\"")]
#[case::a_uuid_with_a_short_group(
    json!("<uuid>"), json!("3f2504e0-4f89-11d3-9a0c-0305e82c330"),
    "", "<uuid>", "\"3f2504e0-4f89-11d3-9a0c-0305e82c330\"",
)]
#[case::a_date_without_time(json!("<timestamp>"), json!("2018-10-08"), "", "<timestamp>", "\"2018-10-08\"")]
#[case::a_thirteenth_month(
    json!("<timestamp>"), json!("2018-13-08 09:30:00"), "", "<timestamp>", "\"2018-13-08 09:30:00\"",
)]
#[case::a_negative_time(json!("<timestamp>"), json!(-1), "", "<timestamp>", "-1")]
#[case::part_of_an_expression(json!("~[0-9]+"), json!("8001x"), "", "~[0-9]+", "\"8001x\"")]
#[case::an_expression_on_a_number(json!("~[0-9]+"), json!(8001), "", "~[0-9]+", "8001")]
#[case::at_an_open_bound(json!(">5"), json!(5), "", ">5", "5")]
#[case::outside_of_a_range(json!("1..9"), json!(10), "", "1..9", "10")]
#[case::a_text_in_a_range(json!("1..9"), json!("5"), "", "1..9", "\"5\"")]
fn a_value_differs(
    #[case] wanted: Value,
    #[case] value: Value,
    #[case] path: &str,
    #[case] expected: &str,
    #[case] observed: &str,
) {
    let mut bindings = Bindings::default();

    let compared = check(&pattern(wanted), Some(&value), &mut bindings);

    assert_eq!(compared, Err(vec![difference(path, expected, observed)]));
}

#[test]
fn javascript_undefined_fits_absent_and_nothing_else() {
    let mut bindings = Bindings::default();

    let absent = check(&pattern(json!("<absent>")), None, &mut bindings);
    let any = check(&pattern(json!("<any>")), None, &mut bindings);

    assert_eq!(absent, Ok(()));
    assert_eq!(any, Err(vec![difference("", "<any>", "absent")]));
}

#[test]
fn a_closed_object_names_every_field_that_is_too_much() {
    let mut wanted = pattern(json!({ "a": 1, "b": 2 }));
    if let PatternNode::Object { closed, .. } = &mut wanted.node {
        *closed = true;
    }
    let value = json!({ "z": 0, "a": 1, "y": [] });

    let compared = check(&wanted, Some(&value), &mut Bindings::default());

    let differences = vec![
        difference("b", "2", "absent"),
        difference("z", "absent", "0"),
        difference("y", "absent", "[]"),
    ];
    assert_eq!(compared, Err(differences));
}

#[test]
fn differences_stand_in_the_order_of_the_pattern() {
    let wanted = pattern(json!({ "b": 1, "a": 2 }));

    let compared = check(
        &wanted,
        Some(&json!({ "a": 3, "b": 4 })),
        &mut Bindings::default(),
    );

    let differences = vec![difference("b", "1", "4"), difference("a", "2", "3")];
    assert_eq!(compared, Err(differences));
}

#[test]
fn a_name_binds_on_first_use_and_compares_by_value_from_then_on() {
    let mut bindings = Bindings::default();
    let wanted = pattern(json!({ "a": "$x", "b": "$x" }));

    let same = check(&wanted, Some(&json!({ "a": 1, "b": 1.0 })), &mut bindings);
    let other = check(&wanted, Some(&json!({ "a": 2, "b": 1 })), &mut bindings);

    assert_eq!(same, Ok(()));
    assert_eq!(other, Err(vec![difference("a", "$x (1)", "2")]));
}

#[test]
fn what_differs_binds_nothing() {
    let mut bindings = Bindings::default();

    let wanted = pattern(json!({ "a": "$x", "b": 2 }));
    let compared = check(&wanted, Some(&json!({ "a": 1, "b": 3 })), &mut bindings);

    assert!(compared.is_err());
    assert_eq!(bindings, Bindings::default());
}

#[test]
fn an_expected_event_is_shown_as_the_scenario_has_it() {
    let fields = json!({ "callId": "$call", "to": "~8.*", "n": [1, "<any>"], "gone": "<absent>" });

    assert_eq!(
        show_event(&event("ringing", fields)),
        "ringing { callId: $call, to: ~8.*, n: [1, <any>], gone: absent }"
    );
    assert_eq!(show_event(&event("ringing", json!({}))), "ringing");
}

#[rstest]
#[case(json!(">5"), ">5")]
#[case(json!("<=9"), "<=9")]
#[case(json!("1..9"), "1..9")]
#[case(json!("<uuid>"), "<uuid>")]
#[case(json!({}), "{}")]
fn a_demand_is_shown_in_its_own_words(#[case] wanted: Value, #[case] shown: &str) {
    assert_eq!(show_expected(&pattern(wanted).node, None), shown);
}

fn difference(path: &str, expected: &str, observed: &str) -> Difference {
    Difference {
        path: path.to_owned(),
        expected: expected.to_owned(),
        observed: observed.to_owned(),
    }
}
