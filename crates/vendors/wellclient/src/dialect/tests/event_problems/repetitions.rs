use rstest::rstest;
use serde_json::{Value, json};

use super::{
    CARL, at_work,
    bench::{Bench, world},
    people::{SECOND, answering_carl},
};

#[test]
fn f1_sends_every_event_twice_with_one_serial() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F1");

    let anna = bench.log_on("5001", "8001", "Ready");

    let told = steps(&bench.events(anna.socket));
    assert_eq!(
        told,
        [
            "agentLoggedOn +0",
            "agentLoggedOn +0",
            "agentReady +1",
            "agentReady +0"
        ]
    );
}

#[test]
fn f2_tells_originated_twice_with_serials_of_their_own() {
    let (mut bench, anna) = at_work(answering_carl(), "F2");

    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);
    bench.leg(&anna, &call, "");

    assert_eq!(
        steps(&bench.events(anna.socket)),
        [
            "serviceInitiated +0",
            "originated +1",
            "originated +1",
            "delivered +1",
            "established +1",
            "recordStarted +1",
            "connectionCleared +1",
            "connectionCleared +1",
        ]
    );
}

#[test]
fn f2_may_tell_every_event_twice_with_serials_of_their_own() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F2.every_event");

    let anna = bench.log_on("5001", "8001", "NotReady");

    assert_eq!(
        steps(&bench.events(anna.socket)),
        [
            "agentLoggedOn +0",
            "agentLoggedOn +1",
            "agentNotReady +1",
            "agentNotReady +1",
        ]
    );
}

#[rstest]
#[case::the_far_end_rang(CARL, &[
    "connectionCleared 8001 8001",
    "connectionCleared 8001 8001",
    "connectionCleared 917602176375 8001",
])]
#[case::a_colleague("8002", &[
    "connectionCleared 8001 8001",
    "connectionCleared 8001 8001",
    "connectionCleared 8002 8001",
])]
fn f21_tells_the_end_of_the_own_leg_twice(#[case] to: &str, #[case] ends: &[&str]) {
    let (mut bench, anna) = at_work(answering_carl(), "F21");
    let call = bench.call(&anna, to);
    bench.events(anna.socket);

    bench.leg(&anna, &call, "");

    let events = bench.events(anna.socket);
    let brief = |event: &Value| {
        let text = super::bench::brief(event);
        text.trim_end_matches(" NORMAL_CLEARING").to_owned()
    };
    assert_eq!(events.iter().map(brief).collect::<Vec<_>>(), ends);
    let serials: Vec<u64> = events
        .iter()
        .filter_map(|event| event["serial"].as_u64())
        .collect();
    assert!(serials.is_sorted_by(|one, next| one < next), "{serials:?}");
}

/// Returns the events, each with how much its serial is more than that of the one before.
fn steps(events: &[Value]) -> Vec<String> {
    let serials = events.iter().map(|event| event["serial"].as_i64());
    let serials: Vec<i64> = serials.map(|serial| serial.expect("a number")).collect();
    events
        .iter()
        .enumerate()
        .map(|(place, event)| {
            let before = serials[place.saturating_sub(1)];
            let name = event["eventName"].as_str().expect("a name");
            format!("{name} +{}", serials[place] - before)
        })
        .collect()
}
