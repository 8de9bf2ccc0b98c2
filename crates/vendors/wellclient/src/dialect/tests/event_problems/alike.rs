use rstest::rstest;
use serde_json::{Value, json};

use super::{
    at_work,
    bench::{Bench, Desk},
    people::{SECOND, answering_carl},
};

/// Whatever is told, the switch does what it does without a problem.
#[rstest]
fn calls_are_made_held_and_ended_with_every_problem_of_the_events(
    #[values(
        "F1",
        "F2",
        "F2.every_event",
        "F3",
        "F4",
        "F4.trunk",
        "F5",
        "F5.swapped",
        "F6",
        "F6.origin",
        "F7",
        "F8",
        "F8.answer",
        "F8.mode",
        "F17",
        "F17.wrong_device",
        "F17.external",
        "F18",
        "F19",
        "F20",
        "F21",
        "F24",
        "F24.no_serial",
        "F27",
        "F28",
        "F28.begins_with_8"
    )]
    problem: &str,
) {
    let (mut bench, anna) = at_work(answering_carl(), problem);
    let bert = bench.log_on("5002", "8002", "NotReady");

    let dialled = bench.call(&anna, "8002");
    bench.leg(&bert, &dialled, "answer");
    let talk = on_line(&mut bench, &anna);
    bench.leg(&anna, &talk, "hold");
    let held = state(&mut bench, &anna);
    bench.leg(&anna, &talk, "retrieve");
    bench.leg(&anna, &talk, "");
    let inbound = bench.incoming("17602176375", "8001", &[]);
    bench.leg(&anna, &inbound, "answer");
    let inbound = on_line(&mut bench, &anna);
    let talking = state(&mut bench, &anna);
    bench.leg(&anna, &inbound, "");
    bench.pass(SECOND * 5);
    let logout = bench.state(&anna, json!({"func": "Logout", "agentId": "5001@test.cc"}));

    assert_eq!([held, talking], ["Hold", "Connect"]);
    assert_eq!(bench.world()["calls"], json!([]));
    assert_eq!(logout.0, 204);
}

fn client_state(bench: &mut Bench, desk: &Desk) -> Value {
    let (_, state) = bench.ask("GET", "/api/csta/agent/client-state", &desk.session, "");
    state["agent"]["activeCall"].clone()
}

/// Returns the id of the agent's call, which may be another one than when it began.
fn on_line(bench: &mut Bench, desk: &Desk) -> String {
    let call = client_state(bench, desk);
    call["callId"].as_str().expect("a call").to_owned()
}

fn state(bench: &mut Bench, desk: &Desk) -> String {
    let call = client_state(bench, desk);
    call["state"].as_str().expect("a state").to_owned()
}
