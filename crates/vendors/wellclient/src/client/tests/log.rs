use serde_json::json;

use super::visit::Visit;

#[test]
fn the_page_hears_of_errors_and_alerts_once_it_has_an_on_log() {
    let mut visit = Visit::new(json!({}));

    let unheard = visit.invoke("makeCall", json!({"phoneNumber": "8007"}));
    visit.invoke("onLog", json!({}));
    let heard = visit.invoke("makeCall", json!({"phoneNumber": "8007"}));

    let rejected = r#"rejected {"reason":"not logged in","responseText":"negative"}"#;
    assert_eq!(unheard, [rejected]);
    assert_eq!(
        heard,
        [
            r#"onLog {"type":"alert","content":"no call can be made: not logged in"}"#,
            rejected
        ]
    );
}

#[test]
fn a_repetition_is_an_error_in_the_log() {
    let mut visit = Visit::logged_in(json!({}));
    visit.invoke("onLog", json!({}));
    visit.message(r#"{"eventName":"x","serial":7}"#);

    assert_eq!(
        visit.message(r#"{"eventName":"x","serial":7}"#),
        [r#"onLog {"type":"error","content":"event repeat sent"}"#]
    );
}

#[test]
fn only_under_debug_the_log_says_what_the_sdk_does_and_set_debug_cannot_end_that() {
    let mut visit = Visit::logged_in(json!({}));
    visit.invoke("onLog", json!({}));

    let before = visit.event("held", json!({}));
    visit.invoke("setDebug", json!({"debug": true}));
    visit.invoke("setDebug", json!({"debug": false}));
    let after = visit.event("held", json!({}));

    assert_eq!(before, ["event held"]);
    assert_eq!(
        after,
        [
            r#"onLog {"type":"log","content":"held was told"}"#,
            "event held"
        ]
    );
}

#[test]
fn a_refused_login_alerts_only_if_errors_are_shown() {
    let mut visit = Visit::new(json!({}));
    visit.invoke("onLog", json!({}));
    let refused = |visit: &mut Visit| {
        visit.invoke("agentLogin", json!({}));
        let said = visit.answer(401, "");
        said.first().map(|line| line.starts_with("onLog"))
    };

    let shown = refused(&mut visit);
    visit.invoke("setConfig", json!({"useErrorAlert": false}));
    let quiet = refused(&mut visit);

    assert_eq!((shown, quiet), (Some(true), Some(false)));
}

#[test]
fn a_login_that_the_state_request_refuses_alerts_unless_the_person_ended_it() {
    let said = |status: u16, login_mode: &str| {
        let mut visit = Visit::new(json!({"confirm": false}));
        visit.invoke("onLog", json!({}));
        visit.reach_state_request(json!({"loginMode": login_mode}));
        let lines = visit.answer(status, "");
        lines
            .first()
            .filter(|line| line.starts_with("onLog"))
            .cloned()
    };

    let alert = |status: u16| {
        let content = format!("the login failed: {status}");
        Some(format!(r#"onLog {{"type":"alert","content":"{content}"}}"#))
    };
    assert_eq!(said(451, "force"), alert(451));
    assert_eq!(said(459, "ask"), alert(459));
    assert_eq!(said(454, "stop"), alert(454));
    assert_eq!(said(454, "ask"), None);
}

#[test]
fn the_log_is_empty_in_the_default_environment_of_the_vendor() {
    let mut visit = Visit::new(json!({}));
    visit.invoke("makeCall", json!({"phoneNumber": "8007"}));

    let text = visit.invoke("getLog", json!({}));
    visit.invoke("useConfig", json!({"envName": "CMB-PRO"}));
    let silent = visit.invoke("getLog", json!({}));

    assert_eq!(
        text,
        [r#"resolved "alert no call can be made: not logged in""#]
    );
    assert_eq!(silent, [r#"resolved """#]);
}

#[test]
fn a_log_is_uploaded_under_the_name_of_tenant_agent_and_hour() {
    let mut visit = Visit::logged_in(json!({}));

    let sent = visit.invoke("uploadLog", json!({}));
    let done = visit.answer(204, "");

    assert_eq!(
        sent,
        ["POST /client-log/upload?filename=testccw5001w122408txt"]
    );
    assert_eq!(visit.headers, "content-type: text/xml\n");
    assert_eq!(done, ["resolved"]);
}

#[test]
fn a_page_with_a_log_server_writes_there_until_the_server_wants_no_more() {
    let mut visit = Visit::new(json!({}));
    visit.sdk.config.remote_log = true;
    let makes_a_call = |visit: &mut Visit| {
        let lines = visit.invoke("makeCall", json!({"phoneNumber": "8007"}));
        lines.into_iter().find(|line| line.starts_with("POST"))
    };

    let asks = visit.invoke("useConfig", json!({"envName": "TX"}));
    visit.answer(200, "yes");
    let sends = makes_a_call(&mut visit);
    visit.answer(204, "");
    let goes_on = makes_a_call(&mut visit).is_some();
    visit.answer(200, "");
    let stops = makes_a_call(&mut visit);

    assert_eq!(asks, ["GET /log/conf?token=welljoint", "resolved"]);
    let line = r#"POST /log/wellclient?token=welljoint {"type":"alert","content":"no call can be made: not logged in"}"#;
    assert_eq!(sends.as_deref(), Some(line));
    assert!(goes_on);
    assert_eq!(stops, None);
}

#[test]
fn a_log_server_that_does_not_say_yes_gets_nothing() {
    let mut visit = Visit::new(json!({}));
    visit.sdk.config.remote_log = true;
    visit.invoke("useConfig", json!({"envName": "TX"}));
    visit.answer(200, "no");

    let lines = visit.invoke("makeCall", json!({"phoneNumber": "8007"}));

    assert_eq!(lines.len(), 1, "{lines:?}");
}
