use ctimock_protocol::{ClientOutput, LocalClient};
use rstest::rstest;
use serde_json::json;

use super::visit::{CONNECTED, Visit};

#[test]
fn only_a_consecutive_serial_is_a_repetition() {
    let mut visit = Visit::logged_in(json!({}));

    let told: Vec<_> = [5, 5, 6, 5]
        .into_iter()
        .flat_map(|serial| visit.message(&json!({"eventName": "x", "serial": serial}).to_string()))
        .collect();

    assert_eq!(told, ["event x", "event x", "event x"]);
}

#[test]
fn the_last_serial_survives_a_reconnect() {
    let mut visit = Visit::logged_in(json!({}));
    visit.message(r#"{"eventName":"x","serial":7}"#);
    visit.drop_socket();
    visit.pass(3000);
    visit.open();
    visit.text(CONNECTED);

    assert_eq!(visit.message(r#"{"eventName":"x","serial":7}"#), [""; 0]);
    assert_eq!(
        visit.message(r#"{"eventName":"x","serial":8}"#),
        ["event x"]
    );
}

#[rstest]
#[case::by_the_manual("manual", &["event x", "event x", "event y", "event x"])]
#[case::by_1_3_7("1.3.7", &["event y", "event x"])]
fn events_without_serial_are_repetitions_for_1_3_7_alone(
    #[case] behaviour: &str,
    #[case] told: &[&str],
) {
    let mut visit = Visit::new(json!({ "sdk_behaviour": behaviour }));
    visit.reach_state_request(json!({}));
    let without = r#"{"eventName":"x"}"#;

    let bodies = [without, without, r#"{"eventName":"y","serial":1}"#, without];
    let heard: Vec<_> = bodies.iter().flat_map(|body| visit.message(body)).collect();

    assert_eq!(heard, told);
}

#[test]
fn the_app_sees_the_event_without_diagnostics_and_with_two_counters() {
    let mut visit = Visit::logged_in(json!({}));
    let body = r#"{"eventName":"recordStarted","params":{},"serial":9,"_type":"a.b","topics":["csta"],"recordId":"r"}"#;
    let frame = format!("MESSAGE\nsubscription:sub-0\ncontent-length:1\n\n{body}\0");
    let socket = visit.sdk.link.socket().unwrap();

    visit.sdk.handle_socket(
        ctimock_time::Time::ZERO,
        socket,
        ctimock_protocol::SocketNews::Text(frame),
    );
    let Some(ClientOutput::Event { name, data }) = visit.sdk.poll_output() else {
        panic!("an event");
    };

    assert_eq!(name, "recordStarted");
    assert_eq!(
        data.to_string(),
        r#"{"eventName":"recordStarted","serial":9,"recordId":"r","lastEventSerial":9,"brs":2}"#
    );
}

#[test]
fn what_is_no_json_object_or_not_subscribed_is_ignored() {
    let mut visit = Visit::logged_in(json!({}));

    assert_eq!(visit.message("hello"), [""; 0]);
    assert_eq!(visit.message("[1]"), [""; 0]);
    assert_eq!(
        visit.text("MESSAGE\n\n{\"eventName\":\"x\",\"serial\":1}\0"),
        [""; 0]
    );
    assert_eq!(
        visit.text("MESSAGE\nsubscription:sub-1\n\n{\"eventName\":\"x\",\"serial\":1}\0"),
        [""; 0]
    );
    assert_eq!(visit.text("h"), [""; 0]);
}

#[test]
fn unknown_events_reach_the_app() {
    let mut visit = Visit::logged_in(json!({}));

    assert_eq!(
        visit.event("ChannelStateChangedEvent", json!({})),
        ["event ChannelStateChangedEvent"]
    );
}

#[test]
fn an_event_that_the_page_delivers_is_handled_and_never_a_repetition() {
    let mut visit = Visit::logged_in(json!({}));
    let event = json!({
        "eventName": "delivered", "serial": 7, "callId": "k1",
        "callingDevice": "9176@test.cc", "calledDevice": "8001@test.cc",
    });

    let told: Vec<_> = (0..2)
        .flat_map(|_| visit.invoke("deliverEvent", json!({ "event": event })))
        .collect();
    let memory = visit.invoke("getCallMemory", json!({}));

    let twice = ["event delivered", "resolved", "event delivered", "resolved"];
    assert_eq!(told, twice);
    assert!(memory[0].contains("\"k1\""), "{memory:?}");
}

#[test]
fn a_page_can_call_its_own_handlers() {
    let mut visit = Visit::new(json!({}));

    let inner = json!({ "event": { "eventName": "loginFailed", "status": 459 } });
    let raw = json!({ "name": "delivered", "data": { "callId": "k1" } });

    assert_eq!(
        visit.invoke("triggerInnerOn", inner),
        [
            r#"inner.loginFailed {"eventName":"loginFailed","status":459}"#,
            "resolved"
        ]
    );
    assert_eq!(
        visit.invoke("trigger", raw),
        ["event delivered", "resolved"]
    );
}

#[test]
fn the_socket_is_connected_once_events_come() {
    let mut visit = Visit::new(json!({}));

    let before = visit.invoke("getWs", json!({}));
    visit.reach_state_request(json!({}));
    let after = visit.invoke("getWs", json!({}));

    assert_eq!(before, [r#"resolved {"connected":false}"#]);
    assert_eq!(after, [r#"resolved {"connected":true}"#]);
}
