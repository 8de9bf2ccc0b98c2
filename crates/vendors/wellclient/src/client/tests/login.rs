use ctimock_protocol::SocketNews;
use http::Response;
use serde_json::json;

use super::visit::{CONNECTED, DISCONNECT, Visit, rejected};

const STATE: &str = r#"POST /api/csta/agent/state {"loginId":"5001@test.cc","device":"8001@test.cc","password":"123456","agentMode":"Ready","func":"Login","sessionId":"s1"}"#;
const PREFIXES: &str = "GET /api/operation/operation/tenants/test.cc/agents/5001@test.cc";

#[test]
fn a_login_follows_the_documented_timeline_byte_for_byte() {
    let mut visit = Visit::new(json!({}));

    let tpi = visit.invoke("agentLogin", json!({"agentMode": "Ready"}));
    let tpi_headers = visit.headers.clone();
    let open = visit.answer(200, r#"{"sessionId":"s1","other":1}"#);
    let connect = visit.open();
    let subscribe = visit.text(CONNECTED);
    let pause = visit.next_wake();
    let early = visit.pass(499);
    let state = visit.pass(1);
    let state_headers = visit.headers.clone();
    let resolved = visit.answer(204, "");
    let list_headers = visit.headers.clone();
    let beat = visit.event("agentLoggedOn", json!({"agentMode": "Ready"}));

    assert_eq!(
        tpi,
        ["POST /login username=5001&password=123456&namespace=test.cc"]
    );
    assert_eq!(
        tpi_headers,
        "content-type: application/x-www-form-urlencoded; charset=UTF-8\n\
         accept: application/json, text/javascript, */*; q=0.01\n"
    );
    assert_eq!(open, ["open ws://mock:8600/mvc/stomp/websocket"]);
    assert_eq!(
        connect,
        [r"send CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0"]
    );
    assert_eq!(
        subscribe,
        [r"send SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0"]
    );
    assert_eq!(pause, Some((500, "pause after stomp connected")));
    assert_eq!(early, [""; 0]);
    assert_eq!(state, [STATE]);
    assert_eq!(
        state_headers,
        "sessionid: s1\n\
         content-type: application/json; charset=UTF-8\n\
         accept: application/json, text/javascript, */*; q=0.01\n"
    );
    assert_eq!(resolved, ["resolved", PREFIXES]);
    assert!(
        list_headers.starts_with("sessionid: s1\n"),
        "{list_headers}"
    );
    assert_eq!(
        beat,
        [
            "POST /api/csta/agent/heartbeat/5001@test.cc",
            "event agentLoggedOn"
        ]
    );
}

#[test]
fn a_first_heartbeat_before_the_login_answer_has_an_empty_session() {
    let mut visit = Visit::new(json!({}));
    visit.reach_state_request(json!({}));

    let beat = visit.event("agentLoggedOn", json!({}));

    assert_eq!(
        beat,
        [
            "POST /api/csta/agent/heartbeat/5001@test.cc",
            "event agentLoggedOn"
        ]
    );
    assert!(
        visit.headers.starts_with("sessionid: \n"),
        "{}",
        visit.headers
    );
}

#[test]
fn only_the_event_makes_the_agent_logged_in() {
    let mut visit = Visit::new(json!({}));
    visit.reach_state_request(json!({}));
    visit.answer(204, "");

    let before = visit.invoke("isLogined", json!({}));
    visit.event("agentLoggedOn", json!({}));
    let after = visit.invoke("isLogined", json!({}));

    assert_eq!(before, ["resolved false"]);
    assert_eq!(after, ["resolved true"]);
}

#[test]
fn the_form_goes_out_as_it_is() {
    let mut visit = Visit::new(json!({"loginPath": "/api/security/login", "sdkPath": "/sdk"}));

    let tpi = visit.invoke("agentLogin", json!({"password": "a+b&c=d%", "ext": "8004"}));
    let open = visit.answer(200, r#"{"sessionId":"s1"}"#);

    assert_eq!(
        tpi,
        ["POST /api/security/login username=5001&password=a+b&c=d%&namespace=test.cc"]
    );
    assert_eq!(open, ["open ws://mock:8600/sdk/mvc/stomp/websocket"]);
}

#[test]
fn bad_credentials_reject_before_any_socket() {
    let mut visit = Visit::new(json!({}));
    visit.invoke("agentLogin", json!({}));

    assert_eq!(visit.answer(401, ""), [rejected(401, "Unauthorized")]);
    assert_eq!(visit.next_wake(), None);
}

#[test]
fn a_token_answer_without_a_session_rejects() {
    for (status, body, told) in [
        (204, "", rejected(204, "No Content")),
        (200, "", rejected(200, "OK")),
        (
            200,
            "null",
            r#"rejected {"status":200,"statusText":"OK","responseText":"null","responseJSON":null}"#
                .to_owned(),
        ),
    ] {
        let mut visit = Visit::new(json!({}));
        visit.invoke("agentLogin", json!({}));

        assert_eq!(visit.answer(status, body), [told]);
    }
}

#[test]
fn a_login_whose_request_is_lost_rejects_with_status_zero() {
    let mut visit = Visit::new(json!({}));
    visit.reach_state_request(json!({}));

    assert_eq!(
        visit.lose_request(),
        [DISCONNECT, "close", &rejected(0, "error")]
    );
}

#[test]
fn a_socket_that_is_refused_leaves_the_login_unsettled_and_opens_again() {
    let mut visit = Visit::new(json!({}));
    visit.invoke("agentLogin", json!({}));
    visit.answer(200, r#"{"sessionId":"s1"}"#);

    let refused = visit.news(SocketNews::Refused(Response::default()));
    let wake = visit.next_wake();
    let again = visit.pass(3000);
    visit.open();
    visit.text(CONNECTED);
    let asked = visit.pass(500);
    let renewed = visit.answer(426, "");
    let kept = visit.answer(200, r#"{"sessionId":"s2"}"#);

    assert_eq!(refused, [""; 0]);
    assert_eq!(wake, Some((3000, "websocket reconnect")));
    assert_eq!(again, ["open ws://mock:8600/mvc/stomp/websocket"]);
    assert_eq!(asked, ["GET /api/csta/agent/client-state"]);
    assert_eq!(
        renewed,
        [
            "POST /login username=5001&password=123456&namespace=test.cc",
            r#"inner.wsReconnectSucceed {"eventName":"wsReconnectSucceed","agentMode":"Logout"}"#,
            DISCONNECT,
            "close",
        ]
    );
    assert_eq!(kept, [""; 0]);
    assert_eq!(visit.invoke("getSessionId", json!({})), ["resolved \"s2\""]);
}

#[test]
fn a_login_while_the_socket_is_open_asks_the_tpi_and_never_settles() {
    let mut visit = Visit::logged_in(json!({}));

    let tpi = visit.invoke("agentLogin", json!({}));
    let nothing = visit.answer(200, r#"{"sessionId":"s2"}"#);

    assert_eq!(
        tpi,
        ["POST /login username=5001&password=123456&namespace=test.cc"]
    );
    assert_eq!(nothing, [""; 0]);
}

#[test]
fn connected_without_heart_beats_goes_on() {
    let mut visit = Visit::new(json!({}));
    visit.invoke("agentLogin", json!({"agentMode": "Ready"}));
    visit.answer(200, r#"{"sessionId":"s1"}"#);
    visit.open();
    visit.text("CONNECTED\nversion:1.1\n\n\0");

    assert_eq!(visit.pass(500), [STATE]);
}

#[test]
fn prefixes_are_known_after_login_each_once_and_survive_the_logout() {
    let mut visit = Visit::new(json!({}));
    let before = visit.invoke("getMyPrefix", json!({}));
    visit.reach_state_request(json!({}));
    visit.answer(204, "");
    visit.answer(
        200,
        r#"{"agentTrunks":[{"scanPrefix":"9"},{"scanPrefix":"6"},{"scanPrefix":"9"},{}]}"#,
    );
    visit.event("agentLoggedOn", json!({}));
    visit.event("agentLoggedOff", json!({}));

    let after = visit.invoke("getMyPrefix", json!({}));

    assert_eq!(before, ["resolved []"]);
    assert_eq!(after, [r#"resolved ["9","6"]"#]);
}

#[test]
fn a_prefix_list_that_is_none_is_ignored() {
    let mut visit = Visit::new(json!({}));
    visit.reach_state_request(json!({}));
    visit.answer(204, "");

    assert_eq!(visit.answer(204, ""), [""; 0]);
    assert_eq!(visit.invoke("getMyPrefix", json!({})), ["resolved []"]);
}

#[test]
fn the_deprecated_login_is_the_same_login() {
    let mut visit = Visit::new(json!({}));

    let tpi = visit.invoke("login", json!({"number": "5009", "password": "p"}));

    assert_eq!(
        tpi,
        ["POST /login username=5009&password=p&namespace=test.cc"]
    );
}
