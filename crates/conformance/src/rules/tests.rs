use ctimock_dialect::Contract;
use rstest::rstest;
use serde_json::{Value, json};

use super::{
    check::{Break, check},
    pick::Picker,
    told::{Payload, Told},
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

    let found = check(&contract.orders, &stream(&payloads));

    let found: Vec<_> = found
        .iter()
        .map(|found| (found.culprit, found.other))
        .collect();
    assert_eq!(found, broken.into_iter().collect::<Vec<_>>());
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

    let others = check(&contract.orders, &stream(&told("other")));
    let own = check(&contract.orders, &stream(&told("own")));

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

    assert_eq!(check(&contract.orders, &stream(&told)), []);
}

#[test]
fn a_rule_without_a_key_looks_at_the_whole_stream() {
    let contract = rule("order: { once: { event: a } }");
    let told = [("a", json!({})), ("a", json!({}))];

    let found = check(&contract.orders, &stream(&told));

    assert_eq!(found.len(), 1);
}

#[test]
fn only_the_fields_that_rules_name_are_read() {
    let contract: &'static Contract = Box::leak(Box::new(rule(
        "per: [call.id], order: { differs: { field: serial } }, where: { a: { x: $self } }",
    )));
    let picker = Picker::new(contract);

    let picked = picker.pick(
        r#"{ "call": { "id": 1, "more": 2 }, "big": [1, { "serial": 3 }], "serial": 4, "x": "y", "srcDeviceId": "z" }"#,
    );

    let wanted = json!({
        "call": { "id": 1, "more": 2 }, "serial": 4, "x": "y", "srcDeviceId": "z",
    });
    assert_eq!(picked, wanted);
    assert_eq!(picker.pick("no JSON"), json!({}));
    assert_eq!(picker.pick("[1]"), json!({}));
}

fn rule(body: &str) -> Contract {
    let text = format!("{HEAD}  - {{ rule: r, source: s, {body} }}\n");
    Contract::from_yaml(&text).expect("the contract has its shape")
}

fn payloads(told: &str) -> Vec<(&str, Value)> {
    told.split(' ')
        .map(|word| {
            let (name, call) = word.split_once(':').expect("an event is `name:call`");
            (name, json!({ "call": call, "name": name }))
        })
        .collect()
}

fn stream<'e>(payloads: &'e [(&'e str, Value)]) -> Vec<Told<'e>> {
    let told = payloads.iter().map(|(name, data)| Told {
        name,
        data: Payload::Borrowed(data),
    });
    told.collect()
}
