use ctimock_stomp::FRAME_END;
use serde_json::json;

use super::{
    CARL, at_work,
    bench::{Bench, world},
    people::answering_carl,
};

#[test]
fn f24_sends_half_of_every_event_before_it() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F24");

    let anna = bench.log_on("5001", "8001", "Ready");

    let written = bench.written(anna.socket);
    let scraps: Vec<&str> = written
        .iter()
        .filter_map(|frame| frame.strip_prefix("MESSAGE\n")?.split_once("\n\n"))
        .map(|(_, body)| body.trim_end_matches(FRAME_END))
        .collect();
    assert_eq!(scraps.len(), 2, "{written:?}");
    for (scrap, event) in scraps.iter().zip(["agentLoggedOn", "agentReady"]) {
        let begins = format!("{{\"eventName\":\"{event}\",");
        assert!(scrap.starts_with(&begins), "{scrap}");
        serde_json::from_str::<serde_json::Value>(scrap).expect_err("no JSON");
    }
    assert_eq!(
        bench.told(anna.socket),
        ["agentLoggedOn Ready", "agentReady Ready"]
    );
}

#[test]
fn f24_may_send_events_without_a_serial() {
    let (mut bench, anna) = at_work(answering_carl(), "F24.no_serial");

    bench.call(&anna, CARL);

    let events = bench.events(anna.socket);
    assert_eq!(events.len(), 3);
    for event in events {
        let fields = event.as_object().expect("an object");
        assert!(!fields.contains_key("serial"), "{event}");
        assert!(fields.contains_key("eventTime"), "{event}");
    }
}
