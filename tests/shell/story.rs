use serde_json::{Value, json};

use super::{http::Request, server::Server};

/// Takes out what is the same in every event and differs from run to run or from event to event: the
/// envelope of the dossier's §6.
fn told(mut event: Value) -> Value {
    let fields = event.as_object_mut().expect("events are objects");
    for name in ["eventTime", "serial"] {
        assert!(fields.remove(name).is_some(), "`{name}` is missing");
    }
    event
}

fn on_leg(session: &str, method: &str, call: &str, service: &str) -> Request {
    let path = format!("/sdk/api/csta/callControl/calls/{call}/connections/8001@test.cc%7C{call}");
    Request::new(method, &format!("{path}{service}")).header("sessionId", session)
}

#[test]
fn an_inbound_call_is_answered_and_hung_up_over_the_wire() {
    let server = Server::new("story");
    let (session, mut phone) = server.log_on("5001", "8001");

    let step = json!({ "party": "13800138000", "does": "calls", "to": "8001", "as": "$c" });
    let called = server.steps(step);
    let call = called["calls"][0].as_str().expect("a call").to_owned();
    let delivered = told(phone.event());
    let answered = server.ask(on_leg(&session, "POST", &call, "/answer"));
    let established = told(phone.event());
    let recording = phone.event();
    let hung_up = server.ask(on_leg(&session, "DELETE", &call, ""));
    let cleared = told(phone.event());

    assert_eq!(called["bound"], json!({ "c": call }));
    let (answered, hung_up) = (
        (answered.status, answered.body),
        (hung_up.status, hung_up.body),
    );
    assert_eq!(
        (answered, hung_up),
        ((204, String::new()), (204, String::new()))
    );
    let connection = format!("8001@test.cc|{call}");
    let envelope = |name: &str, subject: &str, state: &str| {
        json!({
            "eventName": name,
            "eventSrc": "8001@test.cc",
            "eventType": "csta",
            "namespace": "test.cc",
            "srcDeviceId": "8001@test.cc",
            "callId": call,
            "deviceId": subject,
            "localState": state,
            "connectionId": connection,
        })
    };
    let with = |mut event: Value, more: Value| {
        let fields = event.as_object_mut().unwrap();
        fields.extend(more.as_object().unwrap().clone());
        event
    };
    let (customer, own) = ("13800138000@test.cc", "8001@test.cc");
    assert_eq!(
        delivered,
        with(
            envelope("delivered", own, "Alerting"),
            json!({
                "alertingDevice": own,
                "callingDevice": customer,
                "calledDevice": own,
                "userData": { "data": {
                    "originalANI": customer,
                    "originalDNIS": own,
                    "originalCallId": call,
                } },
                "callCause": "NEWCALL",
                "callType": "Inbound",
            })
        )
    );
    assert_eq!(
        established,
        with(
            envelope("established", own, "Connect"),
            json!({ "answeringDevice": own, "callingDevice": customer, "calledDevice": own })
        )
    );
    assert_eq!(recording["eventName"], "recordStarted");
    assert_eq!(
        cleared,
        with(
            envelope("connectionCleared", own, "Idle"),
            json!({ "cause": "NORMAL_CLEARING", "releasingDevice": own, "hangupDevice": own })
        )
    );
}

#[test]
fn a_page_of_another_origin_may_ask_any_path_and_read_every_answer() {
    let server = Server::new("cors");

    let preflight = server.ask(
        Request::new("OPTIONS", "/sdk/api/csta/agent/state")
            .header("Origin", "http://page.test")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type,sessionid"),
    );
    let elsewhere = server
        .ask(Request::new("OPTIONS", "/any/path/at/all").header("Origin", "http://page.test"));
    let refused = server.ask(
        Request::new("POST", "/login")
            .header("Origin", "http://page.test")
            .form("username=5001&password=wrong&namespace=test.cc"),
    );

    let origin = |answer: &super::http::Answer| {
        let origin = answer.headers.get("access-control-allow-origin");
        (answer.status, origin.cloned())
    };
    let page = Some("http://page.test".to_owned());
    assert_eq!(origin(&preflight), (204, page.clone()));
    assert_eq!(origin(&elsewhere), (204, page.clone()));
    assert_eq!(origin(&refused), (401, page));
    let allowed = &preflight.headers["access-control-allow-headers"];
    for wanted in ["content-type", "sessionid"] {
        assert!(allowed.contains(wanted), "{allowed}");
    }
    assert!(preflight.headers["access-control-allow-methods"].contains("DELETE"));
}

#[test]
fn two_agents_hear_their_own_call_and_nobody_else_does() {
    let server = Server::new("two-agents");
    let (session, mut caller) = server.log_on("5001", "8001");
    let (_, mut called) = server.log_on("5002", "8002");
    let (_, mut third) = server.log_on("5003", "8003");

    let body = json!({ "from": "8001@test.cc", "to": "8002", "destForDisplay": "8001" });
    let answer = server.ask(
        Request::new("POST", "/api/csta/callControl/calls")
            .header("sessionId", &session)
            .json(&body),
    );
    let heard: Vec<Value> = (0..3)
        .map(|_| caller.event()["eventName"].clone())
        .collect();
    let rang = called.event();
    server.steps(json!({ "party": "13800138000", "does": "calls", "to": "8003" }));
    let third_heard = third.event();

    assert_eq!(answer.status, 200);
    assert_eq!(heard, ["serviceInitiated", "originated", "delivered"]);
    assert_eq!(
        (&rang["eventName"], &rang["callId"]),
        (&json!("delivered"), &answer.json()["callId"])
    );
    assert_eq!(third_heard["callingDevice"], "13800138000@test.cc");
}
