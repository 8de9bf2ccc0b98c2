use rstest::rstest;
use serde_json::json;

use super::{
    CARL, at_work,
    people::{SECOND, answering_carl},
};

#[test]
fn f8_holds_without_a_word_and_tells_all_that_follows() {
    let (mut bench, anna) = at_work(answering_carl(), "F8");
    let call = bench.call(&anna, CARL);
    bench.pass(SECOND * 3);
    bench.events(anna.socket);

    let held = bench.leg(&anna, &call, "hold");
    let said = bench.told(anna.socket);
    let state = bench.ask("GET", "/api/csta/agent/client-state", &anna.session, "");
    bench.leg(&anna, &call, "retrieve");

    assert_eq!(held.0, 204);
    assert_eq!(said, [""; 0]);
    assert_eq!(state.1["agent"]["activeCall"]["state"], "Hold");
    assert_eq!(bench.told(anna.socket), ["retrieved 8001 NORMAL"]);
}

#[test]
fn f8_may_answer_without_a_word_to_whoever_answered() {
    let (mut bench, anna) = at_work(answering_carl(), "F8.answer");
    let bert = bench.log_on("5002", "8002", "Ready");
    let call = bench.call(&bert, "8001");
    bench.events(bert.socket);
    bench.events(anna.socket);

    let answer = bench.leg(&anna, &call, "answer");

    assert_eq!(answer.0, 204);
    assert_eq!(bench.told(anna.socket), ["recordStarted"]);
    assert_eq!(
        bench.told(bert.socket),
        ["established 8001 8002 8001", "recordStarted"]
    );
}

#[test]
fn f8_may_change_the_mode_without_a_word_and_tells_that_of_the_login() {
    let (mut bench, anna) = at_work(answering_carl(), "F8.mode");

    let set = json!({"func": "SetState", "agentId": "5001@test.cc", "agentMode": "NotReady"});
    let answer = bench.state(&anna, set);
    let bert = bench.log_on("5002", "8002", "Ready");

    assert_eq!(answer.0, 204);
    assert_eq!(bench.told(anna.socket), [""; 0]);
    assert_eq!(bench.world()["agents"][0]["agentMode"], "NotReady");
    assert_eq!(
        bench.told(bert.socket),
        ["agentLoggedOn Ready", "agentReady Ready"]
    );
}

#[rstest]
#[case::the_agent("5001@test.cc")]
#[case::a_supervisor("5002@test.cc")]
fn f8_may_log_off_without_a_word(#[case] who: &str) {
    let (mut bench, anna) = at_work(answering_carl(), "F8.logout");
    let bert = bench.log_on("5002", "8002", "Ready");
    bench.events(bert.socket);

    let answer = bench.state(&anna, json!({"func": "Logout", "agentId": who}));

    assert_eq!(answer.0, 204);
    assert_eq!(bench.told(anna.socket), [""; 0]);
    assert_eq!(bench.told(bert.socket), [""; 0]);
}
