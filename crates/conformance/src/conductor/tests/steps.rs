use ctimock_protocol::{CallError, CallErrorKind};
use serde_json::{Value, json};

use crate::{
    Order, Verdict,
    testing::{Table, in_words, pattern, request, scenario},
};

const DIAL: &str = r#"
  - call: dial
    args: { to: "8002" }
    returns: { callId: $call }
"#;

#[test]
fn a_call_whose_events_come_in_order_passes() {
    let table = Table::drive(scenario(&format!(
        "{DIAL}
  - expect: [ringing: {{ callId: $call }}, answered: {{ callId: $call }}]"
    )));

    let report = table
        .returned(0, json!({ "callId": "K1" }))
        .settle()
        .told("anna", "ringing", json!({ "callId": "K1" }))
        .settle()
        .at(500)
        .told("anna", "answered", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(in_words(&report), "Passed\n");
    assert_eq!(report.timing.scenario_us, 500_000);
    assert_eq!((report.blame, report.ladder), (None, None));
}

#[test]
fn clients_are_connected_before_the_first_method_is_called() {
    let table = Table::drive(scenario(DIAL));

    assert_eq!(
        table.words(),
        ["connect anna {\"ext\":\"8001\"}", "dial {\"to\":\"8002\"}"]
    );
}

#[test]
fn a_name_of_a_result_fills_the_arguments_of_the_next_call() {
    let table = Table::drive(scenario(&format!(
        "{DIAL}
  - call: drop
    args: {{ callId: $call }}"
    )));

    let table = table.returned(0, json!({ "callId": "K1" })).settle();

    assert_eq!(
        table.words().last().map(String::as_str),
        Some("drop {\"callId\":\"K1\"}")
    );
}

#[test]
fn the_next_step_begins_when_the_result_is_in_and_not_before() {
    let table = Table::drive(scenario(&format!("{DIAL}  - call: mute")));

    let waiting = table.settle().at(29_999).settle();
    assert_eq!(waiting.words().len(), 2);

    let table = waiting.returned(0, json!({ "callId": "K1" })).settle();
    assert_eq!(table.words().last().map(String::as_str), Some("mute {}"));
}

#[test]
fn a_call_with_a_name_goes_on_at_once_and_is_taken_up_later() {
    let table = Table::drive(scenario(
        r#"
  - call: dial
    args: { to: "8002" }
    as: dialling
  - expect: [ringing: {}]
  - result: dialling
    returns: { callId: K1 }
"#,
    ));

    let table = table.settle().told("anna", "ringing", json!({})).settle();
    assert!(!table.conductor.is_over());

    let report = table
        .returned(0, json!({ "callId": "K1" }))
        .settle()
        .report();
    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn a_result_that_came_long_before_it_is_taken_up_is_in_time() {
    let table = Table::drive(scenario(
        r#"
  - call: dial
    args: { to: "8002" }
    as: dialling
  - wait: 2m
  - result: dialling
    fails: { code: E1 }
"#,
    ));

    let table = table
        .settle()
        .at(10)
        .rejected(0, json!({ "code": "E1" }))
        .settle();
    let report = table.at(120_000).settle().report();

    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn an_error_without_data_is_matched_by_its_message() {
    let table = Table::drive(scenario(
        "
  - call: mute
    fails: { message: refused }
",
    ));

    let report = table.rejected(0, Value::Null).settle().report();

    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn a_pending_call_must_not_settle_until_its_bound_has_passed() {
    let steps = "
  - call: mute
    pending: true
    within: 5s
";

    let early = Table::drive(scenario(steps))
        .at(5000)
        .returned(0, json!(1))
        .settle();
    let never = Table::drive(scenario(steps)).at(4999).settle();
    assert!(!never.conductor.is_over());
    let never = never.at(5000).settle();

    assert_eq!(early.report().verdict, Verdict::Failed);
    assert_eq!(never.report().verdict, Verdict::Passed);
}

#[test]
fn a_method_that_the_client_does_not_have_skips_the_case() {
    let error = CallError {
        kind: CallErrorKind::Unsupported,
        message: "no such method".to_owned(),
        data: Value::Null,
    };

    let report = Table::drive(scenario("  - call: mute"))
        .outcome(0, Err(error))
        .report();

    assert_eq!((report.verdict, report.blame), (Verdict::Skipped, None));
    assert_eq!(
        report.explanations[0].title,
        "client `anna` cannot perform `mute`: no such method"
    );
}

#[test]
fn steps_together_begin_at_one_instant_in_list_order() {
    let table = Table::drive(scenario(
        r#"
  - together:
      - call: dial
        args: { to: "8002" }
      - party: carl
        does: calls
        to: anna
      - call: mute
  - wait: 1s
"#,
    ));

    let words = table.words();
    assert_eq!(words.len(), 4);
    assert_eq!(
        (words[1].as_str(), words[3].as_str()),
        ("dial {\"to\":\"8002\"}", "mute {}")
    );

    let half = table.acted(None).returned(0, Value::Null).settle();
    let half_deadline = half.conductor.poll_timeout().map(|due| due.reason);
    let done = half.returned(1, Value::Null).settle();

    assert_eq!(half_deadline, Some("bound of a call"));
    let waits = done.conductor.poll_timeout().map(|due| due.reason);
    assert_eq!(waits, Some("end of a wait"));
}

#[test]
fn the_state_is_read_when_its_step_comes_and_may_bind_names() {
    let table = Table::drive(scenario(
        r#"
  - state: { calls: [{ id: $call }] }
  - call: drop
    args: { callId: $call }
"#,
    ));
    assert!(matches!(table.orders.last(), Some(Order::ReadWorld)));

    let table = table
        .world(json!({ "calls": [{ "id": "K7", "parties": 2 }] }))
        .settle();

    assert_eq!(
        table.words().last().map(String::as_str),
        Some("drop {\"callId\":\"K7\"}")
    );
}

#[test]
fn the_requests_of_a_call_are_found_among_others_and_bind_names() {
    let table = Table::drive(scenario(
        r#"
  - call: dial
    args: { to: "8002" }
    sends: [dial: { to: $number }, { method: DELETE, path: "~/calls/.*" }]
  - call: dial
    args: { to: $number }
"#,
    ));

    let table = table
        .journal(request(1, http::Method::POST, "/other", json!({})))
        .journal(request(
            2,
            http::Method::POST,
            "/calls",
            json!({ "to": "8002" }),
        ))
        .journal(request(3, http::Method::DELETE, "/calls/K1", Value::Null))
        .returned(0, Value::Null)
        .settle();

    assert_eq!(
        table.words().last().map(String::as_str),
        Some("dial {\"to\":\"8002\"}")
    );
}

#[test]
fn the_test_patterns_speak_the_scenario_language() {
    let scenario = scenario("  - state: { a: \"~x+\", b: $n, c: \"<uuid>\" }");

    let ctimock_scenario::Verb::State(loaded) = &scenario.steps[0].verb else {
        panic!("it is a state");
    };

    let own = pattern(json!({ "a": "~x+", "b": "$n", "c": "<uuid>" }));
    let shown = |node| crate::matching::show_expected(node, None);
    assert_eq!(shown(&loaded.node), shown(&own.node));
}
