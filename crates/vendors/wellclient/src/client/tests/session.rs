use serde_json::json;

use super::visit::{DISCONNECT, Visit, rejected};

const BEAT: &str = "POST /api/csta/agent/heartbeat/5001@test.cc";

#[test]
fn the_agent_beats_every_minute_until_the_logoff_event() {
    let mut visit = Visit::logged_in(json!({}));

    let early = visit.pass(59_999);
    let first = visit.pass(1);
    let header = visit.headers.clone();
    visit.answer(204, "");
    let second = visit.pass(60_000);
    let off = visit.event("agentLoggedOff", json!({"agentMode": "Logout"}));

    assert_eq!(early, [""; 0]);
    assert_eq!(first, [BEAT]);
    assert!(header.starts_with("sessionid: s1\n"), "{header}");
    assert_eq!(second, [BEAT]);
    assert_eq!(off, [DISCONNECT, "close", "event agentLoggedOff"]);
    assert_eq!(visit.next_wake(), None);
}

#[test]
fn a_second_logon_event_restarts_the_only_heartbeat() {
    let mut visit = Visit::logged_in(json!({}));
    visit.pass(30_000);

    visit.event("agentLoggedOn", json!({}));

    assert_eq!(visit.next_wake(), Some((90_500, "agent heartbeat")));
    assert_eq!(visit.pass(60_000), [BEAT]);
}

#[test]
fn a_heartbeat_by_hand_is_undefined_before_login_and_a_request_after() {
    let mut visit = Visit::new(json!({}));

    let before = visit.invoke("heartbeat", json!({}));
    let mut visit = Visit::logged_in(json!({}));
    let after = visit.invoke("heartbeat", json!({}));
    let done = visit.answer(204, "");

    assert_eq!(before, ["resolved"]);
    assert_eq!(after, [BEAT]);
    assert_eq!(done, ["resolved"]);
}

#[test]
fn requests_that_are_refused_together_ask_for_one_session() {
    let mut visit = Visit::logged_in(json!({}));
    visit.invoke("getClientState", json!({}));
    visit.invoke("getClientState", json!({}));

    let first = visit.answer(426, "");
    let second = visit.answer(426, "");
    visit.answer(200, r#"{"sessionId":"s2"}"#);
    visit.invoke("getClientState", json!({}));
    let third = visit.answer(426, "");

    let asks = |said: &[String]| said.iter().any(|line| line.starts_with("POST /login "));
    assert_eq!((asks(&first), asks(&second)), (true, false));
    assert!(asks(&third), "a later refusal asks again");
}

#[test]
fn a_426_renews_the_session_silently_and_the_call_stays_rejected() {
    let mut visit = Visit::logged_in(json!({}));
    visit.invoke("holdCall", json!({"callId": "k1"}));

    let rejection = visit.answer(426, "");
    visit.answer(200, r#"{"sessionId":"s2"}"#);
    let next = visit.invoke("getClientState", json!({}));

    assert_eq!(
        rejection,
        [
            "POST /login username=5001&password=123456&namespace=test.cc",
            &rejected(426, "Upgrade Required"),
        ]
    );
    assert_eq!(next, ["GET /api/csta/agent/client-state"]);
    assert!(
        visit.headers.starts_with("sessionid: s2\n"),
        "{}",
        visit.headers
    );
}

#[test]
fn a_426_on_the_heartbeat_renews_the_session_and_a_refused_renewal_changes_nothing() {
    let mut visit = Visit::logged_in(json!({}));
    visit.pass(60_000);

    let renewal = visit.answer(426, "");
    let refused = visit.answer(401, "");

    assert_eq!(
        renewal,
        ["POST /login username=5001&password=123456&namespace=test.cc"]
    );
    assert_eq!(refused, [""; 0]);
    assert_eq!(visit.invoke("getSessionId", json!({})), ["resolved \"s1\""]);
}

#[test]
fn a_logout_waits_for_its_event() {
    let mut visit = Visit::logged_in(json!({}));

    let request = visit.invoke("logout", json!({}));
    let resolved = visit.answer(204, "");
    let still_on = visit.invoke("isLogined", json!({}));
    let off = visit.event("agentLoggedOff", json!({}));
    let is_off = visit.invoke("isLogined", json!({}));

    assert_eq!(
        request,
        [r#"POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc"}"#]
    );
    assert_eq!(resolved, ["resolved"]);
    assert_eq!(still_on, ["resolved true"]);
    assert_eq!(off, [DISCONNECT, "close", "event agentLoggedOff"]);
    assert_eq!(is_off, ["resolved false"]);
}

#[test]
fn a_logout_is_refused_while_a_call_is_remembered() {
    let mut visit = Visit::logged_in(json!({}));
    visit.event(
        "delivered",
        json!({"callId": "k1", "callingDevice": "9176@test.cc", "calledDevice": "8001@test.cc"}),
    );

    assert_eq!(
        visit.invoke("logout", json!({})),
        [r#"rejected {"reason":"a call is in memory","responseText":"negative"}"#]
    );
}

#[test]
fn an_allocated_agent_neither_logs_out_nor_dials_until_the_next_event() {
    let mut visit = Visit::logged_in(json!({}));
    visit.event("agentAllocated", json!({"agentMode": "Allocated"}));

    let logout = visit.invoke("logout", json!({}));
    let call = visit.invoke("makeCall", json!({"phoneNumber": "8007"}));
    visit.event("agentReady", json!({"agentMode": "Ready"}));
    let later = visit.invoke("logout", json!({}));

    let refusal = [r#"rejected {"reason":"the agent is allocated","responseText":"negative"}"#];
    assert_eq!(logout, refusal);
    assert_eq!(call, refusal);
    assert_eq!(
        later,
        [r#"POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc"}"#]
    );
}

#[test]
fn after_the_logoff_the_same_page_logs_in_again() {
    let mut visit = Visit::logged_in(json!({}));
    visit.event("agentLoggedOff", json!({}));

    visit.reach_state_request(json!({}));
    let resolved = visit.answer(204, "");

    assert_eq!(resolved[0], "resolved");
}
