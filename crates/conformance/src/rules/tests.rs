use ctimock_dialect::{Contract, contract::OrderRule};
use rstest::rstest;
use serde_json::{Value, json};

use super::{
    check::{Break, check},
    fact::{Fact, Seen},
    fields::Fields,
    kept::at_stake,
    read::read,
};

const HEAD: &str = "
vendor: rules
title: Rules
main_family: raw
identity: { client: [], customer: [] }
deeds: []
methods: {}
operations: {}
events:
  a: { source: s, family: raw, origin: wire }
  b: { source: s, family: raw, origin: wire }
  c: { source: s, family: raw, origin: wire }
orders:
";

/// Events are written `name:call`, told by the client of call 1.
#[rstest]
#[case::before("before: { first: a, then: b }", "a:1 b:1", None)]
#[case::behind("before: { first: a, then: b }", "b:1 a:1", Some((0, Some(1))))]
#[case::another_call("before: { first: a, then: b }", "b:1 a:2", None)]
#[case::only_one_of_two("before: { first: a, then: b }", "b:1", None)]
#[case::needs("needs: { event: b, earlier: [a, c] }", "c:1 b:1", None)]
#[case::needs_what_is_missing("needs: { event: b, earlier: [a] }", "c:1 b:1 a:1", Some((1, None)))]
#[case::directly("directly: { first: a, then: [b] }", "a:1 c:2 b:1 c:1", None)]
#[case::not_directly("directly: { first: a, then: [b] }", "a:1 c:1 b:1", Some((1, Some(0))))]
#[case::nothing_behind("directly: { first: a, then: [b] }", "c:1 a:1", None)]
#[case::once("once: { event: a }", "a:1 a:2 b:1", None)]
#[case::twice("once: { event: a }", "a:1 b:1 a:1 a:1", Some((2, Some(0))))]
#[case::last("last: { event: a, later: [b] }", "b:1 a:1 c:1 b:2", None)]
#[case::not_last("last: { event: a, later: [b] }", "a:1 c:1 b:1", Some((2, Some(0))))]
#[case::same("same: { field: name, events: [a] }", "a:1 b:1 a:1", None)]
#[case::not_same("same: { field: name, events: [a, b] }", "a:1 b:1", Some((1, Some(0))))]
#[case::differs("differs: { field: name }", "a:1 b:1 a:1", None)]
#[case::does_not_differ("differs: { field: name }", "a:1 b:2 b:1 b:1", Some((3, Some(2))))]
fn a_demand_on_order(
    #[case] order: &str,
    #[case] told: &str,
    #[case] broken: Option<(usize, Option<usize>)>,
) {
    let contract = rule(&format!("per: [call], order: {{ {order} }}"));
    let payloads = payloads(told);

    let found = breaks(contract, &payloads);

    let found: Vec<_> = found
        .iter()
        .map(|found| (found.culprit, found.other))
        .collect();
    assert_eq!(found, broken.into_iter().collect::<Vec<_>>());
}

/// What a rule has nothing to say about says nothing about the rule.
#[rstest]
#[case::both("before: { first: a, then: b }", "a:1 b:1", true)]
#[case::one_of_both("before: { first: a, then: b }", "a:1 c:1", false)]
#[case::of_two_calls("before: { first: a, then: b }", "a:1 b:2", false)]
#[case::needs("needs: { event: b, earlier: [a] }", "a:1 b:1", true)]
#[case::directly("directly: { first: a, then: [b] }", "a:1 b:1", true)]
#[case::nothing_behind("directly: { first: a, then: [b] }", "b:1 a:1", false)]
#[case::once("once: { event: a }", "a:1", true)]
#[case::last("last: { event: b, later: [a] }", "a:1 b:1", true)]
#[case::nothing_that_may_not_follow("last: { event: b, later: [a] }", "c:1 b:1", false)]
#[case::differs("differs: { field: name }", "a:1 b:1", true)]
#[case::one_alone("differs: { field: name }", "a:1", false)]
#[case::same("same: { field: call, events: [a, b] }", "a:1 b:1", true)]
#[case::one_of_the_same("same: { field: call, events: [a, b] }", "a:1 c:1", false)]
fn a_rule_is_at_stake_where_its_events_occur(
    #[case] order: &str,
    #[case] told: &str,
    #[case] wanted: bool,
) {
    let orders = rule(&format!("per: [call], order: {{ {order} }}"));
    let fields = Fields::of(orders);
    let payloads = payloads(told);
    let stream: Vec<Fact<'_>> = payloads
        .iter()
        .map(|(name, data)| Fact::of(name, data, &fields))
        .collect();

    let found = at_stake(orders, &fields, &stream);

    assert_eq!(found.contains(&0), wanted);
}

