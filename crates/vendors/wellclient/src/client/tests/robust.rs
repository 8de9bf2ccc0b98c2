//! What the reference client survives of the field problems (dossier §18), and 1.3.7 does not.

use serde_json::{Value, json};

use super::visit::Visit;

const PAIR: [(&str, &str); 2] = [
    ("callingDevice", "8001@test.cc"),
    ("calledDevice", "917602176375@test.cc"),
];

/// An event of a call between the own extension and a number outside.
fn event(visit: &mut Visit, name: &str, call: &str, serial: u64) -> Vec<String> {
    let mut event = json!({
        "eventName": name, "serial": serial, "callId": call, "releasingDevice": "8001@test.cc",
    });
    for (field, device) in PAIR {
        event[field] = device.into();
    }
    visit.message(&event.to_string())
}

fn memory(visit: &mut Visit) -> Value {
    let lines = visit.invoke("getCallMemory", json!({}));
    serde_json::from_str(lines[0].strip_prefix("resolved ").unwrap()).unwrap()
}

#[test]
fn what_happened_before_the_end_of_a_call_and_is_told_behind_it_begins_no_call() {
    let mut visit = Visit::logged_in(json!({}));

    event(&mut visit, "connectionCleared", "k1", 203);
    event(&mut visit, "delivered", "k1", 202);
    let told = event(&mut visit, "originated", "k1", 201);

    assert_eq!(told, ["event originated"]);
    assert_eq!(memory(&mut visit), json!({ "length": 0 }));
}

#[test]
fn a_call_that_comes_back_after_its_end_rings_anew() {
    let mut visit = Visit::logged_in(json!({}));

    event(&mut visit, "delivered", "k1", 201);
    event(&mut visit, "connectionCleared", "k1", 202);
    event(&mut visit, "delivered", "k1", 203);

    assert_eq!(memory(&mut visit)["length"], 1);
}

#[test]
fn an_established_of_an_unknown_call_with_the_same_devices_is_the_call_that_rings() {
    let mut visit = Visit::logged_in(json!({}));

    event(&mut visit, "originated", "k1", 201);
    event(&mut visit, "established", "k2", 202);

    let memory = memory(&mut visit);
    assert_eq!(memory["length"], 1);
    assert_eq!(memory["k2"]["8001@test.cc"]["connectionState"], "connected");
}

#[test]
fn a_call_that_was_answered_keeps_its_id() {
    let mut visit = Visit::logged_in(json!({}));

    event(&mut visit, "originated", "k1", 201);
    event(&mut visit, "established", "k1", 202);
    event(&mut visit, "established", "k2", 203);

    let memory = memory(&mut visit);
    assert_eq!(memory["length"], 1);
    assert_eq!(memory["k1"]["deviceCount"], 2);
}

#[test]
fn nobody_logs_out_between_make_call_and_its_first_event() {
    let mut visit = Visit::logged_in(json!({}));
    let refused = r#"rejected {"reason":"a call is being dialled","responseText":"negative"}"#;
    visit.invoke("makeCall", json!({ "phoneNumber": "9176" }));

    let before_the_answer = visit.invoke("logout", json!({}));
    visit.answer(200, r#"{"callId":"k1"}"#);
    let after_it = visit.invoke("logout", json!({}));
    event(&mut visit, "originated", "k1", 201);
    event(&mut visit, "connectionCleared", "k1", 202);
    let in_the_end = visit.invoke("logout", json!({}));

    assert_eq!([before_the_answer, after_it], [[refused], [refused]]);
    assert_eq!(
        in_the_end,
        [r#"POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc"}"#]
    );
}

#[test]
fn a_call_that_was_refused_or_never_told_keeps_nobody_from_logging_out() {
    let mut refused = Visit::logged_in(json!({}));
    refused.invoke("makeCall", json!({ "phoneNumber": "9176" }));
    refused.answer(409, "");
    let mut silent = Visit::logged_in(json!({}));
    silent.invoke("makeCall", json!({ "phoneNumber": "9176" }));
    silent.answer(200, r#"{"callId":"k1"}"#);
    silent.pass(10_000);

    let sent = [&mut refused, &mut silent].map(|visit| visit.invoke("logout", json!({})));

    let logout = r#"POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc"}"#;
    assert_eq!(sent, [[logout], [logout]]);
}

#[test]
fn whoever_has_1_3_7_logs_out_in_the_gap() {
    let mut visit = Visit::logged_in(json!({ "sdk_behaviour": "1.3.7" }));
    visit.invoke("makeCall", json!({ "phoneNumber": "9176" }));
    visit.answer(200, r#"{"callId":"k1"}"#);

    let sent = visit.invoke("logout", json!({}));

    assert_eq!(
        sent,
        [r#"POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc"}"#]
    );
}
