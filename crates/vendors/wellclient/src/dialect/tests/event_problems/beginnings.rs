use ctimock_switch::{Action, Cause, Unreachable};
use rstest::rstest;
use serde_json::{Value, json};

use super::{
    CARL, at_work,
    bench::{CALLS, STATE, login_body},
    people::{SECOND, answering_carl, carl, connected, offered},
};

#[test]
fn f3_tells_a_call_that_fails_at_once_in_reverse() {
    let nobody = Action::Fail(Cause::Unreachable(Unreachable::NoRoute));
    let (mut bench, anna) = at_work(carl(vec![offered(0, nobody)]), "F3");

    bench.call(&anna, CARL);

    let events = bench.events(anna.socket);
    assert_eq!(
        events.iter().map(super::bench::brief).collect::<Vec<_>>(),
        [
            "connectionCleared 8001 917602176375 NO_ROUTE_DESTINATION",
            "originated 8001 917602176375 NEWCALL",
            "serviceInitiated NORMAL",
        ]
    );
    let serials: Vec<_> = events
        .iter()
        .map(|event| event["serial"].as_u64())
        .collect();
    assert!(serials.is_sorted_by(|one, next| one > next), "{serials:?}");
}

#[test]
fn f3_tells_the_beginning_of_a_long_call_behind_its_end() {
    let (mut bench, anna) = at_work(
        carl(vec![
            offered(2, Action::Answer),
            connected(60, Action::HangUp),
        ]),
        "F3",
    );

    bench.call(&anna, CARL);
    bench.pass(SECOND * 100);

    assert_eq!(
        bench.told(anna.socket),
        [
            "delivered 917602176375 8001 917602176375 Outbound",
            "established 917602176375 8001 917602176375",
            "recordStarted",
            "connectionCleared 8001 917602176375 NORMAL_CLEARING",
            "connectionCleared 917602176375 917602176375 NORMAL_CLEARING",
            "originated 8001 917602176375 NEWCALL",
            "serviceInitiated NORMAL",
        ]
    );
}

#[test]
fn f6_ends_every_call_to_outside_behind_originated_and_no_other() {
    let (mut bench, anna) = at_work(answering_carl(), "F6");

    bench.call(&anna, CARL);
    let outside = bench.told(anna.socket);
    bench.call(&anna, "8002");
    let inside = bench.told(anna.socket);

    assert_eq!(
        outside,
        [
            "serviceInitiated NORMAL",
            "originated 8001 917602176375 NEWCALL",
            "connectionCleared 8001 917602176375 NO_ROUTE_DESTINATION",
        ]
    );
    assert_eq!(
        inside,
        [
            "serviceInitiated NORMAL",
            "originated 8001 8002 NEWCALL",
            "delivered 8002 8001 8002 Internal",
        ]
    );
}

#[rstest]
#[case::a_number(json!("4008208820"), "connectionCleared 8001 917602176375 CALL_REJECTED")]
#[case::none(Value::Null, "delivered 917602176375 8001 917602176375 Outbound")]
#[case::an_empty_one(json!(""), "delivered 917602176375 8001 917602176375 Outbound")]
fn f6_may_refuse_the_number_to_be_shown(#[case] origin: Value, #[case] last: &str) {
    let (mut bench, anna) = at_work(answering_carl(), "F6.origin");

    let body = json!({"from": anna.device, "to": CARL, "originForDisplay": origin});
    let answer = bench.ask("POST", CALLS, &anna.session, body.to_string());

    assert_eq!(answer.0, 200);
    assert_eq!(
        bench.told(anna.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 917602176375 NEWCALL",
            last,
        ]
    );
}

#[test]
fn f19_begins_a_dialled_call_with_delivered() {
    let (mut bench, anna) = at_work(answering_carl(), "F19");

    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);
    bench.leg(&anna, &call, "");

    assert_eq!(
        bench.told(anna.socket),
        [
            "delivered 917602176375 8001 917602176375 Outbound",
            "established 917602176375 8001 917602176375",
            "recordStarted",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 917602176375 8001 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn f20_tells_what_happened_in_the_first_three_seconds_together_and_in_order() {
    let (mut bench, anna) = at_work(answering_carl(), "F20");

    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3 - SECOND / 1000);
    let early = bench.told(anna.socket);
    bench.pass(SECOND / 1000);
    let late = bench.told(anna.socket);
    bench.leg(&anna, &call, "");
    let ends = bench.told(anna.socket);

    assert_eq!(early, [""; 0]);
    assert_eq!(
        late,
        [
            "serviceInitiated NORMAL",
            "originated 8001 917602176375 NEWCALL",
            "delivered 917602176375 8001 917602176375 Outbound",
            "established 917602176375 8001 917602176375",
            "recordStarted",
        ]
    );
    assert_eq!(
        ends,
        [
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 917602176375 8001 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn f20_grants_a_logout_in_the_gap_and_refuses_the_next_login_while_the_call_is_up() {
    let (mut bench, anna) = at_work(
        carl(vec![
            offered(2, Action::Answer),
            connected(10, Action::HangUp),
        ]),
        "F20",
    );
    bench.call(&anna, CARL);

    let logout = bench.state(&anna, json!({"func": "Logout", "agentId": "5001@test.cc"}));
    let again = bench.ask(
        "POST",
        STATE,
        &anna.session,
        login_body("5001", "8001", "Ready"),
    );
    bench.pass(SECOND * 12);
    let later = bench.ask(
        "POST",
        STATE,
        &anna.session,
        login_body("5001", "8001", "Ready"),
    );

    assert_eq!([logout.0, again.0, later.0], [204, 460, 204]);
    assert_eq!(bench.told(anna.socket)[0], "agentLoggedOff Logout");
}

#[test]
fn f20_refuses_a_logout_when_the_first_events_are_told() {
    let (mut bench, anna) = at_work(answering_carl(), "F20");
    bench.call(&anna, CARL);
    bench.pass(SECOND * 3);

    let logout = bench.state(&anna, json!({"func": "Logout", "agentId": "5001@test.cc"}));

    assert_eq!(logout.0, 460);
}
