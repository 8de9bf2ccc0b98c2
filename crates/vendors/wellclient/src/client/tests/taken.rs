//! What the state request's answer leads to, by login mode (dossier §4.2).

use serde_json::json;

use super::visit::{DISCONNECT, Visit, rejected};

const EVICT: &str =
    r#"POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc","sessionId":"s1"}"#;
const AGAIN: &str = r#"POST /api/csta/agent/state {"loginId":"5001@test.cc","device":"8001@test.cc","password":"123456","agentMode":"NotReady","func":"Login","sessionId":"s1"}"#;
const PREFIXES: &str = "GET /api/operation/operation/tenants/test.cc/agents/5001@test.cc";

fn at_the_state_request(options: serde_json::Value, login_mode: &str) -> Visit {
    let mut visit = Visit::new(options);
    visit.reach_state_request(json!({"loginMode": login_mode}));
    visit
}

#[test]
fn stop_gives_up_when_the_agent_is_on_already() {
    for status in [454, 455] {
        let mut visit = at_the_state_request(json!({}), "stop");

        assert_eq!(
            visit.answer(status, ""),
            [DISCONNECT, "close", &rejected(status, "error")]
        );
    }
}

#[test]
fn force_logs_the_old_session_off_and_resolves_with_no_value() {
    for status in [454, 455] {
        let mut visit = at_the_state_request(json!({}), "force");

        let evict = visit.answer(status, "");
        let header = visit.headers.clone();
        let again = visit.answer(204, "");
        let resolved = visit.answer(200, r#"{"some":"thing"}"#);

        assert_eq!(evict, [EVICT]);
        assert!(header.starts_with("sessionid: s1\n"), "{header}");
        assert_eq!(again, [AGAIN]);
        assert_eq!(resolved, ["resolved", PREFIXES]);
    }
}

#[test]
fn without_eviction_a_login_resolves_with_the_value_of_a_200() {
    let mut visit = at_the_state_request(json!({}), "force");

    assert_eq!(
        visit.answer(200, "{\"a\":1}"),
        ["resolved {\"a\":1}", PREFIXES]
    );
}

#[test]
fn the_old_sessions_logoff_is_seen_by_the_app_and_ends_nothing() {
    let mut visit = at_the_state_request(json!({}), "force");
    visit.answer(455, "");

    let off = visit.event("agentLoggedOff", json!({"agentMode": "Logout"}));
    let again = visit.answer(204, "");

    assert_eq!(off, ["event agentLoggedOff"]);
    assert_eq!(again, [AGAIN]);
}

#[test]
fn ask_forces_when_the_person_agrees_and_gives_up_otherwise() {
    let mut agrees = at_the_state_request(json!({"confirm": true}), "ask");
    let mut refuses = at_the_state_request(json!({"confirm": false}), "ask");

    assert_eq!(agrees.answer(455, ""), [EVICT]);
    assert_eq!(
        refuses.answer(455, ""),
        [DISCONNECT, "close", &rejected(455, "error")]
    );
}

#[test]
fn a_second_refusal_inside_force_asks_the_person_once() {
    let mut agrees = at_the_state_request(json!({}), "force");
    agrees.answer(455, "");
    agrees.answer(204, "");
    let mut refuses = at_the_state_request(json!({"confirm": false}), "force");
    refuses.answer(455, "");
    refuses.answer(204, "");

    let evict = agrees.answer(454, "");
    let again = agrees.answer(204, "");
    let third = agrees.answer(455, "");
    let refused = refuses.answer(454, "");

    assert_eq!(evict, [EVICT]);
    assert_eq!(again, [AGAIN]);
    assert_eq!(third, [DISCONNECT, "close", &rejected(455, "error")]);
    assert_eq!(refused, [DISCONNECT, "close", &rejected(454, "error")]);
}

#[test]
fn a_forced_logoff_that_fails_leaves_the_login_unsettled() {
    let mut visit = at_the_state_request(json!({}), "force");
    visit.answer(455, "");

    assert_eq!(visit.answer(500, ""), [""; 0]);
}

#[test]
fn force_does_not_evict_while_a_call_is_remembered() {
    let mut visit = at_the_state_request(json!({}), "force");
    visit.event(
        "delivered",
        json!({"callId": "k1", "callingDevice": "9176@test.cc", "calledDevice": "8001@test.cc"}),
    );

    assert_eq!(visit.answer(455, ""), [""; 0]);
}

#[test]
fn no_login_mode_evicts_another_agent() {
    for mode in ["force", "ask", "stop"] {
        let mut visit = at_the_state_request(json!({}), mode);

        let told = visit.answer(459, r#"{"agent":"5002@test.cc","agentId":"5002@test.cc"}"#);

        assert_eq!(
            told,
            [
                DISCONNECT,
                "close",
                r#"rejected {"status":459,"statusText":"error","responseText":"{\"agent\":\"5002@test.cc\",\"agentId\":\"5002@test.cc\"}","responseJSON":{"agent":"5002@test.cc","agentId":"5002@test.cc"}}"#
            ]
        );
    }
}

#[test]
fn every_other_status_closes_the_socket_and_rejects() {
    for status in [423, 451, 452, 453, 456, 457, 458, 459, 460, 461, 462, 483] {
        let mut visit = at_the_state_request(json!({}), "force");

        let text = if status == 423 {
            "Locked"
        } else if status == 451 {
            "Unavailable For Legal Reasons"
        } else {
            "error"
        };
        assert_eq!(
            visit.answer(status, ""),
            [DISCONNECT, "close", &rejected(status, text)]
        );
        assert_eq!(visit.next_wake(), None, "no reconnect after {status}");
    }
}
