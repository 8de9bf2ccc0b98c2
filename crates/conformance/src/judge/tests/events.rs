use serde_json::json;

use crate::testing::{Table, in_words, scenario, sent};

const CALL: &str = "
  - expect:
      - ringing: { callId: $call }
      - answered: { callId: $call }
      - ended: { callId: $call, cause: normal }
    within: 3s
";

#[test]
fn an_event_that_was_sent_and_never_reported() {
    let report = Table::drive(scenario(CALL))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .settle()
        .at(1000)
        .journal(sent("answered", &json!({ "callId": "K1" })))
        .settle()
        .at(3000)
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was not told `answered` within 3s
Client: the mock sent `answered` to client `anna` at 00:01.000, and the client never reported it
case.yaml:8:9 - answered: { callId: $call } <- expected within 3s of 00:00.000
= ringing { callId: $call } | ringing @0ms
- answered { callId: $call } | 
- ended { callId: $call, cause: \"normal\" } | 
note: nearest: `answered` that the mock sent at 00:01.000, which fits
"
    );
}

#[test]
fn two_events_that_were_reported_in_another_order_than_sent() {
    let report = Table::drive(scenario(CALL))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .settle()
        .at(500)
        .journal(sent("answered", &json!({ "callId": "K1" })))
        .journal(sent("ended", &json!({ "callId": "K1", "cause": "normal" })))
        .told(
            "anna",
            "ended",
            json!({ "callId": "K1", "cause": "normal" }),
        )
        .told("anna", "answered", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `ended` before `answered`
Client: the mock sent `answered` at 00:00.500 before `ended`, and client `anna` reported it after it
case.yaml:8:9 - answered: { callId: $call } <- expected here, and `ended` came at 00:00.500
= ringing { callId: $call } | ringing @0ms
^ answered { callId: $call } | answered @500ms
= ended { callId: $call, cause: \"normal\" } | ended @500ms
^  | answered @500ms
"
    );
}

#[test]
fn a_field_that_the_client_changed() {
    let report = Table::drive(scenario(CALL))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .journal(sent("answered", &json!({ "callId": "K1", "extra": 1 })))
        .told("anna", "answered", json!({ "callId": "K2", "brs": 3 }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `answered` with another `callId` than expected
Client: the mock sent `answered` at 00:00.000, and client `anna` reported it with another `callId`
case.yaml:8:29 - answered: { callId: $call } <- `callId` is \"K2\", not $call (\"K1\")
= ringing { callId: $call } | ringing @0ms
~ answered { callId: $call } | answered @0ms
    callId: $call (\"K1\") != \"K2\"
- ended { callId: $call, cause: \"normal\" } | 
"
    );
}

#[test]
fn a_field_that_the_vendor_sends_otherwise() {
    let report = Table::drive(scenario(CALL))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .passes_on("answered", json!({ "callId": "K1" }))
        .passes_on("ended", json!({ "callId": "K1", "cause": "busy" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `ended` with another `cause` than expected
Scenario: the mock sent this `ended`, and client `anna` reported it in its place: the scenario \
         expects what the vendor does not do here
case.yaml:9:40 - ended: { callId: $call, cause: normal } <- `cause` is \"busy\", not \"normal\"
= ringing { callId: $call } | ringing @0ms
= answered { callId: $call } | answered @0ms
~ ended { callId: $call, cause: \"normal\" } | ended @0ms
    cause: \"normal\" != \"busy\"
"
    );
}

#[test]
fn an_event_that_was_reported_twice_and_sent_once() {
    let report = Table::drive(scenario(CALL))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .at(40)
        .told("anna", "ringing", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told the same `ringing` twice
Client: the mock sent this `ringing` once, at 00:00.000, and client `anna` reported it twice
case.yaml:8:9 - answered: { callId: $call } <- `ringing` came once more at 00:00.040
= ringing { callId: $call } | ringing @0ms
- answered { callId: $call } | 
+  | ringing @40ms
note: the case ended here; 1 more expected event was not waited for
"
    );
}

#[test]
fn an_event_that_nobody_sent() {
    let report = Table::drive(scenario(CALL))
        .passes_on("ringing", json!({ "callId": "K1" }))
        .told("anna", "held", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `held` where `answered` is expected
Client: the mock never sent `held` to client `anna`
case.yaml:8:9 - answered: { callId: $call } <- expected here, and `held` came at 00:00.000
= ringing { callId: $call } | ringing @0ms
- answered { callId: $call } | 
+  | held @0ms
note: the case ended here; 1 more expected event was not waited for
"
    );
}

#[test]
fn an_event_too_early_for_its_window() {
    let report = Table::drive(scenario("  - { expect: [ringing: {}], within: 1s..3s }"))
        .at(400)
        .passes_on("ringing", json!({}))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `ringing` too early
Scenario: the mock sent this `ringing`, and client `anna` reported it in its place: the scenario \
         expects what the vendor does not do here
case.yaml:5:16 - { expect: [ringing: {}], within: 1s..3s } <- expected from 00:01.000 on, and came \
         at 00:00.400
~ ringing | ringing @400ms
    (reported at): not before 00:01.000 != 00:00.400
"
    );
}

#[test]
fn what_is_left_when_all_steps_are_done() {
    let report = Table::drive(scenario("  - { expect: [ringing: {}] }"))
        .passes_on("ringing", json!({}))
        .passes_on("held", json!({ "callId": "K1" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `held`, which no step expects
Scenario: the mock sent this `held`, and client `anna` reported it in its place: the scenario \
         does not expect what the vendor does here
case.yaml:5:5 - { expect: [ringing: {}] } <- the last step; `held` of 00:00.000 is left over
= ringing | ringing @0ms
+  | held @0ms
"
    );
}

#[test]
fn an_event_that_must_never_come() {
    let steps = "
  - never: [ended: { cause: busy }]
  - wait: 5s
";
    let report = Table::drive(scenario(steps))
        .at(20)
        .passes_on("ended", json!({ "cause": "busy" }))
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was told `ended`, which must never come
Scenario: the mock sent this `ended`, and client `anna` reported it in its place: the scenario \
         forbids what the vendor does here
case.yaml:6:13 - never: [ended: { cause: busy }] <- forbidden here, and came at 00:00.020
+ never ended { cause: \"busy\" } | ended @20ms
"
    );
}

#[test]
fn tolerated_and_omitted_events_are_shown_grey() {
    let steps = "
  - expect:
      - ringing: {}
      - optional: [recorded: {}]
      - any_order: [answered: {}, held: {}]
    within: 1s
    others: allowed
";
    let report = Table::drive(scenario(steps))
        .passes_on("ringing", json!({}))
        .passes_on("ended", json!({}))
        .passes_on("held", json!({}))
        .settle()
        .at(1000)
        .settle()
        .report();

    assert_eq!(
        in_words(&report),
        "Failed
client `anna` was not told `answered` within 1s
Scenario: client `anna` did everything that it was asked, and the mock had sent no fitting `answered` by \
         then: the scenario expects what the vendor does not do here
case.yaml:9:21 - any_order: [answered: {}, held: {}] <- expected within 1s of 00:00.000
= ringing | ringing @0ms
.  | ended @0ms
= held | held @0ms
- answered | 
note: from 00:00.000 on, the mock sent client `anna` `ringing`, `ended` and `held`
"
    );
}

#[test]
fn a_window_that_nobody_understands_is_the_scenarios() {
    let steps = "
  - expect:
      - any_order:
          - held: { callId: $a }
          - held: { callId: $b }
          - held: { callId: $c }
          - held: { callId: $d }
          - held: { callId: $e }
";
    let mut table = Table::drive(scenario(steps));
    for call in 1..=4 {
        table = table.passes_on("held", json!({ "callId": format!("K{call}") }));
    }

    let report = table.settle().report();

    assert_eq!(
        in_words(&report),
        "Errored
ambiguous window at client `anna`
Scenario: more than 64 readings of the stream are possible; bind a field that tells the events apart
case.yaml:6:5 - expect: <- more than 64 readings of the stream are possible; bind a field that tells \
         the events apart
"
    );
}

#[test]
fn all_that_may_come_in_any_order_is_named_when_none_of_it_comes() {
    let steps = "  - { expect: [any_order: [held: {}, ended: {}]], within: 1s }";

    let report = Table::drive(scenario(steps)).at(1000).settle().report();

    assert_eq!(
        report.explanations[0].title,
        "client `anna` was not told `held` and `ended` within 1s"
    );
}

#[test]
fn an_event_of_a_family_that_only_another_step_names() {
    let steps = "
  - expect: [ringing: {}]
  - never: [ui.changed: { text: gone }]
    for: 1s
";
    let report = Table::drive(scenario(steps))
        .told("anna", "ui.changed", json!({ "text": "rings" }))
        .settle()
        .report();

    assert_eq!(
        report.explanations[0].notes,
        [
            "the scenario names an event of the family `ui`, and so all of that family are expected \
             where they come"
        ]
    );
}
