use ctimock_dialect::{Found, World};
use rstest::rstest;
use serde_json::json;

use super::{
    bench::{Bench, queue},
    people::carl,
};

fn everybody() -> World {
    World {
        queues: vec![queue("sales", "7021", &["agent1"])],
        ..carl(Vec::new())
    }
}

fn find(bench: &mut Bench, word: &str) -> Option<Found> {
    bench.with(|dialect, cx| dialect.find(cx, word))
}

#[rstest]
#[case::extension("8002", "agent2")]
#[case::extension_with_domain("8002@test.cc", "agent2")]
#[case::agent("5002@test.cc", "agent2")]
#[case::job_number("5002", "agent2")]
#[case::number("17602176375", "carl")]
#[case::number_with_domain("17602176375@test.cc", "carl")]
#[case::number_with_prefix("917602176375", "carl")]
#[case::number_with_prefix_and_domain("917602176375@test.cc", "carl")]
#[case::queue_number("7021", "sales")]
fn a_word_stands_for_the_same_as_a_name(#[case] word: &str, #[case] name: &str) {
    let mut bench = Bench::new(everybody());

    let found = [word, name].map(|word| find(&mut bench, word));

    assert!(found[1].is_some());
    assert_eq!(found[0], found[1]);
}

#[test]
fn a_strange_number_becomes_one_device_and_a_strange_word_none() {
    let mut bench = Bench::new(everybody());

    let numbers =
        ["13800138000", "13800138000@test.cc", "913800138000"].map(|word| find(&mut bench, word));
    let words = ["zoe", "", "9", "zoe@test.cc"].map(|word| find(&mut bench, word));

    assert!(matches!(numbers[0], Some(Found::Device(_))));
    assert_eq!(numbers[1], numbers[0]);
    assert_eq!(numbers[2], numbers[0]);
    assert_eq!(words, [None; 4]);
}

#[test]
fn an_agent_is_where_it_is_logged_on() {
    let mut bench = Bench::new(everybody());
    bench.log_on("5001", "8002", "Ready");

    let found = ["5001", "8002"].map(|word| find(&mut bench, word));

    assert_eq!(found[0], found[1]);
}

#[test]
fn a_call_keeps_its_name_after_its_end() {
    let mut bench = Bench::new(everybody());
    let anna = bench.log_on("5001", "8001", "Ready");
    let name = bench.call(&anna, "17602176375");
    let call = bench.call_id(&name);

    bench.leg(&anna, &name, "");

    assert_eq!(bench.dialect.call_name(call), Some(name.clone()));
    assert_eq!(find(&mut bench, &name), Some(Found::Call(call)));
}

#[test]
fn the_world_shows_agents_and_calls_in_the_vendors_words() {
    let mut bench = Bench::new(everybody());
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.call(&anna, "917602176375");

    let world = bench.world();

    assert_eq!(
        world,
        json!({
            "agents": [
                {"agentId": "5001@test.cc", "deviceId": "8001@test.cc", "agentMode": "Ready",
                 "extensionRegistered": true, "sessions": 1, "sockets": 1},
                {"agentId": "5002@test.cc", "deviceId": "8002@test.cc", "agentMode": "Logout",
                 "extensionRegistered": true, "sessions": 0, "sockets": 0},
            ],
            "calls": [
                {"callId": call, "callType": "Outbound", "callingDevice": "8001@test.cc",
                 "calledDevice": "917602176375@test.cc",
                 "connections": [
                    {"deviceId": "8001@test.cc", "localState": "Alerting"},
                    {"deviceId": "917602176375@test.cc", "localState": "Alerting"},
                 ]},
            ],
        })
    );
}
