use ctimock_time::{Deadline, Time};
use serde_json::json;

use crate::{
    Blame, Verdict,
    testing::{Table, scenario},
};

#[test]
fn the_nearest_bound_is_when_the_conductor_wakes() {
    let expecting = Table::drive(scenario("  - { expect: [ringing: {}], within: 3s }"));
    let calling = Table::drive(scenario("  - { call: mute, within: 4s }"));
    let waiting = Table::drive(scenario("  - wait: 5s"));
    let guarding = Table::drive(scenario("  - { never: [ringing: {}], for: 6s }"));

    let dues = [expecting, calling, waiting, guarding].map(|table| table.conductor.poll_timeout());

    let due = |millis, reason| Some(Deadline::new(Time::from_millis(millis), reason));
    assert_eq!(
        dues,
        [
            due(3000, "bound of an expectation"),
            due(4000, "bound of a call"),
            due(5000, "end of a wait"),
            due(6000, "end of a `never`"),
        ]
    );
}

#[test]
fn an_event_at_exactly_the_bound_is_in_time() {
    let steps = "  - { expect: [ringing: {}], within: 3s }";

    let at_bound = Table::drive(scenario(steps))
        .at(3000)
        .told("anna", "ringing", json!({}));
    let nothing = Table::drive(scenario(steps)).at(3000);

    assert_eq!(at_bound.settle().report().verdict, Verdict::Passed);
    assert_eq!(nothing.settle().report().verdict, Verdict::Failed);
}

#[test]
fn a_bound_counts_from_the_start_of_its_step() {
    let steps = "
  - wait: 10s
  - { expect: [ringing: {}], within: 1s..3s }
";
    let told_at = |millis| {
        let table = Table::drive(scenario(steps)).at(10_000).settle();
        table
            .at(millis)
            .told("anna", "ringing", json!({}))
            .settle()
            .report()
            .verdict
    };

    assert_eq!(told_at(10_999), Verdict::Failed);
    assert_eq!(told_at(11_000), Verdict::Passed);
    assert_eq!(told_at(13_000), Verdict::Passed);
}

#[test]
fn a_guard_with_a_duration_lasts_it_and_holds_at_its_last_instant() {
    let steps = "  - { never: [ringing: {}], for: 2s }\n  - { expect: [ringing: {}] }";

    let inside = Table::drive(scenario(steps))
        .at(2000)
        .told("anna", "ringing", json!({}))
        .settle();
    let behind = Table::drive(scenario(steps))
        .at(2000)
        .settle()
        .at(2001)
        .told("anna", "ringing", json!({}))
        .settle();

    assert_eq!(inside.report().verdict, Verdict::Failed);
    assert_eq!(behind.report().verdict, Verdict::Passed);
}

#[test]
fn what_the_next_step_causes_at_the_end_of_a_never_is_not_held_against_it() {
    let steps = "
  - { never: [ringing: {}], for: 2s }
  - { call: mute, as: muted }
  - { expect: [ringing: {}] }
  - { result: muted }
";

    let report = Table::drive(scenario(steps))
        .at(2000)
        .settle()
        .passes_on("ringing", json!({}))
        .returned(0, json!(null))
        .settle()
        .report();

    assert_eq!(report.verdict, Verdict::Passed);
}

#[test]
fn a_guard_without_a_duration_does_not_block_and_holds_to_the_end() {
    let steps = "
  - { never: [ended: { cause: busy }] }
  - { expect: [ended: {}] }
";

    let busy = Table::drive(scenario(steps))
        .told("anna", "ended", json!({ "cause": "busy" }))
        .settle();
    let normal = Table::drive(scenario(steps))
        .told("anna", "ended", json!({ "cause": "normal" }))
        .settle();

    assert_eq!(busy.report().verdict, Verdict::Failed);
    assert_eq!(normal.report().verdict, Verdict::Passed);
}

#[test]
fn a_failure_waits_for_the_end_of_its_instant() {
    let table = Table::drive(scenario("  - { expect: [ringing: {}] }"));

    let table = table.told("anna", "held", json!({}));
    assert!(!table.conductor.is_over());

    assert!(table.settle().conductor.is_over());
}

#[test]
fn a_world_that_cannot_go_on_errors_the_case() {
    let mut table = Table::drive(scenario("  - wait: 5s"));
    let reason = "the world does not settle; `anna` spoke last";

    table.conductor.handle_abort(Time::from_millis(7), reason);
    let report = table.report();

    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Harness))
    );
    assert_eq!(report.explanations[0].title, reason);
    assert_eq!(report.timing.scenario_us, 7000);
}

#[test]
fn a_client_that_is_gone_errors_the_case() {
    let report = Table::drive(scenario("  - wait: 5s"))
        .gone("anna", "exit code 1")
        .report();

    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Harness))
    );
    assert_eq!(
        report.explanations[0].title,
        "client `anna` dropped out: exit code 1"
    );
}

#[test]
fn a_client_that_fails_and_is_gone_at_the_same_instant_has_failed() {
    let table = Table::drive(scenario("  - { expect: [ringing: {}] }"));

    let report = table
        .told("anna", "held", json!({}))
        .gone("anna", "exit code 1")
        .report();

    assert_eq!(report.verdict, Verdict::Failed);
}

#[test]
fn an_answer_to_a_call_that_was_never_made_is_the_drivers_mistake() {
    let report = Table::drive(scenario("  - wait: 5s"))
        .returned(4, json!(1))
        .report();

    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Harness))
    );
}
