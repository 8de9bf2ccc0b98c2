use serde_json::{Value, json};

use super::visit::{CONNECTED, Visit, rejected};

fn body(call: &str) -> String {
    format!(
        r#"{{"agent":{{"agentId":"5001@test.cc","extensionId":"8001@test.cc","agentMode":"NotReady","agentName":"Anna"{call}}},"extension":{{"id":1}}}}"#
    )
}

fn reloaded(options: Value) -> Visit {
    let mut visit = Visit::logged_in(json!({}));
    visit.load(options);
    visit
}

#[test]
fn without_a_cookie_nothing_is_asked() {
    let mut visit = Visit::new(json!({}));

    assert_eq!(
        visit.invoke("checkRecoverStateAbility", json!({})),
        ["rejected null"]
    );
}

#[test]
fn a_reload_closes_the_socket_only_and_the_agent_is_recovered() {
    let mut visit = Visit::logged_in(json!({}));

    let reload = visit.load(json!({}));
    let asked = visit.invoke("checkRecoverStateAbility", json!({}));
    let header = visit.headers.clone();
    let accepted = visit.answer(200, &body(""));
    visit.answer(200, r#"{"agentTrunks":[]}"#);
    visit.open();
    visit.text(CONNECTED);
    let told = visit.pass(500);

    assert_eq!(reload, ["close"]);
    assert_eq!(asked, ["GET /api/csta/agent/client-state"]);
    assert!(header.starts_with("sessionid: s1\n"), "{header}");
    assert_eq!(
        accepted,
        [
            format!("resolved {}", body("")),
            "GET /api/operation/operation/tenants/test.cc/agents/5001@test.cc".into(),
            "open ws://mock:8600/mvc/stomp/websocket".into(),
        ]
    );
    assert_eq!(
        told,
        [
            "POST /api/csta/agent/heartbeat/5001@test.cc",
            r#"inner.recoverStateSuccess {"eventName":"recoverStateSuccess","agentId":"5001@test.cc","extensionId":"8001@test.cc","agentMode":"NotReady","agentName":"Anna"}"#,
        ]
    );
    assert_eq!(visit.invoke("isLogined", json!({})), ["resolved true"]);
    assert_eq!(visit.next_wake(), Some((61_000, "agent heartbeat")));
}

#[test]
fn a_call_is_recovered_with_its_state_and_a_ringing_one_may_be_answered() {
    let recovered = |state: &str, options: Value| {
        let mut visit = reloaded(options);
        visit.invoke("checkRecoverStateAbility", json!({}));
        visit.answer(
            200,
            &body(&format!(
                r#","activeCall":{{"callId":"k1","ani":"9176@test.cc","dnis":"8001@test.cc","state":"{state}"}}"#
            )),
        );
        visit.open();
        visit.text(CONNECTED);
        visit.pass(500).split_off(1)
    };
    let told = |state: &str| {
        format!(
            r#"inner.recoverStateSuccess {{"eventName":"recoverStateSuccess","agentId":"5001@test.cc","extensionId":"8001@test.cc","agentMode":"NotReady","agentName":"Anna","call":{{"callId":"k1","callingDevice":"9176@test.cc","calledDevice":"8001@test.cc","state":"{state}"}}}}"#
        )
    };
    let answer =
        "POST /api/csta/callControl/calls/k1/connections/8001@test.cc%7Ck1/answer".to_owned();
    let auto = json!({"autoAnswer": true});
    let real = json!({"autoAnswer": true, "sdk_behaviour": "1.3.7"});

    assert_eq!(recovered("Connect", json!({})), [told("established")]);
    assert_eq!(recovered("Alerting", json!({})), [told("delivered")]);
    assert_eq!(recovered("Hold", json!({})), [told("")]);
    assert_eq!(
        recovered("Alerting", auto.clone()),
        [told("delivered"), answer.clone()]
    );
    assert_eq!(recovered("Connect", auto), [told("established")]);
    assert_eq!(recovered("Connect", real), [told("established"), answer]);
}

#[test]
fn another_agent_extension_or_a_logged_off_agent_is_not_recovered() {
    let refused = |body: &str| {
        let mut visit = reloaded(json!({}));
        visit.invoke("checkRecoverStateAbility", json!({}));
        visit.answer(200, body)
    };
    let good = body("");

    for bad in [
        good.replace("5001@", "5002@"),
        good.replace("8001@", "8002@"),
        good.replace("NotReady", "Logout"),
        good.replace(r#"{"id":1}"#, "null"),
        "null".to_owned(),
    ] {
        assert_eq!(refused(&bad), ["rejected null"], "{bad}");
    }
}

#[test]
fn an_unknown_session_rejects_and_a_fresh_page_has_no_credentials_to_renew_it() {
    let mut visit = Visit::new(json!({"sessionId": "old"}));
    visit.invoke("checkRecoverStateAbility", json!({}));

    assert_eq!(visit.answer(426, ""), [rejected(426, "Upgrade Required")]);
}
