use serde_json::json;

use super::bench::{Bench, world};

#[test]
fn f1_sends_every_event_twice_with_one_serial() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F1");

    let anna = bench.log_on("5001", "8001", "Ready");

    let events = bench.events(anna.socket);
    let first = &events[0]["serial"];
    let told: Vec<_> = events
        .iter()
        .map(|event| (&event["eventName"], event["serial"] == *first))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("agentLoggedOn"), true),
            (&json!("agentLoggedOn"), true),
            (&json!("agentReady"), false),
            (&json!("agentReady"), false),
        ]
    );
}
