use serde_json::json;

use crate::{
    Blame, Verdict,
    testing::{Table, in_words, scenario, sent},
};

#[test]
fn a_passed_case_fails_when_the_client_breaks_a_documented_rule() {
    let steps = "  - { expect: [ended: {}, ended: {}] }";
    let report = Table::drive(scenario(steps))
        .passes_on("ended", json!({ "callId": "K1" }))
        .told("anna", "ended", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` broke a documented rule: a call ends once
Client: manual 8 says so, and what the mock sent keeps it
=  | ended @0ms
^  | ended @0ms
"
    );
}

#[test]
fn a_rule_looks_at_each_call_by_itself() {
    let steps = "  - { expect: [ended: {}, ended: {}] }";
    let report = Table::drive(scenario(steps))
        .passes_on("ended", json!({ "callId": "K1" }))
        .passes_on("ended", json!({ "callId": "K2" }))
        .settle()
        .report();

    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn a_rule_that_the_mock_itself_breaks_is_the_harness_and_no_failure_of_the_client() {
    let steps = "  - { expect: [ended: {}, ended: {}] }";
    let report = Table::drive(scenario(steps))
        .passes_on("ended", json!({ "callId": "K1" }))
        .passes_on("ended", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Harness))
    );
    assert_eq!(report.explanations.len(), 1);
}

#[test]
fn a_rule_that_a_fault_of_the_scenario_breaks_is_no_failure() {
    let steps = "
  - { fault: duplicate, on: ended }
  - { expect: [ended: {}, ended: {}] }
";
    let report = Table::drive(scenario(steps))
        .acted(None)
        .settle()
        .passes_on("ended", json!({ "callId": "K1" }))
        .passes_on("ended", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn broken_rules_stand_behind_the_first_reason_of_a_failure() {
    let steps = "  - { expect: [ended: {}] }";
    let report = Table::drive(scenario(steps))
        .journal(sent("ended", &json!({ "callId": "K1" })))
        .told("anna", "ended", json!({ "callId": "K1" }))
        .told("anna", "ended", json!({ "callId": "K1" }))
        .settle()
        .report();

    let titles: Vec<&str> = report
        .explanations
        .iter()
        .map(|explanation| explanation.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "client `anna` was told the same `ended` twice",
            "client `anna` broke a documented rule: a call ends once",
        ]
    );
}
