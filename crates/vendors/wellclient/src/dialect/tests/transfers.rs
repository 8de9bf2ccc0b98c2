use serde_json::json;

use super::{
    bench::{Bench, ids},
    consultations::{Talk, three},
    people::SECOND,
};

fn transfer(talk: &mut Talk, second: &str) -> (u16, serde_json::Value) {
    let body = json!({ "consultCallId": second });
    talk.bench.serve(&talk.anna, &talk.first, "transfer", body)
}

#[test]
fn a_transfer_connects_the_held_party_and_the_target() {
    let (mut talk, second) = Talk::consulting(&[]);

    let answer = transfer(&mut talk, &second);

    assert_eq!(answer, (204, json!(null)));
    let transferred = "transferred 8001 8003 TRANSFER";
    let left = "connectionCleared 8001 8001 NORMAL_CLEARING";
    assert_eq!(
        talk.told(),
        [
            vec![transferred, left, left],
            vec![transferred, left],
            vec![transferred, left],
        ]
    );
}

#[test]
fn the_held_call_survives_and_the_target_learns_its_id() {
    let (mut talk, second) = Talk::consulting(&[]);
    let first = talk.first.clone();

    transfer(&mut talk, &second);

    let names = [("K1", first.as_str()), ("K2", second.as_str())];
    let events = talk.events();
    let told = events.each_ref().map(|it| {
        it.iter()
            .map(|event| ids(event, &names))
            .collect::<Vec<_>>()
    });
    let transferred = "transferred K1 K1 K2 K1";
    assert_eq!(
        told,
        [
            vec![transferred, "connectionCleared K1", "connectionCleared K2"],
            vec![transferred, "connectionCleared K1"],
            vec![transferred, "connectionCleared K1"],
        ]
    );
    let copy = &events[2][0];
    assert_eq!(copy["connectionId"], format!("8003@test.cc|{first}"));
    assert_eq!(copy["deviceId"], "8003@test.cc");
    assert_eq!(copy["localState"], "Connect");
}

#[test]
fn a_transferred_call_ends_for_both_who_are_left() {
    let (mut talk, second) = Talk::consulting(&[]);
    transfer(&mut talk, &second);
    talk.forget();

    let old = talk.bench.leg(&talk.cleo, &second, "");
    let new = talk.bench.leg(&talk.cleo, &talk.first, "");

    assert_eq!([old.0, new.0], [404, 204]);
    assert_eq!(
        talk.told(),
        [
            vec![],
            vec![
                "connectionCleared 8002 8003 NORMAL_CLEARING",
                "connectionCleared 8003 8003 NORMAL_CLEARING",
            ],
            vec![
                "connectionCleared 8003 8003 NORMAL_CLEARING",
                "connectionCleared 8002 8003 NORMAL_CLEARING",
            ],
        ]
    );
}

#[test]
fn the_target_keeps_the_pair_that_it_knows() {
    let (mut talk, second) = Talk::consulting(&[]);
    transfer(&mut talk, &second);

    let state = talk.bench.ask(
        "GET",
        "/api/csta/agent/client-state",
        &talk.cleo.session,
        "",
    );

    let call = &state.1["agent"]["activeCall"];
    assert_eq!(call["callId"], talk.first);
    assert_eq!(
        [&call["ani"], &call["dnis"]],
        ["8001@test.cc", "8003@test.cc"]
    );
}

#[test]
fn the_quirk_tells_the_held_party_that_it_is_held_no_more() {
    let (mut talk, second) = Talk::consulting(&[("merge_retrieves", "true")]);

    transfer(&mut talk, &second);

    let [anna, bert, cleo] = talk.told();
    assert_eq!(
        bert,
        [
            "transferred 8001 8003 TRANSFER",
            "retrieved 8001 NORMAL",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
        ]
    );
    assert_eq!([anna.len(), cleo.len()], [3, 2]);
}

#[test]
fn an_outside_caller_and_an_outside_target_need_no_agent() {
    let mut bench = Bench::new(three());
    let anna = bench.log_on("5001", "8001", "Ready");
    let first = bench.incoming("13800138000", "8001", &[]);
    bench.leg(&anna, &first, "answer");
    let second = bench.consult(&anna, &first, "917602176375");
    bench.pass(SECOND * 2);
    bench.events(anna.socket);

    bench.serve(
        &anna,
        &first,
        "transfer",
        json!({ "consultCallId": second }),
    );

    assert_eq!(
        bench.told(anna.socket),
        [
            "transferred 8001 917602176375 TRANSFER",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn data_of_both_calls_travel_to_the_target() {
    let (mut talk, second) = Talk::consulting(&[]);
    for (call, key) in [(&talk.first, "customer"), (&second, "note")] {
        let path = format!("{}/{call}/user-data", super::bench::CALLS);
        let body = json!({ "entries": [{ "key": key, "value": "7" }] }).to_string();
        talk.bench.ask("POST", &path, &talk.anna.session, body);
    }

    transfer(&mut talk, &second);

    let path = format!("{}/{}/user-data/", super::bench::CALLS, talk.first);
    let data = talk.bench.ask("GET", &path, &talk.cleo.session, "");
    assert_eq!(data, (200, json!({ "customer": "7", "note": "7" })));
}

#[test]
fn everybody_of_the_consultation_is_told_as_the_target() {
    let mut bench = Bench::new(super::bench::world(4, json!({})));
    let desks = ["1", "2", "3", "4"]
        .map(|number| bench.log_on(&format!("500{number}"), &format!("800{number}"), "Ready"));
    let [anna, bert, cleo, dan] = &desks;
    let first = bench.call(bert, "8001");
    bench.leg(anna, &first, "answer");
    let second = bench.consult(anna, &first, "8003");
    bench.leg(cleo, &second, "answer");
    let body = json!({ "conferenceParticipant": "8004" });
    bench.serve(cleo, &second, "singleStepConference", body);
    bench.leg(dan, &second, "answer");
    bench.events(dan.socket);

    bench.serve(anna, &first, "transfer", json!({ "consultCallId": second }));

    assert_eq!(
        bench.told(dan.socket),
        [
            "transferred 8001 8004 TRANSFER",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
        ]
    );
}
