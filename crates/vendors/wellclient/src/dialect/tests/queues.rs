use ctimock_dialect::World;
use ctimock_switch::Policy;
use serde_json::json;

use super::{
    bench::{Bench, Desk, queue},
    people::{SECOND, carl},
};

fn sales(policy: Policy) -> World {
    let mut sales = queue("sales", "7021", &["agent1", "agent2"]);
    sales.policy = policy;
    World {
        queues: vec![sales],
        ..carl(Vec::new())
    }
}

fn ready(bench: &mut Bench) -> [Desk; 2] {
    let desks =
        [("5001", "8001"), ("5002", "8002")].map(|(job, ext)| bench.log_on(job, ext, "Ready"));
    for desk in &desks {
        bench.events(desk.socket);
    }
    desks
}

#[test]
fn a_queue_call_names_its_queue_and_the_agent_who_is_rung() {
    let mut bench = Bench::new(sales(Policy::Priority));
    let [anna, bert] = ready(&mut bench);

    let call = bench.incoming("carl", "7021", &[]);
    bench.leg(&anna, &call, "answer");

    assert_eq!(
        bench.told(anna.socket),
        [
            "delivered 8001 17602176375 8001 Inbound 7021",
            "established 8001 17602176375 8001 7021",
            "recordStarted",
        ]
    );
    assert_eq!(bench.told(bert.socket), Vec::<String>::new());
}

#[test]
fn an_agent_who_is_rung_in_vain_is_told_the_end_of_its_own_leg() {
    let mut bench = Bench::new(sales(Policy::Priority));
    let [anna, bert] = ready(&mut bench);
    bench.incoming("carl", "sales", &[]);
    bench.events(anna.socket);

    bench.pass(SECOND * 10);

    assert_eq!(
        bench.told(anna.socket),
        ["connectionCleared 8001 8001 NO_ANSWER"]
    );
    assert_eq!(
        bench.told(bert.socket),
        ["delivered 8002 17602176375 8002 Inbound 7021"]
    );
}

#[test]
fn an_agent_who_declines_a_queue_call_passes_it_on() {
    let mut bench = Bench::new(sales(Policy::Priority));
    let [anna, bert] = ready(&mut bench);
    let call = bench.incoming("carl", "sales", &[]);
    bench.events(anna.socket);

    bench.leg(&anna, &call, "");

    assert_eq!(
        bench.told(anna.socket),
        ["connectionCleared 8001 8001 CALL_REJECTED"]
    );
    assert_eq!(
        bench.told(bert.socket),
        ["delivered 8002 17602176375 8002 Inbound 7021"]
    );
}

#[test]
fn when_all_are_rung_each_is_told_of_its_own_leg_alone() {
    let mut bench = Bench::new(sales(Policy::RingAll));
    let [anna, bert] = ready(&mut bench);

    let call = bench.incoming("carl", "sales", &[]);
    bench.leg(&bert, &call, "answer");

    let anna = bench.told(anna.socket);
    assert_eq!(anna[0], "delivered 8001 17602176375 8001 Inbound 7021");
    assert_eq!(anna.len(), 2, "{anna:?}");
    assert!(anna[1].starts_with("connectionCleared 8001 "), "{anna:?}");
    assert_eq!(
        bench.told(bert.socket),
        [
            "delivered 8002 17602176375 8002 Inbound 7021",
            "established 8002 17602176375 8002 7021",
            "recordStarted",
        ]
    );
}

#[test]
fn an_agent_who_calls_a_queue_keeps_the_queues_number_in_its_pair() {
    let mut bench = Bench::new(sales(Policy::Priority));
    let [anna, bert] = ready(&mut bench);

    let call = bench.call(&anna, "7021");
    bench.leg(&bert, &call, "answer");

    assert_eq!(
        bench.told(anna.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 7021 NEWCALL",
            "delivered 8002 8001 7021 Internal 7021",
            "established 8002 8001 7021 7021",
            "recordStarted",
        ]
    );
    assert_eq!(
        bench.told(bert.socket),
        [
            "delivered 8002 8001 8002 Internal 7021",
            "established 8002 8001 8002 7021",
            "recordStarted",
        ]
    );
}

#[test]
fn a_reservation_is_told_and_ends_after_150_seconds() {
    let mut bench = Bench::new(sales(Policy::Priority));
    let [anna, _] = ready(&mut bench);

    bench
        .act("allocates", json!({ "client": "agent1" }))
        .expect("agent1 is ready");
    bench.pass(SECOND * 149);
    let allocated = bench.events(anna.socket);
    bench.pass(SECOND);

    assert_eq!(
        super::bench::brief(&allocated[0]),
        "agentAllocated Allocated"
    );
    assert_eq!(allocated[0]["seqId"].as_str().map(str::len), Some(32));
    assert_eq!(bench.told(anna.socket), ["agentReady Ready"]);
}
