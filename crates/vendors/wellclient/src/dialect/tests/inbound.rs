use ctimock_switch::Action;
use serde_json::json;

use super::{
    bench::{Bench, brief},
    people::{SECOND, carl, connected},
};

#[test]
fn an_answered_call_has_one_clear() {
    let mut bench = Bench::new(carl(vec![connected(4, Action::HangUp)]));
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.events(desk.socket);

    let call = bench.incoming("carl", "8001", &[("orderNo", "17")]);
    let rings = bench.events(desk.socket);
    let answer = bench.leg(&desk, &call, "answer");
    bench.pass(SECOND * 4);

    assert_eq!(answer, (204, json!(null)));
    assert_eq!(
        rings.iter().map(brief).collect::<Vec<_>>(),
        ["delivered 8001 17602176375 8001 Inbound"]
    );
    assert_eq!(
        rings[0]["userData"],
        json!({"data": {
            "originalANI": "17602176375@test.cc",
            "originalDNIS": "8001@test.cc",
            "originalCallId": call,
            "orderNo": "17",
        }})
    );
    assert_eq!(
        bench.told(desk.socket),
        [
            "established 8001 17602176375 8001",
            "recordStarted",
            "connectionCleared 8001 17602176375 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn an_abandoned_call_is_cleared_by_the_caller() {
    let mut bench = Bench::new(carl(Vec::new()));
    let desk = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("17602176375", "5001", &[]);
    let (call, device) = (bench.call_id(&call), bench.device("carl"));
    bench.events(desk.socket);

    bench
        .command(ctimock_switch::Command::Clear { call, device })
        .expect("carl is in the call");

    assert_eq!(
        bench.told(desk.socket),
        ["connectionCleared 8001 17602176375 NORMAL_CLEARING"]
    );
}

#[test]
fn a_call_that_nobody_answers_ends_with_no_answer() {
    let mut bench = Bench::new(carl(Vec::new()));
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.incoming("carl", "8001@test.cc", &[]);
    bench.events(desk.socket);

    bench.pass(SECOND * 60);

    assert_eq!(
        bench.told(desk.socket),
        ["connectionCleared 8001 8001 NO_ANSWER"]
    );
}

#[test]
fn an_agent_who_drops_a_ringing_call_declines_it() {
    let mut bench = Bench::new(carl(Vec::new()));
    let desk = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);
    bench.events(desk.socket);

    let answer = bench.leg(&desk, &call, "");

    assert_eq!(answer.0, 204);
    assert_eq!(
        bench.told(desk.socket),
        ["connectionCleared 8001 8001 CALL_REJECTED"]
    );
}

#[test]
fn answering_twice_changes_nothing() {
    let mut bench = Bench::new(carl(Vec::new()));
    let desk = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);
    bench.leg(&desk, &call, "answer");
    bench.events(desk.socket);

    let answer = bench.leg(&desk, &call, "answer");

    assert_eq!(answer, (204, json!(null)));
    assert_eq!(bench.told(desk.socket), Vec::<String>::new());
}

#[test]
fn an_agent_who_is_logged_off_in_mid_call_hears_no_more_of_it() {
    let mut bench = Bench::new(carl(vec![connected(4, Action::HangUp)]));
    let desk = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);
    bench.leg(&desk, &call, "answer");
    bench
        .act("logs_off", json!({ "client": "agent1" }))
        .expect("agent1 is on");
    bench.events(desk.socket);

    bench.pass(SECOND * 4);

    assert_eq!(bench.told(desk.socket), Vec::<String>::new());
    assert_eq!(bench.world()["calls"], json!([]));
}
