use serde_json::{Value, json};

use super::{
    bench::{Bench, Desk, world},
    people::{SECOND, answering_carl},
};

fn state(bench: &mut Bench, desk: &Desk) -> Value {
    let (status, body) = bench.ask("GET", "/api/csta/agent/client-state", &desk.session, "");
    assert_eq!(status, 200);
    body
}

#[test]
fn an_idle_agent_has_no_active_call() {
    let mut world = world(1, json!({}));
    world.clients[0]
        .identity
        .insert("agentName".into(), "Anna".into());
    let mut bench = Bench::new(world);
    let anna = bench.log_on("5001", "8001", "Ready");

    let body = state(&mut bench, &anna);

    assert_eq!(
        body,
        json!({
            "agent": {
                "agentId": "5001@test.cc",
                "extensionId": "8001@test.cc",
                "agentMode": "Ready",
                "agentName": "Anna",
                "namespace": "test.cc",
            },
            "extension": {
                "extensionId": "8001@test.cc",
                "namespace": "test.cc",
                "registered": true,
            },
        })
    );
}

#[test]
fn a_call_has_the_pair_and_the_times_of_its_events() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.call(&anna, "917602176375");

    let rings = state(&mut bench, &anna);
    bench.pass(SECOND * 2);
    let talks = state(&mut bench, &anna);
    bench.leg(&anna, &call, "hold");
    let holds = state(&mut bench, &anna);

    let wanted = |state: &str| {
        json!({
            "callId": call,
            "ani": "8001@test.cc",
            "dnis": "917602176375@test.cc",
            "state": state,
            "direction": "Out",
            "otherSide": "917602176375@test.cc",
            "ringTime": "2026.01.05 09:00:00",
        })
    };
    let answered = |state: &str| {
        let mut call = wanted(state);
        call["answerTime"] = "2026.01.05 09:00:02".into();
        call
    };
    assert_eq!(rings["agent"]["activeCall"], wanted("Alerting"));
    assert_eq!(talks["agent"]["activeCall"], answered("Connect"));
    assert_eq!(holds["agent"]["activeCall"], answered("Hold"));
}

#[test]
fn a_call_from_outside_comes_in() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.incoming("carl", "8001", &[]);

    let body = state(&mut bench, &anna);

    let call = &body["agent"]["activeCall"];
    assert_eq!(
        [&call["direction"], &call["otherSide"], &call["state"]],
        ["In", "17602176375@test.cc", "Alerting"]
    );
}

#[test]
fn an_agent_who_is_off_is_in_mode_logout() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.state(&anna, json!({"func": "Logout", "agentId": "5001@test.cc"}));

    let body = state(&mut bench, &anna);

    assert_eq!(body["agent"]["agentMode"], "Logout");
}

#[test]
fn an_expired_session_gets_426() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench
        .act("expires_session", json!({ "client": "agent1" }))
        .expect("agent1 is known");

    let answer = bench.ask("GET", "/api/csta/agent/client-state", &anna.session, "");

    let error = format!(
        "wanted the header `sessionId` of a login, and there was `{}`",
        anna.session
    );
    assert_eq!(answer, (426, json!({ "error": error })));
}
