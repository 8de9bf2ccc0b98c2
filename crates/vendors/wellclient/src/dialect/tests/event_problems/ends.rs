use ctimock_switch::Action;
use rstest::rstest;
use serde_json::json;

use super::{
    CARL, at_work,
    people::{SECOND, answering_carl, carl, connected, offered},
};

#[test]
fn f4_tells_of_an_outbound_call_the_far_end_s_clear_alone() {
    let (mut bench, anna) = at_work(answering_carl(), "F4");
    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);
    bench.events(anna.socket);

    let answer = bench.leg(&anna, &call, "");

    assert_eq!(answer.0, 204);
    assert_eq!(
        bench.told(anna.socket),
        ["connectionCleared 917602176375 8001 NORMAL_CLEARING"]
    );
    assert_eq!(bench.world()["calls"], json!([]));
}

#[test]
fn f4_tells_nothing_of_the_end_of_an_inbound_call() {
    let (mut bench, anna) = at_work(carl(vec![connected(1, Action::HangUp)]), "F4");
    let call = bench.incoming("17602176375", "8001", &[]);
    bench.leg(&anna, &call, "answer");
    bench.events(anna.socket);

    bench.pass(SECOND * 5);

    assert_eq!(bench.told(anna.socket), [""; 0]);
    assert_eq!(bench.world()["calls"], json!([]));
}

#[test]
fn f4_may_keep_the_hang_up_outside_from_everybody_until_the_agent_hangs_up() {
    let (mut bench, anna) = at_work(
        carl(vec![
            offered(2, Action::Answer),
            connected(5, Action::HangUp),
        ]),
        "F4.trunk",
    );
    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);
    bench.events(anna.socket);

    bench.pass(SECOND * 60);
    let meanwhile = bench.told(anna.socket);
    let answer = bench.leg(&anna, &call, "");

    assert_eq!(meanwhile, [""; 0]);
    assert_eq!(answer.0, 204);
    assert_eq!(
        bench.told(anna.socket),
        [
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 917602176375 8001 NORMAL_CLEARING",
        ]
    );
}

#[rstest]
#[case::as_ever("F5", 2, 1)]
#[case::swapped("F5.swapped", 1, 2)]
fn f5_decides_how_many_clears_end_a_manual_and_a_dialler_s_call(
    #[case] problem: &str,
    #[case] manual: usize,
    #[case] dialler: usize,
) {
    let (mut bench, anna) = at_work(answering_carl(), problem);

    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);
    bench.events(anna.socket);
    bench.leg(&anna, &call, "");
    let after_manual = bench.told(anna.socket);
    bench
        .act("allocates", json!({ "client": "agent1" }))
        .expect("anna is ready");
    let call = bench.incoming("17602176375", "8001", &[]);
    bench.leg(&anna, &call, "answer");
    bench.events(anna.socket);
    bench.leg(&anna, &call, "");
    let mut after_dialler = bench.told(anna.socket);
    after_dialler.retain(|told| told.starts_with("connectionCleared"));

    let both = |far: &str| {
        [
            "connectionCleared 8001 8001 NORMAL_CLEARING".to_owned(),
            format!("connectionCleared {far} 8001 NORMAL_CLEARING"),
        ]
    };
    assert_eq!(after_manual, both(CARL)[..manual]);
    assert_eq!(after_dialler, both("17602176375")[..dialler]);
}

#[test]
fn f5_leaves_inbound_and_internal_calls_as_they_are() {
    let (mut bench, anna) = at_work(answering_carl(), "F5.swapped");

    let inbound = bench.incoming("17602176375", "8001", &[]);
    bench.leg(&anna, &inbound, "answer");
    bench.events(anna.socket);
    bench.leg(&anna, &inbound, "");
    let after_inbound = bench.told(anna.socket);
    let internal = bench.call(&anna, "8002");
    bench.events(anna.socket);
    bench.leg(&anna, &internal, "");

    let own = "connectionCleared 8001 8001 NORMAL_CLEARING";
    assert_eq!(after_inbound, [own]);
    assert_eq!(
        bench.told(anna.socket),
        [own, "connectionCleared 8002 8001 NORMAL_CLEARING"]
    );
}