#[test]
fn a_rule_looks_only_at_the_events_that_it_is_about() {
    let contract = rule(
        "per: [call], order: { before: { first: a, then: b } }, \
         where: { b: { device: $self, name: b } }",
    );
    let told = |device| {
        [
            (
                "b",
                json!({ "call": 1, "name": "b", "device": device, "srcDeviceId": "own" }),
            ),
            ("a", json!({ "call": 1 })),
        ]
    };

    let others = breaks(contract, &told("other"));
    let own = breaks(contract, &told("own"));

    assert_eq!(others, []);
    let broken = Break {
        rule: 0,
        culprit: 0,
        other: Some(1),
        sequence: vec![0, 1],
    };
    assert_eq!(own, [broken]);
}

#[test]
fn an_event_without_the_key_is_in_no_sequence() {
    let contract = rule("per: [call], order: { once: { event: a } }");
    let told = [("a", json!({})), ("a", json!({}))];

    assert_eq!(breaks(contract, &told), []);
}

#[test]
fn a_rule_without_a_key_looks_at_the_whole_stream() {
    let contract = rule("order: { once: { event: a } }");
    let told = [("a", json!({})), ("a", json!({}))];

    let found = breaks(contract, &told);

    assert_eq!(found.len(), 1);
}

#[test]
fn a_payload_that_was_sent_and_one_that_was_read_are_seen_alike() {
    let orders = rule(
        "per: [call.id], order: { differs: { field: serial } }, where: { a: { x: $self, n: '1' } }",
    );
    let fields = Fields::of(orders);
    let json = r#"{ "call": { "id": 1, "more": 2 }, "big": [1, { "serial": 3 }], "serial": 4.5,
        "x": "es\"caped", "srcDeviceId": null, "n": 1 }"#;
    let value: Value = serde_json::from_str(json).unwrap();

    let sent = read("a", json, &fields);
    let reported = Fact::of("a", &value, &fields);

    assert!(sent.is_like(&reported), "{sent:?} {reported:?}");
    assert_eq!(sent.field(&fields, "call.id"), Some(Seen::Other(&json!(1))));
    assert_eq!(sent.field(&fields, "x"), Some(Seen::Text("es\"caped")));
    assert_eq!(
        sent.field(&fields, "srcDeviceId"),
        Some(Seen::Other(&json!(null)))
    );
    assert_eq!(sent.field(&fields, "big"), None);
    assert!(sent.field(&fields, "n").unwrap().is_spelled("1"));
}

#[test]
fn what_is_no_object_has_no_fields() {
    let fields = Fields::of(rule("per: [call], order: { once: { event: a } }"));

    for json in ["no JSON", "[1]", "{ \"call\": ", "3"] {
        assert_eq!(
            read("a", json, &fields).field(&fields, "call"),
            None,
            "{json}"
        );
    }
}

fn rule(body: &str) -> &'static [OrderRule] {
    let text = format!("{HEAD}  - {{ rule: r, source: s, {body} }}\n");
    let contract = Contract::from_yaml(&text).expect("the contract has its shape");
    &Box::leak(Box::new(contract)).orders
}

fn breaks(orders: &'static [OrderRule], told: &[(&str, Value)]) -> Vec<Break> {
    let fields = Fields::of(orders);
    let told = told
        .iter()
        .map(|(name, data)| Fact::of(name, data, &fields));
    let stream: Vec<Fact<'_>> = told.collect();
    check(orders, &fields, &stream)
}

fn payloads(told: &str) -> Vec<(&str, Value)> {
    told.split(' ')
        .map(|word| {
            let (name, call) = word.split_once(':').expect("an event is `name:call`");
            (name, json!({ "call": call, "name": name }))
        })
        .collect()
}
