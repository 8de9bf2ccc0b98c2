use std::time::Duration;

use ctimock_dialect::ActionError;
use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, Desk, world};

const CARL: &str = "13800138000";

fn ready() -> (Bench, Desk) {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);
    (bench, anna)
}

#[test]
fn the_dialler_attaches_its_own_data_and_a_scenario_may_change_it() {
    let (mut bench, anna) = ready();
    let allocation = json!({"client": "agent1", "queue": "7021"});
    bench.act("allocates", allocation).expect("ready");

    let data = json!({"prdType": "3", "uui": "u", "turn": 2});
    let params = json!({"client": "agent1", "customer": CARL, "data": data});
    bench.act("dials", params).expect("allocated");

    let events = bench.events(anna.socket);
    assert_eq!(events[0]["queueId"], "7021@test.cc");
    let id = events[1]["userData"]["data"]["id"].clone();
    assert_eq!(
        events[1]["userData"]["data"],
        json!({
            "originalANI": "13800138000@test.cc",
            "originalDNIS": "8001@test.cc",
            "originalCallId": events[1]["callId"],
            "callType": "PREOCCUPIED",
            "id": id,
            "prdType": "3",
            "selectAgent": "5001@test.cc",
            "turn": "2",
            "uui": "u",
        })
    );
    assert_eq!(events[1]["split"], "7021@test.cc");
}

#[rstest]
#[case::pre_occupied("PreOccupied")]
#[case::pre_dictive("PreDictive")]
#[case::smart_ivr("SMART_IVR")]
#[case::agent_auto_call("AgentAutoCall")]
#[case::pre_view("PreView")]
fn a_call_of_the_dialler_ends_with_one_clear(#[case] kind: &str) {
    let (mut bench, anna) = ready();
    if kind == "PreOccupied" {
        bench
            .act("allocates", json!({ "client": "agent1" }))
            .expect("ready");
    }
    let params = json!({"client": "agent1", "customer": CARL, "callType": kind});
    bench.act("dials", params).expect("ready");
    let shown = bench.world()["calls"][0].clone();
    let call = shown["callId"].as_str().expect("an id").to_owned();
    if ["PreOccupied", "PreDictive", "SMART_IVR"].contains(&kind) {
        assert_eq!(bench.leg(&anna, &call, "answer").0, 204);
    }
    bench.events(anna.socket);

    bench.leg(&anna, &call, "");

    assert_eq!(shown["callType"], kind);
    let told = bench.told(anna.socket);
    let cleared = told.iter().filter(|it| it.starts_with("connectionCleared"));
    assert_eq!(cleared.count(), 1, "{told:?}");
}

#[test]
fn a_queue_may_be_named_by_its_name() {
    let mut world = world(1, json!({}));
    world.queues = vec![super::bench::queue("sales", "7030", &["agent1"])];
    let mut bench = Bench::new(world);
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    let params = json!({
        "client": "agent1", "customer": CARL, "callType": "PreDictive", "queue": "sales",
    });
    bench.act("dials", params).expect("ready");

    assert_eq!(bench.events(anna.socket)[0]["split"], "7030@test.cc");
}

#[test]
fn a_reservation_that_is_refused_keeps_the_queue_of_the_one_before() {
    let (mut bench, anna) = ready();
    let allocation = |queue: &str| json!({"client": "agent1", "queue": queue});
    bench.act("allocates", allocation("7021")).expect("ready");
    let again = bench.act("allocates", allocation("7022"));
    bench.events(anna.socket);

    bench.pass(Duration::from_secs(1));
    let params = json!({"client": "agent1", "customer": CARL});
    bench.act("dials", params).expect("allocated");

    assert_eq!(
        again,
        Err(ActionError::Refused("`5001@test.cc` is allocated".into()))
    );
    assert_eq!(bench.events(anna.socket)[0]["split"], "7021@test.cc");
}

#[rstest]
#[case::nobody_allocated(json!({}), ActionError::Refused("`5001@test.cc` is not allocated".into()))]
#[case::by_hand(json!({"callType": "Outbound"}), ActionError::Invalid("`callType`: wanted \
    `PreOccupied`, `PreDictive`, `AgentAutoCall`, `PreView` or `SMART_IVR`, and there was \
    `Outbound`".into()))]
#[case::nobody(json!({"customer": "zoe"}), ActionError::Unknown("nobody is `zoe`".into()))]
#[case::no_data(json!({"callType": "PreDictive", "data": "k1"}), ActionError::Invalid(
    "`data`: wanted an object, and there was `\"k1\"`".into()))]
#[case::itself(json!({"callType": "PreView", "customer": "8001"}), ActionError::Refused(
    "`8001@test.cc` cannot call itself".into()))]
fn a_dialler_that_cannot_dial_says_why(#[case] params: Value, #[case] wanted: ActionError) {
    let (mut bench, anna) = ready();
    let mut all = json!({"client": "agent1", "customer": CARL});
    for (name, value) in params.as_object().expect("parameters") {
        all[name] = value.clone();
    }

    let result = bench.act("dials", all);

    assert_eq!(result, Err(wanted));
    assert_eq!(bench.told(anna.socket), [""; 0]);
}

#[rstest]
#[case::not_ready("PreDictive", "`5001@test.cc` is not ready")]
#[case::in_a_call("AgentAutoCall", "`5001@test.cc` is in a call")]
#[case::allocated("PreView", "`5001@test.cc` is allocated")]
#[case::logged_off("SMART_IVR", "`5001@test.cc` is not logged on")]
fn an_agent_who_is_not_to_be_had_gets_no_call(#[case] kind: &str, #[case] why: &str) {
    let (mut bench, anna) = ready();
    match kind {
        "PreDictive" => {
            let mode = json!({"client": "agent1", "mode": "NotReady"});
            bench.act("sets_mode", mode).expect("logged on");
        }
        "AgentAutoCall" => {
            bench.call(&anna, "917602176375");
        }
        "PreView" => {
            let allocation = json!({ "client": "agent1" });
            bench.act("allocates", allocation).expect("ready");
        }
        _ => {
            let logout = json!({ "client": "agent1" });
            bench.act("logs_off", logout).expect("logged on");
        }
    }

    let params = json!({"client": "agent1", "customer": CARL, "callType": kind});

    assert_eq!(
        bench.act("dials", params),
        Err(ActionError::Refused(why.into()))
    );
}
