use std::time::Duration;

use serde_json::json;

use super::bench::{Bench, world};

const MINUTE: Duration = Duration::from_secs(60);
const PATH: &str = "/api/csta/agent/heartbeat/5001@test.cc";

#[test]
fn three_minutes_after_the_login_a_silent_agent_is_logged_off() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    bench.pass(Duration::from_secs(179));
    let before = bench.told(anna.socket);
    bench.pass(Duration::from_secs(1));

    assert_eq!(before, Vec::<String>::new());
    assert_eq!(bench.told(anna.socket), ["agentLoggedOff Logout"]);
    assert_eq!(bench.world()["agents"][0]["agentMode"], "Logout");
}

#[test]
fn a_heartbeat_without_session_counts() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    for _ in 0..5 {
        bench.pass(MINUTE * 2);
        assert_eq!(bench.ask("POST", PATH, "", ""), (204, json!(null)));
    }

    assert_eq!(bench.told(anna.socket), Vec::<String>::new());
}

#[test]
fn a_heartbeat_before_the_login_succeeds_and_keeps_nobody() {
    let mut bench = Bench::new(world(1, json!({})));

    let known = bench.ask("POST", PATH, "", "").0;
    let unknown = bench
        .ask("POST", "/api/csta/agent/heartbeat/5009@test.cc", "", "")
        .0;

    assert_eq!([known, unknown], [204, 404]);
    assert_eq!(bench.next(), None);
}

#[test]
fn after_a_logout_no_heartbeat_is_awaited() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    let logout = json!({"func": "Logout", "agentId": "5001@test.cc"});

    let awaited = bench.next().map(|deadline| deadline.reason);
    bench.state(&anna, logout);

    assert_eq!(awaited, Some("agent heartbeat missing"));
    assert_eq!(bench.next(), None);
}

#[test]
fn the_setting_heartbeat_timeout_shortens_the_wait() {
    let mut bench = Bench::new(world(1, json!({ "heartbeat_timeout": "20s" })));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    bench.pass(Duration::from_secs(20));

    assert_eq!(bench.told(anna.socket), ["agentLoggedOff Logout"]);
}

#[test]
fn a_simulated_agent_needs_no_heartbeat() {
    let mut world = world(0, json!({}));
    world.parties = vec![ctimock_dialect::PartySpec {
        person: super::bench::person("bob", json!({"jobNumber": "5008", "ext": "8008"})),
        kind: ctimock_dialect::PartyKind::Agent,
        plan: ctimock_switch::Plan::default(),
    }];
    let mut bench = Bench::new(world);

    bench.pass(MINUTE * 10);

    assert_eq!(bench.world()["agents"][0]["agentMode"], "Ready");
}
