use serde_json::json;

use super::visit::{CONNECTED, DISCONNECT, Visit};

const OPEN: &str = "open ws://mock:8600/mvc/stomp/websocket";

/// Loses the socket and gets a new one, up to the answer of the client-state request.
fn reconnected(visit: &mut Visit) {
    visit.drop_socket();
    visit.pass(3000);
    visit.open();
    visit.text(CONNECTED);
    visit.pass(500);
}

fn with_heart_beats(header: &str) -> Visit {
    let mut visit = Visit::new(json!({}));
    visit.invoke("agentLogin", json!({}));
    visit.answer(200, r#"{"sessionId":"s1"}"#);
    visit.open();
    visit.text(&format!(
        "CONNECTED\nversion:1.1\nheart-beat:{header}\n\n\0"
    ));
    visit.pass(500);
    visit
}

#[test]
fn the_client_pings_as_often_as_the_broker_wants() {
    let mut visit = with_heart_beats("0,20000");

    let pings = visit.pass(39_500);

    assert_eq!(pings, [r"send \n", r"send \n"]);
    assert_eq!(visit.next_wake(), Some((60_000, "stomp heart-beat")));
}

#[test]
fn a_silent_broker_loses_the_socket_at_the_third_check() {
    let mut visit = with_heart_beats("10000,0");

    let before = visit.pass(29_499);
    let closed = visit.pass(1);
    let wake = visit.next_wake();
    let again = visit.pass(3000);

    assert_eq!(before, [""; 0]);
    assert_eq!(closed, ["close"]);
    assert_eq!(wake, Some((33_000, "websocket reconnect")));
    assert_eq!(again, [OPEN]);
}

#[test]
fn any_sign_of_life_keeps_the_socket() {
    let mut visit = with_heart_beats("10000,0");
    visit.pass(20_000);

    visit.text("\n");

    assert_eq!(visit.pass(20_000), [""; 0]);
    assert_eq!(visit.pass(10_000), ["close"]);
}

#[test]
fn a_regained_socket_subscribes_and_asks_what_was_missed() {
    let mut visit = Visit::logged_in(json!({}));

    visit.drop_socket();
    let again = visit.pass(3000);
    let connect = visit.open();
    let subscribe = visit.text(CONNECTED);
    let asked = visit.pass(500);
    let told = visit.answer(200, r#"{"agent":{"agentMode":"Ready"},"extension":{}}"#);

    assert_eq!(again, [OPEN]);
    assert_eq!(
        connect,
        [r"send CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0"]
    );
    assert_eq!(
        subscribe,
        [r"send SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0"]
    );
    assert_eq!(asked, ["GET /api/csta/agent/client-state"]);
    assert_eq!(
        told,
        [r#"inner.wsReconnectSucceed {"eventName":"wsReconnectSucceed","agentMode":"Ready"}"#]
    );
}

#[test]
fn a_call_that_ended_meanwhile_is_forgotten_after_a_reconnect() {
    let mut visit = Visit::logged_in(json!({}));
    visit.event(
        "delivered",
        json!({"callId": "k1", "callingDevice": "9176@test.cc", "calledDevice": "8001@test.cc"}),
    );
    reconnected(&mut visit);

    visit.answer(200, r#"{"agent":{"agentMode":"Ready"},"extension":{}}"#);

    assert_eq!(
        visit.invoke("getCallMemory", json!({})),
        [r#"resolved {"length":0}"#]
    );
}

#[test]
fn a_known_call_takes_the_state_of_the_server_after_a_reconnect() {
    let mut visit = Visit::logged_in(json!({}));
    visit.event(
        "delivered",
        json!({"callId": "k1", "callingDevice": "9176@test.cc", "calledDevice": "8001@test.cc"}),
    );
    reconnected(&mut visit);

    let told = visit.answer(
        200,
        r#"{"agent":{"agentMode":"Ready","activeCall":{"callId":"k1","ani":"9176@test.cc","dnis":"8001@test.cc","state":"Hold","direction":"In","otherSide":"9176@test.cc"}},"extension":{}}"#,
    );
    let memory = visit.invoke("getCallMemory", json!({}));

    assert_eq!(
        told,
        [
            r#"inner.wsReconnectSucceed {"eventName":"wsReconnectSucceed","agentMode":"Ready","activeCall":{"callingDevice":"9176@test.cc","calledDevice":"8001@test.cc","state":"Hold","callId":"k1","direction":"In","createTimeId":"2018.12.24 08:59:57"}}"#
        ]
    );
    assert_eq!(
        memory,
        [
            r#"resolved {"length":1,"k1":{"deviceCount":2,"createTimeId":"2018.12.24 08:59:57","9176@test.cc":{"deviceId":"9176@test.cc","callId":"k1","connectionState":"held","isCalling":true,"callingDevice":"9176@test.cc","calledDevice":"8001@test.cc"},"8001@test.cc":{"deviceId":"8001@test.cc","callId":"k1","connectionState":"held","isCalling":false,"callingDevice":"9176@test.cc","calledDevice":"8001@test.cc"}}}"#
        ]
    );
}

#[test]
fn an_unknown_call_is_created_after_a_reconnect() {
    let mut visit = Visit::logged_in(json!({}));
    reconnected(&mut visit);

    visit.answer(
        200,
        r#"{"agent":{"agentMode":"Ready","activeCall":{"callId":"k2","ani":"9176@test.cc","dnis":"8001@test.cc","state":"Connect","direction":"In","ringTime":"2018.12.24 09:00:00","answerTime":"2018.12.24 09:00:05"}},"extension":{}}"#,
    );

    assert_eq!(
        visit.event(
            "connectionCleared",
            json!({"callId": "k2", "releasingDevice": "8001@test.cc"})
        ),
        [
            r#"inner.connectionCleared {"eventName":"connectionCleared","isEstatblished":true,"createTimeId":"2018.12.24 09:00:00","establishedTimeId":"2018.12.24 09:00:05","partyDevice":"9176@test.cc","isCaller":false,"isOutCall":true,"data":{"eventName":"connectionCleared","eventTime":"2018.12.24 08:59:57","serial":102,"callId":"k2","releasingDevice":"8001@test.cc","lastEventSerial":102,"brs":1}}"#,
            "event connectionCleared",
        ]
    );
}

#[test]
fn a_call_still_being_dialled_says_nothing_after_a_reconnect() {
    let mut visit = Visit::logged_in(json!({}));
    reconnected(&mut visit);

    let told = visit.answer(
        200,
        r#"{"agent":{"agentMode":"Ready","activeCall":{"callId":"k2","state":"Initiate"}},"extension":{}}"#,
    );

    assert_eq!(told, [""; 0]);
    assert_eq!(
        visit.invoke("getCallMemory", json!({})),
        [r#"resolved {"length":0}"#]
    );
}

#[test]
fn an_unknown_session_after_a_reconnect_is_told_as_logout_and_closes() {
    let mut visit = Visit::logged_in(json!({}));
    reconnected(&mut visit);

    assert_eq!(
        visit.answer(500, ""),
        [
            r#"inner.wsReconnectSucceed {"eventName":"wsReconnectSucceed","agentMode":"Logout"}"#,
            DISCONNECT,
            "close",
        ]
    );
}

#[test]
fn after_thirty_attempts_the_client_gives_up() {
    let mut visit = Visit::logged_in(json!({}));
    visit.drop_socket();

    for _ in 0..29 {
        assert!(visit.pass(3000).contains(&OPEN.to_owned()));
        assert_eq!(visit.drop_socket(), [""; 0]);
    }
    visit.pass(3000);
    let told = visit.drop_socket();

    assert_eq!(
        told,
        [r#"inner.wsDisconnected {"eventName":"wsDisconnected","msg":"websocket disconnect"}"#]
    );
    assert_eq!(visit.next_wake(), Some((120_500, "agent heartbeat")));
}

#[test]
fn connected_resets_the_count_of_attempts() {
    let mut visit = Visit::logged_in(json!({"maxReconnectTimes": 1}));
    reconnected(&mut visit);

    visit.drop_socket();

    assert_eq!(visit.pass(3000), [OPEN]);
}

#[test]
fn an_error_frame_on_a_socket_that_stays_open_changes_nothing() {
    let mut visit = Visit::logged_in(json!({}));

    visit.text("ERROR\nmessage:no\n\n\0");
    let attempt = visit.pass(3000);
    let event = visit.event("agentReady", json!({"agentMode": "Ready"}));

    assert_eq!(attempt, [""; 0]);
    assert_eq!(event, ["event agentReady"]);
}

#[test]
fn frames_may_be_split_over_messages_and_share_one() {
    let mut visit = Visit::logged_in(json!({}));

    let first = visit.text("\nMESSAGE\nsubscr");
    let second = visit.text(
        "iption:sub-0\n\n{\"eventName\":\"x\",\"serial\":1}\0MESSAGE\nsubscription:sub-0\n\n{\"eventName\":\"y\",\"serial\":2}\0\n",
    );

    assert_eq!(first, [""; 0]);
    assert_eq!(second, ["event x", "event y"]);
}

#[test]
fn frames_behind_a_logoff_in_one_message_are_dropped() {
    let mut visit = Visit::logged_in(json!({}));

    let told = visit.text(
        "MESSAGE\nsubscription:sub-0\n\n{\"eventName\":\"agentLoggedOff\",\"serial\":1}\0MESSAGE\nsubscription:sub-0\n\n{\"eventName\":\"y\",\"serial\":2}\0",
    );

    assert_eq!(told, [DISCONNECT, "close", "event agentLoggedOff"]);
}

#[test]
fn a_stream_of_frames_may_be_cut_anywhere() {
    let frames = "\nMESSAGE\nsubscription:sub-0\n\n{\"eventName\":\"接通\",\"serial\":1}\0\n\
                  MESSAGE\r\nsubscription:sub-0\r\n\r\n{\"eventName\":\"y\",\"serial\":2}\0";

    for (cut, _) in frames.char_indices() {
        let mut visit = Visit::logged_in(json!({}));
        let (head, tail) = frames.split_at(cut);

        let told = [visit.text(head), visit.text(tail)].concat();

        assert_eq!(told, ["event 接通", "event y"], "cut at {cut}");
    }
}
