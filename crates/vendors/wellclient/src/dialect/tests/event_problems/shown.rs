use rstest::rstest;
use serde_json::json;

use super::{CARL, at_work, consultations::Talk, people::answering_carl};

#[test]
fn f27_writes_the_domain_of_the_transferring_device_twice() {
    let mut talk = Talk::with_problem("F27");

    let body = json!({ "transferTo": "8003" });
    talk.bench
        .serve(&talk.anna, &talk.first, "singleStepTransfer", body);
    talk.bench.leg(&talk.cleo, &talk.first, "answer");

    for events in talk.events() {
        let mut transfers = events.into_iter();
        transfers
            .find(|event| event["eventName"] == "transferred")
            .map(|event| assert_eq!(event["transferringDevice"], "8001@test.cc@test.cc"))
            .expect("everybody is told");
        for event in transfers.filter(|event| event["eventName"] == "transferred") {
            assert_eq!(event["transferringDevice"], "8001@test.cc@test.cc");
            assert_eq!(event["transferredToDevice"], "8003@test.cc");
        }
    }
}

#[test]
fn f27_leaves_a_transfer_after_a_consultation_as_it_is() {
    let (mut talk, second) = Talk::consulting_with_problem("F27");

    let body = json!({ "consultCallId": second });
    talk.bench.serve(&talk.anna, &talk.first, "transfer", body);

    for events in talk.events() {
        assert_eq!(events[0]["transferringDevice"], "8001@test.cc");
    }
}

#[rstest]
#[case::masked("F28", "1760217****@test.cc")]
#[case::begins_with_8("F28.begins_with_8", "8617602176375@test.cc")]
fn f28_shows_a_caller_from_outside_in_another_way_in_all_fields(
    #[case] problem: &str,
    #[case] shown: &str,
) {
    let (mut bench, anna) = at_work(answering_carl(), problem);

    let call = bench.incoming("17602176375", "8001", &[]);
    bench.leg(&anna, &call, "answer");
    let state = bench.ask("GET", "/api/csta/agent/client-state", &anna.session, "");

    let events = bench.events(anna.socket);
    assert_eq!(
        [
            &events[0]["callingDevice"],
            &events[0]["userData"]["data"]["originalANI"],
            &events[1]["callingDevice"],
            &state.1["agent"]["activeCall"]["ani"],
            &state.1["agent"]["activeCall"]["otherSide"],
        ],
        [shown; 5]
    );
    assert_eq!(events[0]["callType"], "Inbound");
}

#[test]
fn f28_leaves_dialled_numbers_and_colleagues_as_they_are() {
    let (mut bench, anna) = at_work(answering_carl(), "F28");
    let bert = bench.log_on("5002", "8002", "Ready");
    bench.events(bert.socket);

    let outside = bench.call(&anna, CARL);
    bench.leg(&anna, &outside, "");
    bench.call(&anna, "8002");

    assert_eq!(
        bench.events(anna.socket)[2]["calledDevice"],
        "917602176375@test.cc"
    );
    assert_eq!(
        bench.events(bert.socket)[0]["callingDevice"],
        "8001@test.cc"
    );
}
