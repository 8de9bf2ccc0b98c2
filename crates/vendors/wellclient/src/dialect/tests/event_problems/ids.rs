use serde_json::json;

use super::{
    CARL, at_work,
    bench::ids,
    consultations::Talk,
    people::{SECOND, answering_carl},
};

#[test]
fn f7_gives_a_call_another_id_with_its_answer_and_forgets_the_first() {
    let (mut bench, anna) = at_work(answering_carl(), "F7");
    let old = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);

    let events = bench.events(anna.socket);
    let new = events[3]["callId"].as_str().expect("an id").to_owned();
    let refused = bench.leg(&anna, &old, "");
    let granted = bench.leg(&anna, &new, "");

    let names = [("old", old.as_str()), ("new", new.as_str())];
    let told = |events: Vec<serde_json::Value>| {
        let told = events.iter().map(|event| ids(event, &names));
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        told(events),
        [
            "serviceInitiated old",
            "originated old",
            "delivered old",
            "established new",
            "recordStarted new",
        ]
    );
    assert_eq!([refused.0, granted.0], [404, 204]);
    assert_eq!(
        told(bench.events(anna.socket)),
        ["connectionCleared new", "connectionCleared new"]
    );
}

#[test]
fn f7_tells_both_agents_of_a_call_the_same_id() {
    let (mut bench, anna) = at_work(answering_carl(), "F7");
    let bert = bench.log_on("5002", "8002", "Ready");
    let old = bench.call(&anna, "8002");
    bench.events(anna.socket);
    bench.events(bert.socket);

    bench.leg(&bert, &old, "answer");

    let [at_anna, at_bert] = [anna.socket, bert.socket].map(|it| bench.events(it));
    assert_eq!(at_anna[0]["eventName"], "established");
    assert_eq!(at_anna[0]["callId"], at_bert[0]["callId"]);
    assert_ne!(at_anna[0]["callId"], old.as_str());
}

#[test]
fn f18_tells_everybody_of_a_transfer_but_its_target() {
    let (mut talk, second) = Talk::consulting_with_problem("F18");

    let body = json!({ "consultCallId": second });
    let answer = talk.bench.serve(&talk.anna, &talk.first, "transfer", body);
    let told = talk.told();
    let old = talk.bench.leg(&talk.cleo, &second, "");
    let new = talk.bench.leg(&talk.cleo, &talk.first, "");

    let transferred = "transferred 8001 8003 TRANSFER";
    let left = "connectionCleared 8001 8001 NORMAL_CLEARING";
    assert_eq!(answer.0, 204);
    assert_eq!(
        told,
        [
            vec![transferred, left, left],
            vec![transferred, left],
            vec![left],
        ]
    );
    assert_eq!([old.0, new.0], [404, 204]);
}

#[test]
fn f18_tells_the_target_of_a_single_step_transfer_nothing_either() {
    let mut talk = Talk::with_problem("F18");

    let body = json!({ "transferTo": "8003" });
    talk.bench
        .serve(&talk.anna, &talk.first, "singleStepTransfer", body);

    let [_, _, cleo] = talk.told();
    assert_eq!(
        cleo,
        [
            "delivered 8003 8002 8003 Internal",
            "connectionCleared 8001 8001 NORMAL_CLEARING",
        ]
    );
}
