use ctimock_switch::{Action, Cause, Unreachable};
use rstest::rstest;
use serde_json::json;

use super::{
    bench::{Bench, Desk, world},
    people::{SECOND, answering_carl, carl, connected, offered},
};

const CARL: &str = "917602176375";

fn dialling(world: ctimock_dialect::World, quirks: &[(&str, &str)]) -> (Bench, Desk, String) {
    let mut bench = Bench::with_quirks(world, quirks);
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.events(desk.socket);
    let call = bench.call(&desk, CARL);
    (bench, desk, call)
}

#[test]
fn an_answered_call_ends_with_two_clears_the_own_first() {
    let (mut bench, desk, _) = dialling(
        carl(vec![
            offered(2, Action::Answer),
            connected(5, Action::HangUp),
        ]),
        &[],
    );

    bench.pass(SECOND * 10);

    assert_eq!(
        bench.told(desk.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 917602176375 NEWCALL",
            "delivered 917602176375 8001 917602176375 Outbound",
            "established 917602176375 8001 917602176375",
            "recordStarted",
            "connectionCleared 8001 917602176375 NORMAL_CLEARING",
            "connectionCleared 917602176375 917602176375 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn the_agent_who_hangs_up_is_the_hang_up_device_of_both_clears() {
    let (mut bench, desk, call) = dialling(answering_carl(), &[]);
    bench.pass(SECOND * 3);
    bench.events(desk.socket);

    let answer = bench.leg(&desk, &call, "");

    assert_eq!(answer, (204, json!(null)));
    assert_eq!(
        bench.told(desk.socket),
        [
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 917602176375 8001 NORMAL_CLEARING",
        ]
    );
}

#[rstest]
#[case::busy(Cause::Busy, "USER_BUSY")]
#[case::invalid(Cause::Invalid, "INVALID_NUMBER_FORMAT")]
#[case::absent(Cause::Unreachable(Unreachable::Absent), "SUBSCRIBER_ABSENT")]
#[case::no_route(Cause::Unreachable(Unreachable::NoRoute), "NO_ROUTE_DESTINATION")]
#[case::unallocated(Cause::Unreachable(Unreachable::Unallocated), "UNALLOCATED_NUMBER")]
fn a_far_end_that_never_rings_leaves_one_clear(#[case] cause: Cause, #[case] word: &str) {
    let (mut bench, desk, _) = dialling(carl(vec![offered(0, Action::Fail(cause))]), &[]);

    bench.pass(SECOND);

    assert_eq!(
        bench.told(desk.socket),
        [
            "serviceInitiated NORMAL".to_owned(),
            "originated 8001 917602176375 NEWCALL".to_owned(),
            format!("connectionCleared 8001 917602176375 {word}"),
        ]
    );
}

#[test]
fn a_call_that_is_declined_is_cleared_by_who_declined() {
    let rules = vec![offered(3, Action::Reject(Cause::Rejected))];
    let (mut bench, desk, _) = dialling(carl(rules), &[]);
    bench.events(desk.socket);

    bench.pass(SECOND * 3);

    assert_eq!(
        bench.told(desk.socket),
        [
            "connectionCleared 8001 917602176375 CALL_REJECTED",
            "connectionCleared 917602176375 917602176375 CALL_REJECTED",
        ]
    );
}

#[test]
fn an_unanswered_call_ends_after_sixty_seconds() {
    let (mut bench, desk, _) = dialling(carl(Vec::new()), &[]);
    bench.events(desk.socket);

    bench.pass(SECOND * 59);
    let before = bench.told(desk.socket);
    bench.pass(SECOND);

    assert_eq!(before, Vec::<String>::new());
    assert_eq!(
        bench.told(desk.socket),
        [
            "connectionCleared 8001 917602176375 NO_ANSWER",
            "connectionCleared 917602176375 917602176375 NO_ANSWER",
        ]
    );
}

#[test]
fn the_setting_ring_timeout_ends_a_call_sooner() {
    let mut world = carl(Vec::new());
    world.settings = world_settings(json!({ "ring_timeout": "5s" }));
    let (mut bench, desk, _) = dialling(world, &[]);
    bench.events(desk.socket);

    bench.pass(SECOND * 5);

    assert_eq!(bench.events(desk.socket).len(), 2);
}

#[test]
fn a_call_that_its_originator_cancels_clears_normally() {
    let (mut bench, desk, call) = dialling(carl(Vec::new()), &[]);
    bench.events(desk.socket);

    bench.leg(&desk, &call, "");

    assert_eq!(
        bench.told(desk.socket),
        [
            "connectionCleared 8001 8001 NORMAL_CLEARING",
            "connectionCleared 917602176375 8001 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn the_quirk_unanswered_clears_leaves_the_own_clear_alone() {
    let (mut bench, desk, call) = dialling(carl(Vec::new()), &[("unanswered_clears", "one")]);
    bench.events(desk.socket);

    bench.leg(&desk, &call, "");

    assert_eq!(
        bench.told(desk.socket),
        ["connectionCleared 8001 8001 NORMAL_CLEARING"]
    );
}

#[test]
fn the_quirk_cleared_state_brings_back_the_state_of_2017() {
    let (mut bench, desk, call) = dialling(carl(Vec::new()), &[("cleared_state", "Queued")]);
    bench.events(desk.socket);

    bench.leg(&desk, &call, "");

    assert_eq!(bench.events(desk.socket)[0]["localState"], "Queued");
}

#[test]
fn a_number_that_nobody_declared_rings_and_keeps_its_prefix() {
    let mut bench = Bench::new(world(1, json!({})));
    let desk = bench.log_on("5001", "8001", "NotReady");
    bench.events(desk.socket);

    bench.call(&desk, "9013800138000");

    assert_eq!(
        bench.told(desk.socket),
        [
            "serviceInitiated NORMAL",
            "originated 8001 9013800138000 NEWCALL",
            "delivered 9013800138000 8001 9013800138000 Outbound",
        ]
    );
}

#[test]
fn a_customary_prefix_reaches_a_declared_number_when_the_agent_has_none_declared() {
    let mut world = answering_carl();
    for client in &mut world.clients {
        client.identity.remove("prefix");
    }
    let (mut bench, desk, _) = dialling(world, &[]);

    bench.pass(SECOND * 2);

    assert_eq!(
        bench.told(desk.socket)[3],
        "established 917602176375 8001 917602176375"
    );
}

#[test]
fn an_extension_behind_the_number_is_dialled_after_the_answer() {
    let mut bench = Bench::new(answering_carl());
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.events(desk.socket);

    bench.call(&desk, "917602176375-WW801");
    bench.pass(SECOND * 2);

    assert_eq!(
        bench.told(desk.socket)[3],
        "established 917602176375-WW801 8001 917602176375-WW801"
    );
}

#[rstest]
#[case::busy(Cause::Busy, "failed 917602176375 Failed 1")]
#[case::unallocated(
    Cause::Unreachable(Unreachable::Unallocated),
    "failed 917602176375 Failed 8"
)]
fn with_call_progress_analysis_a_failure_is_told_before_the_clear(
    #[case] cause: Cause,
    #[case] wanted: &str,
) {
    let mut bench = Bench::new(carl(vec![offered(1, Action::Reject(cause))]));
    let desk = bench.log_on("5001", "8001", "Ready");
    let body = json!({"from": desk.device, "to": CARL, "cpa": "1"}).to_string();
    bench.ask("POST", super::bench::CALLS, &desk.session, body);
    bench.events(desk.socket);

    bench.pass(SECOND);

    let told = bench.events(desk.socket);
    let brief: Vec<String> = told.iter().map(super::bench::brief).collect();
    assert_eq!(brief[0], wanted);
    assert_eq!(told[0]["deviceId"], "917602176375@test.cc");
    assert_eq!(told[0]["localState"], "Fail");
    assert!(brief[1].starts_with("connectionCleared 8001"), "{brief:?}");
}

#[test]
fn a_second_call_is_refused_and_changes_nothing() {
    let (mut bench, desk, _) = dialling(answering_carl(), &[]);
    bench.events(desk.socket);

    let (status, _) = bench.dial(&desk, "13800138000");

    assert_eq!(status, 409);
    assert_eq!(bench.told(desk.socket), Vec::<String>::new());
}

#[test]
fn with_events_first_the_answer_comes_last() {
    let mut bench = Bench::with_quirks(answering_carl(), &[("events_before_response", "true")]);
    let desk = bench.log_on("5001", "8001", "Ready");
    bench.effects.clear();

    bench.call(&desk, CARL);

    let last = bench.effects.last();
    assert!(
        matches!(last, Some(ctimock_dialect::Effect::Respond { .. })),
        "{last:?}"
    );
    assert_eq!(bench.events(desk.socket).len(), 3);
}

fn world_settings(settings: serde_json::Value) -> serde_json::Map<String, serde_json::Value> {
    world(0, settings).settings
}
