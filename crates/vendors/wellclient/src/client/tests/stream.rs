use ctimock_protocol::{ClientOutput, LocalClient};
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

#[test]
fn a_first_event_without_serial_is_dropped_and_one_after_another_event_is_not() {
    let mut visit = Visit::new(json!({}));
    visit.reach_state_request(json!({}));

    let first = visit.message(r#"{"eventName":"x"}"#);
    visit.message(r#"{"eventName":"x","serial":1}"#);
    let later = visit.message(r#"{"eventName":"x"}"#);

    assert_eq!(first, [""; 0]);
    assert_eq!(later, ["event x"]);
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
