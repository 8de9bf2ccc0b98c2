use bytes::Bytes;
use ctimock_mock::What;
use http::Method;
use serde_json::{Value, json};

use crate::testing::{Table, in_words, request, response, scenario};

const DIAL: &str = r#"
  - call: dial
    args: { to: "8002" }
    returns: { callId: K1 }
    within: 2s
"#;

const DIAL_FAILS: &str = r#"
  - call: dial
    args: { to: "8002" }
    fails: { status: 455 }
"#;

#[test]
fn a_result_that_the_client_made_up() {
    let report = Table::drive(scenario(DIAL))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(answer(1, json!({ "callId": "K1" })))
        .returned(0, json!({ "callId": "K2" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
`dial` of client `anna` returned another `callId` than expected
Client: no answer of the mock has what the client made of it
case.yaml:8:24 returns: { callId: K1 } <- `callId` is \"K2\", not \"K1\"
note: expected: { callId: \"K1\" }
note: it came to {\"callId\":\"K2\"}
"
    );
}

#[test]
fn a_result_that_the_client_passed_on() {
    let report = Table::drive(scenario(DIAL))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(answer(1, json!({ "callId": "K2", "more": 1 })))
        .returned(0, json!({ "callId": "K2" }))
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].because,
        "it is what the mock answered, and client `anna` passed it on"
    );
}

#[test]
fn an_error_where_success_is_expected() {
    let report = Table::drive(scenario("  - call: mute"))
        .rejected(0, json!({ "code": "E1" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
`mute` of client `anna` failed, and success is expected
Client: the mock refused nothing; client `anna` made the error
case.yaml:5:5 - call: mute <- it failed with the error `refused`: {\"code\":\"E1\"}
note: it came to the error `refused`: {\"code\":\"E1\"}
"
    );
}

#[test]
fn an_error_that_the_vendor_gave() {
    let report = Table::drive(scenario(DIAL))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 462))
        .rejected(0, json!({ "status": 462 }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
`dial` of client `anna` failed, and success is expected
Scenario: it is what the mock answered, and client `anna` passed it on
case.yaml:8:14 returns: { callId: K1 } <- it failed with the error `refused`: {\"status\":462}
note: expected: { callId: \"K1\" }
note: it came to the error `refused`: {\"status\":462}
"
    );
}

#[test]
fn the_reason_of_a_long_refusal_is_noted_whole() {
    let reason = format!("{} because {}", "x".repeat(200), "of this");
    let report = Table::drive(scenario("  - call: mute"))
        .rejected(0, json!({ "responseText": reason }))
        .settle()
        .report();

    let note = &report.explanations[0].notes[0];
    assert!(note.ends_with("because of this\"}"), "{note}");
}

#[test]
fn a_success_where_an_error_is_expected() {
    let report = Table::drive(scenario("  - { call: mute, fails: { code: E1 } }"))
        .returned(0, Value::Null)
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].title,
        "`mute` of client `anna` succeeded, and an error is expected"
    );
}

#[test]
fn a_success_after_a_refusal() {
    let report = Table::drive(scenario(DIAL_FAILS))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 455))
        .returned(0, Value::Null)
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].because,
        "the mock refused the request with 455, and client `anna` took it as done"
    );
}

#[test]
fn a_success_of_a_request_that_was_made_again() {
    let report = Table::drive(scenario(DIAL_FAILS))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 455))
        .journal(request(2, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(2, 200))
        .returned(0, Value::Null)
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].because,
        "the mock accepted the request: the vendor does not refuse this here"
    );
}

#[test]
fn a_method_that_comes_to_nothing() {
    let report = Table::drive(scenario(DIAL))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 200))
        .settle()
        .at(2000)
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
`dial` of client `anna` came to nothing within 2s
Client: the mock answered the request, and client `anna` made nothing of it
case.yaml:8:14 returns: { callId: K1 } <- its result is waited for here
note: expected: { callId: \"K1\" }
"
    );
}

#[test]
fn a_method_whose_request_is_not_answered() {
    let report = Table::drive(scenario(DIAL))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .at(2000)
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].because,
        "the mock has not answered the request of `dial` that client `anna` sent"
    );
}

#[test]
fn a_request_that_is_not_sent() {
    let steps = r#"
  - call: dial
    args: { to: "8002" }
    sends:
      - dial: { to: "9" }
"#;
    let report = Table::drive(scenario(steps))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 200))
        .returned(0, Value::Null)
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` sent `POST dial` during `dial` with another `to` than is wanted
Client: client `anna` sent what the method asks for, and not all that is wanted with it
case.yaml:9:21 - dial: { to: \"9\" } <- `to` is \"8002\", not \"9\"
~ `dial { to: \"9\" }` | POST dial @0ms
    to: \"9\" != \"8002\"
"
    );
}

#[test]
fn a_request_that_is_never_sent() {
    let steps = r#"
  - call: mute
    sends: [dial: { to: "9" }]
"#;
    let report = Table::drive(scenario(steps))
        .journal(request(1, Method::POST, "/ping", Value::Null))
        .returned(0, Value::Null)
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` never sent `dial { to: \"9\" }` during `mute`
Client: what goes over the wire is up to client `anna` alone
case.yaml:7:13 sends: [dial: { to: \"9\" }] <- this request is wanted
- `dial { to: \"9\" }` | 
.  | POST /ping @0ms
"
    );
}

#[test]
fn a_request_that_is_one_too_many() {
    let steps = r#"
  - call: dial
    args: { to: "8002" }
    sends:
      exactly:
        - dial: {}
"#;
    let report = Table::drive(scenario(steps))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(request(2, Method::POST, "/ping", Value::Null))
        .returned(0, Value::Null)
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].title,
        "client `anna` sent `POST /ping` during `dial`, which is not wanted"
    );
}

#[test]
fn a_whole_result_that_is_another_one() {
    let report = Table::drive(scenario("  - { call: mute, returns: true }"))
        .returned(0, json!(false))
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].title,
        "`mute` of client `anna` returned another value than expected"
    );
}

#[test]
fn a_state_that_is_another() {
    let report = Table::drive(scenario("  - state: { calls: [] }"))
        .world(json!({ "agents": [], "calls": [{ "id": "K1" }] }))
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
the mock's state has another `calls` than expected
Scenario: the clients did everything that they were asked: the scenario expects a state that the \
         vendor does not come to here
case.yaml:5:21 - state: { calls: [] } <- `calls` is [{\"id\":\"K1\"}] (1 element), not an array of 0
~ { calls: [] } | state @0ms
    calls: an array of 0 != [{\"id\":\"K1\"}] (1 element)
"
    );
}

fn answer(exchange: u64, body: Value) -> What {
    match response(exchange, 200) {
        What::Response {
            exchange,
            operation,
            status,
            headers,
            ..
        } => What::Response {
            exchange,
            operation,
            status,
            headers,
            body: Bytes::from(body.to_string()),
        },
        other => other,
    }
}
