use http::Method;
use serde_json::{Value, json};

use crate::{
    Verdict,
    testing::{Table, in_words, request, response, scenario, sent},
};

const STEPS: &str = r#"
  - call: dial
    args: { to: "8002" }
    returns: { callId: $call }
  - expect:
      - ringing: { callId: $call }
      - ui.changed: {}
      - answered: { callId: $call }
  - call: drop
    args: { callId: $call }
"#;

#[test]
fn a_call_is_waited_for_without_limit_and_known_by_its_request() {
    let table = Table::watch(scenario(STEPS));
    assert!(table.orders.is_empty(), "nobody is told to do anything");
    assert_eq!(table.conductor.poll_timeout(), None);

    let table = table
        .at(3_600_000)
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8009" })))
        .settle();
    assert_eq!(waits_at(&table), "call dial of anna");

    let table = table
        .journal(request(2, Method::POST, "/calls", json!({ "to": "8002" })))
        .settle();
    assert_eq!(waits_at(&table), "expect at anna");
}

#[test]
fn what_the_mock_sent_is_judged_and_what_the_sdk_makes_is_listed() {
    let table = Table::watch(scenario(STEPS))
        .journal(request(2, Method::POST, "/calls", json!({ "to": "8002" })))
        .settle()
        .journal(sent("ringing", &json!({ "callId": "K1" })))
        .journal(sent("answered", &json!({ "callId": "K1" })))
        .settle();
    assert_eq!(waits_at(&table), "call drop of anna");
    let not_observed = table.conductor.progress().steps[1].not_observed.clone();
    assert_eq!(not_observed, ["ui.changed"]);

    let table = table
        .journal(request(3, Method::DELETE, "/calls/K9", Value::Null))
        .journal(request(4, Method::DELETE, "/calls/K1", Value::Null))
        .settle();

    assert!(table.conductor.progress().is_done());
    assert_eq!(in_words(&table.report()), "Passed\n");
}

#[test]
fn whose_request_it_was_may_be_known_only_by_its_answer() {
    let table = Table::watch(scenario(STEPS))
        .journal_of_nobody(request(2, Method::POST, "/calls", json!({ "to": "8002" })))
        .settle();
    assert_eq!(waits_at(&table), "call dial of anna");

    let table = table.journal(response(2, 200)).settle();

    assert_eq!(waits_at(&table), "expect at anna");
}

#[test]
fn a_method_that_makes_no_request_is_passed_over() {
    let table = Table::watch(scenario("  - call: mute\n  - wait: 1s"));

    assert_eq!(waits_at(&table), "wait 1s");
    assert_eq!(table.conductor.progress().steps[0].not_observed, ["mute"]);
}

#[test]
fn an_event_that_the_mock_did_not_send_is_missed() {
    let table = Table::watch(scenario("  - { expect: [ringing: {}], within: 1s }"));

    let report = table.at(1000).settle().report();

    assert_eq!(report.verdict, Verdict::Failed);
    assert_eq!(
        report.explanations[0].title,
        "client `anna` was not told `ringing` within 1s"
    );
}

#[test]
fn a_long_wait_forgets_what_is_old_and_still_knows_the_request() {
    let mut table = Table::watch(scenario(STEPS));
    for number in 0..20_000 {
        table = table.journal(request(number, Method::POST, "/heartbeat", Value::Null));
    }

    let table = table
        .journal(request(
            20_001,
            Method::POST,
            "/calls",
            json!({ "to": "8002" }),
        ))
        .settle();

    assert_eq!(waits_at(&table), "expect at anna");
}

#[test]
fn a_long_wait_keeps_only_so_many_events_and_then_says_why_it_ended() {
    let mut table = Table::watch(scenario(STEPS));
    for _ in 0..8192 {
        table = table.journal(sent("ringing", &json!({ "callId": "K1" })));
    }
    assert!(!table.conductor.is_over());

    let table = table.journal(sent("ringing", &json!({ "callId": "K1" })));

    let report = table.report();
    assert_eq!(report.verdict, Verdict::Errored);
    assert_eq!(
        report.explanations[0].title,
        "client `anna` was sent more than 8192 events, and a scenario that is served keeps no more"
    );
}

fn waits_at(table: &Table) -> String {
    let progress = table.conductor.progress();
    progress
        .waits_at()
        .map_or_else(|| "nothing".to_owned(), |step| step.title.clone())
}
