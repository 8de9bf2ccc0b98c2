use ctimock_dialect::{CloseBy, SocketId};
use ctimock_mock::What;
use http::Method;
use serde_json::{Value, json};

use crate::{
    Blame,
    testing::{Table, request, response, scenario, sent},
};

const DIALS: &str = r#"
  - call: dial
    args: { to: "8002" }
  - { expect: [ringing: {}], within: 1s }
"#;

#[test]
fn a_client_that_never_sent_the_request_is_to_blame() {
    let table = Table::drive(scenario(DIALS))
        .returned(0, Value::Null)
        .settle();

    assert_eq!(
        blame(table.at(1000)),
        (
            Blame::Client,
            "client `anna` never sent the request that `dial` makes: POST /calls".to_owned()
        )
    );
}

#[test]
fn a_client_that_sent_another_request_than_it_was_asked_for_is_to_blame() {
    let table = Table::drive(scenario(DIALS))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "9" })))
        .journal(response(1, 200))
        .returned(0, Value::Null)
        .settle();

    assert_eq!(
        blame(table.at(1000)),
        (
            Blame::Client,
            "the request that client `anna` sent for `dial` is not the one that was asked for: `to` \
             is 9, not 8002"
                .to_owned()
        )
    );
}

#[test]
fn a_request_that_the_vendor_refuses_is_the_scenarios() {
    let table = Table::drive(scenario(DIALS))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 462))
        .returned(0, Value::Null)
        .settle();

    let (blame, because) = blame(table.at(1000));

    assert_eq!(blame, Blame::Scenario);
    assert!(
        because.starts_with("the mock refused the request of `dial` with 462"),
        "{because}"
    );
}

#[test]
fn a_vendor_that_does_not_do_what_is_expected_is_the_scenarios() {
    let table = Table::drive(scenario(DIALS))
        .journal(request(1, Method::POST, "/calls", json!({ "to": "8002" })))
        .journal(response(1, 200))
        .returned(0, Value::Null)
        .settle();

    assert_eq!(blame(table.at(1000)).0, Blame::Scenario);
}

#[test]
fn a_fault_of_the_scenario_that_took_the_event_is_named() {
    let table = Table::drive(scenario(
        "
  - fault: drop
    on: ringing
  - { expect: [ringing: {}], within: 1s }
",
    ))
    .acted(None)
    .settle()
    .at(40)
    .journal(What::Fault {
        kind: "drop",
        on: "ringing".to_owned(),
        effect: "it was not sent".to_owned(),
    })
    .settle();

    assert_eq!(
        blame(table.at(1000)),
        (
            Blame::Scenario,
            "the scenario's own fault `drop` on `ringing` took it at 00:00.040: it was not sent"
                .to_owned()
        )
    );
}

#[test]
fn a_client_that_drops_what_repeats_itself_is_not_to_blame_for_it() {
    let steps = r#"  - { expect: [ringing: { callId: K1 }, ringing: { callId: "9" }] }"#;
    let table = Table::drive(scenario(steps))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .journal(sent("ringing", &json!({ "callId": "K1" })))
        .passes_on("ringing", json!({ "callId": "K2" }));

    let (_, because) = blame(table);

    assert!(!because.contains("not at all"), "{because}");
}

#[test]
fn an_event_of_the_sdk_that_does_not_come_is_the_clients() {
    let steps = "  - { expect: [ui.changed: {}], within: 1s }";

    let (blame, because) = blame(Table::drive(scenario(steps)).at(1000));

    assert_eq!(blame, Blame::Client);
    assert_eq!(
        because,
        "the SDK makes `ui.changed` by itself, and the client did not report it"
    );
}

#[test]
fn a_mock_that_broke_the_vendors_own_rule_is_the_harness() {
    let steps = "  - { expect: [ringing: {}, answered: {}] }";
    let table = Table::drive(scenario(steps))
        .passes_on("answered", json!({ "callId": "K1" }))
        .journal(sent("ringing", &json!({ "callId": "K1" })));

    let (blame, because) = blame(table);

    assert_eq!(blame, Blame::Harness);
    assert!(
        because.ends_with("a call rings before it is answered"),
        "{because}"
    );
}

#[test]
fn a_socket_that_the_client_closed_is_in_the_ladder() {
    let table =
        Table::drive(scenario("  - { expect: [ringing: {}], within: 1s }")).journal(What::Closed {
            socket: SocketId(1),
            by: CloseBy::Client {
                code: Some(1000),
                reason: String::new(),
            },
        });

    let report = table.at(1000).settle().report();

    let labels: Vec<String> = report
        .ladder
        .unwrap()
        .rungs
        .into_iter()
        .map(|rung| rung.label)
        .collect();
    assert_eq!(labels, ["closes WebSocket, 1000"]);
}

#[test]
fn the_nearest_candidate_may_be_at_another_client_or_under_another_name() {
    let steps = "  - { expect: [ringing: { callId: K1 }], within: 1s, others: allowed }";
    let table = Table::drive(scenario(steps)).passes_on("ringing", json!({ "callId": "K2" }));

    let report = table.at(1000).settle().report();

    let explanation = &report.explanations[0];
    assert_eq!(
        explanation.title,
        "client `anna` was not told `ringing` within 1s"
    );
    assert_eq!(
        explanation.notes,
        [
            "from 00:00.000 on, the mock sent client `anna` `ringing`",
            "nearest: `ringing` that client `anna` was told at 00:00.000; `callId` is \"K2\", not \
             \"K1\""
        ]
    );
}

#[test]
fn an_event_that_another_line_has_taken_is_named() {
    let steps = "
  - { expect: [ringing: {}] }
  - { expect: [ringing: { callId: K1 }], within: 1s }
";
    let table = Table::drive(scenario(steps))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .settle();

    assert_eq!(
        blame(table.at(1000)),
        (
            Blame::Scenario,
            "a fitting `ringing` came at 00:00.000, and line 6 has taken it: the scenario \
             expects one more than the vendor sends"
                .to_owned()
        )
    );
}

fn blame(table: Table) -> (Blame, String) {
    let report = table.settle().report();
    let first = report
        .explanations
        .into_iter()
        .next()
        .expect("the case did not pass");
    (first.blame, first.because)
}
