use serde_json::json;

use super::{http::Request, phone::Phone, server::Server};

#[test]
fn three_minutes_without_a_heart_beat_log_an_agent_off() {
    let server = Server::new("heartbeat-loss");
    let silent = Phone::beating(&server.address, "0,0");
    let (session, mut phone) = server.log_on_with(silent, "5001", "8001");
    let beat = Request::new("POST", "/api/csta/agent/heartbeat/5001@test.cc");
    let beat = server.ask(beat.header("sessionId", &session));
    assert_eq!(beat.status, 204);

    let (status, _) = server.control("POST", "clock", json!({ "advance": "3m" }));
    let off = phone.event();

    assert_eq!(status, 200);
    assert_eq!(
        (&off["eventName"], &off["agentMode"], &off["agentId"]),
        (
            &json!("agentLoggedOff"),
            &json!("Logout"),
            &json!("5001@test.cc")
        )
    );
}

#[test]
fn a_call_that_nobody_takes_ends_when_the_clock_has_passed_its_ring_time() {
    let server = Server::new("ring-time");
    let silent = Phone::beating(&server.address, "0,0");
    let (_, mut phone) = server.log_on_with(silent, "5001", "8001");
    server.steps(json!({ "party": "13800138000", "does": "calls", "to": "8001" }));
    assert_eq!(phone.event()["eventName"], "delivered");

    server.control("POST", "clock", json!({ "advance": "1m" }));
    let cleared = phone.event();

    assert_eq!(
        (&cleared["eventName"], &cleared["cause"]),
        (&json!("connectionCleared"), &json!("NO_ANSWER"))
    );
}

#[test]
fn who_owes_heart_beats_when_the_clock_is_moved_is_closed_for_it() {
    let server = Server::new("stomp-beats");
    let (_, mut phone) = server.log_on("5001", "8001");

    server.control("POST", "clock", json!({ "advance": "20s" }));
    let end = phone.end();

    let reason = "wanted a heart-beat, and there was nothing for 20000 ms";
    assert_eq!(end, Some((1002, reason.to_owned())));
}
