use std::sync::Arc;

use ctimock_scenario::Scenario;
use serde_json::json;

use crate::{
    Verdict,
    testing::{Table, in_words, scenario_of},
};

#[test]
fn a_name_bound_at_one_client_holds_at_the_other() {
    let table = || {
        Table::drive(two_clients(
            "
  - { expect: [ringing: { callId: $call }], client: anna }
  - { expect: [ringing: { callId: $call }], client: bob }
",
        ))
        .told("anna", "ringing", json!({ "callId": "K1" }))
    };

    let same = table()
        .told("bob", "ringing", json!({ "callId": "K1" }))
        .settle();
    let other = table()
        .told("bob", "ringing", json!({ "callId": "K2" }))
        .settle();

    assert_eq!(same.report().verdict, Verdict::Passed);
    assert_eq!(
        other.report().explanations[0].title,
        "client `bob` was told `ringing` with another `callId` than expected"
    );
}

#[test]
fn streams_of_different_clients_have_no_order() {
    let table = Table::drive(two_clients(
        "
  - { expect: [ringing: {}], client: anna }
  - { expect: [ringing: {}], client: bob }
",
    ));

    let report = table
        .told("bob", "ringing", json!({}))
        .settle()
        .at(10)
        .told("anna", "ringing", json!({}))
        .settle()
        .report();

    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn a_reading_that_another_client_contradicts_falls() {
    let table = Table::drive(two_clients(
        "
  - expect:
      - any_order: [ringing: { callId: $one }, ringing: { callId: $two }]
    client: anna
  - { expect: [ringing: { callId: $one }], client: bob }
  - { expect: [answered: { callId: $two }], client: anna }
",
    ));

    let report = table
        .told("anna", "ringing", json!({ "callId": "K1" }))
        .told("anna", "ringing", json!({ "callId": "K2" }))
        .told("bob", "ringing", json!({ "callId": "K2" }))
        .settle()
        .told("anna", "answered", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(in_words(&report), "Passed\n");
}

#[test]
fn events_of_families_that_the_scenario_never_names_are_no_part_of_the_stream() {
    let silent = Table::drive(two_clients("  - { expect: [ringing: {}], client: anna }"))
        .told("anna", "ui.changed", json!({}))
        .told("anna", "ringing", json!({}))
        .settle();
    let named = Table::drive(two_clients(
        "
  - { expect: [ringing: {}], client: anna }
  - { expect: [ui.changed: {}], client: bob }
",
    ))
    .told("anna", "ui.changed", json!({}))
    .settle();

    assert_eq!(silent.report().verdict, Verdict::Passed);
    assert_eq!(named.report().verdict, Verdict::Failed);
}

#[test]
fn a_client_that_no_step_expects_anything_of_must_be_told_nothing() {
    let steps = "  - { expect: [ringing: {}], client: anna }";

    let report = Table::drive(two_clients(steps))
        .told("bob", "ringing", json!({}))
        .told("anna", "ringing", json!({}))
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].title,
        "client `bob` was told `ringing`, which no step expects"
    );
}

fn two_clients(steps: &str) -> Arc<Scenario> {
    scenario_of(&format!(
        r#"scenario: Two
vendor: chime
given: {{ clients: {{ anna: {{ ext: "8001" }}, bob: {{ ext: "8002" }} }} }}
steps:
{steps}"#
    ))
}
