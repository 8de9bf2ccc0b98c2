use serde_json::json;

use super::{
    bench::{Bench, world},
    people::{SECOND, answering_carl},
};

#[test]
fn hold_and_retrieve_are_told_to_both_sides() {
    let mut bench = Bench::new(world(2, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    let bert = bench.log_on("5002", "8002", "Ready");
    let call = bench.call(&anna, "8002");
    bench.leg(&bert, &call, "answer");
    bench.events(anna.socket);
    bench.events(bert.socket);

    let answers = ["hold", "retrieve"].map(|service| bench.leg(&anna, &call, service));

    assert_eq!(answers, [(204, json!(null)), (204, json!(null))]);
    let told = ["held 8001 NORMAL", "retrieved 8001 NORMAL"];
    assert_eq!(bench.told(anna.socket), told);
    let copies = bench.events(bert.socket);
    assert_eq!(
        copies.iter().map(super::bench::brief).collect::<Vec<_>>(),
        told
    );
    assert_eq!(copies[0]["deviceId"], "8001@test.cc");
    assert_eq!(copies[0]["localState"], "Hold");
    assert_eq!(copies[1]["localState"], "Connect");
}

#[test]
fn retrieving_a_connected_call_changes_nothing() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.call(&anna, "917602176375");
    bench.pass(SECOND * 2);
    bench.events(anna.socket);

    let answer = bench.leg(&anna, &call, "retrieve");

    assert_eq!(answer, (204, json!(null)));
    assert_eq!(bench.told(anna.socket), Vec::<String>::new());
}

#[test]
fn a_service_in_the_wrong_state_gets_409_and_changes_nothing() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.call(&anna, "917602176375");
    bench.events(anna.socket);

    let ringing = ["hold", "retrieve", "answer"].map(|service| bench.leg(&anna, &call, service).0);

    assert_eq!(ringing, [409, 409, 409]);
    assert_eq!(bench.told(anna.socket), Vec::<String>::new());
}

#[test]
fn an_unknown_call_and_an_ended_one_get_404() {
    let mut bench = Bench::new(answering_carl());
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.call(&anna, "917602176375");
    bench.leg(&anna, &call, "");

    let ended = bench.leg(&anna, &call, "hold");
    let unknown = bench.leg(&anna, "6aee1dda-d4a2-4d3c-8fab-df7782a6c10f", "hold");
    let nothing = bench.leg(&anna, "", "");

    assert_eq!(
        ended,
        (404, json!({ "error": format!("call `{call}` has ended") }))
    );
    assert_eq!([unknown.0, nothing.0], [404, 404]);
}
