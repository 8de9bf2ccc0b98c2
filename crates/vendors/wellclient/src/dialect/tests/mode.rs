use ctimock_dialect::World;
use serde_json::{Value, json};

use super::{
    bench::{Bench, Desk, world},
    people::{SECOND, answering_carl},
};

fn set(mode: &str, reason: &str) -> Value {
    json!({"func": "SetState", "device": "8001@test.cc", "agentMode": mode,
           "namespace": "test.cc", "reason": reason, "agentId": "5001@test.cc"})
}

fn in_a_call(world: World, quirks: &[(&str, &str)]) -> (Bench, Desk, String) {
    let mut bench = Bench::with_quirks(world, quirks);
    let anna = bench.log_on("5001", "8001", "NotReady");
    let call = bench.call(&anna, "917602176375");
    bench.pass(SECOND * 2);
    bench.events(anna.socket);
    (bench, anna, call)
}

#[test]
fn a_mode_is_told_with_its_reason() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "NotReady");
    bench.events(anna.socket);

    for (mode, reason) in [
        ("Ready", ""),
        ("NotReady", "1"),
        ("NotReady", "2"),
        ("Ready", ""),
    ] {
        assert_eq!(bench.state(&anna, set(mode, reason)), (204, Value::Null));
    }

    assert_eq!(
        bench.told(anna.socket),
        [
            "agentReady Ready",
            "agentNotReady NotReady 1",
            "agentNotReady NotReady 2",
            "agentReady Ready",
        ]
    );
}

#[test]
fn a_mode_in_a_call_waits_and_is_told_after_the_clears() {
    let (mut bench, anna, call) = in_a_call(answering_carl(), &[]);

    let answer = bench.state(&anna, set("Ready", ""));
    let waiting = bench.world();
    bench.leg(&anna, &call, "");

    assert_eq!(answer, (200, json!({ "pendingMode": "Ready" })));
    assert_eq!(waiting["agents"][0]["pendingMode"], "Ready");
    assert_eq!(
        bench.told(anna.socket),
        [
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 917602176375 8001 NORMAL_CLEARING",
            "agentReady Ready",
        ]
    );
}

#[test]
fn the_quirk_mode_in_call_refuses_it_with_460() {
    let (mut bench, anna, _) = in_a_call(answering_carl(), &[("mode_in_call", "refused")]);

    let (status, _) = bench.state(&anna, set("Ready", ""));

    assert_eq!(status, 460);
    assert_eq!(bench.world()["agents"][0]["pendingMode"], Value::Null);
}

#[test]
fn a_logout_in_a_call_gets_460() {
    let (mut bench, anna, _) = in_a_call(answering_carl(), &[]);

    let (status, _) = bench.state(&anna, json!({"func": "Logout", "agentId": "5001@test.cc"}));

    assert_eq!(status, 460);
    assert_eq!(bench.told(anna.socket), Vec::<String>::new());
}

#[test]
fn after_call_work_begins_after_the_clears() {
    let mut world = answering_carl();
    world.settings.insert("after_call".into(), "30s".into());
    let (mut bench, anna, call) = in_a_call(world, &[]);

    bench.leg(&anna, &call, "");
    bench.pass(SECOND * 30);

    let told = bench.told(anna.socket);
    assert_eq!(
        told[2..],
        [
            "agentWorkingAfterCall WorkNotReady",
            "agentNotReady NotReady"
        ]
    );
}

#[test]
fn a_mode_of_an_agent_who_is_off_gets_458() {
    let mut bench = Bench::new(world(1, json!({})));
    let session = bench.session("5001");

    let body = set("Ready", "").to_string();
    let (status, _) = bench.ask("POST", super::bench::STATE, &session, body);

    assert_eq!(status, 458);
}

#[test]
fn with_a_used_up_quota_ready_gets_465_and_not_ready_does_not() {
    let mut world = world(1, json!({}));
    world.clients[0]
        .identity
        .insert("account".into(), "quota_used".into());
    let mut bench = Bench::new(world);
    let anna = bench.log_on("5001", "8001", "NotReady");

    let statuses = ["Ready", "NotReady"].map(|mode| bench.state(&anna, set(mode, "")).0);

    assert_eq!(statuses, [465, 204]);
}

#[test]
fn modes_that_nobody_can_ask_for_get_400() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "NotReady");

    let answers = ["Logout", "Allocated", "ready"].map(|mode| bench.state(&anna, set(mode, "")));

    let error = |mode: &str| {
        let wanted = "wanted `Ready`, `NotReady` or `WorkNotReady` as `agentMode`";
        (
            400,
            json!({ "error": format!("{wanted}, and there was `{mode}`") }),
        )
    };
    assert_eq!(
        answers,
        [error("Logout"), error("Allocated"), error("ready")]
    );
}

#[test]
fn a_supervisor_changes_another_agents_mode() {
    let mut bench = Bench::new(world(2, json!({})));
    let anna = bench.log_on("5001", "8001", "NotReady");
    let bert = bench.log_on("5002", "8002", "NotReady");
    bench.events(anna.socket);
    let body = json!({"func": "SetState", "agentMode": "Ready", "loginId": "5001@test.cc",
                      "agentId": "5001@test.cc", "device": "8001@test.cc"});

    let (status, _) = bench.state(&bert, body);

    assert_eq!(status, 204);
    assert_eq!(bench.told(anna.socket), ["agentReady Ready"]);
}
