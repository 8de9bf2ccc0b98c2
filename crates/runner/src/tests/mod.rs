//! Whole cases with the Bell: right clients, wrong ones, and worlds that cannot be.

mod wrong;

use std::{collections::BTreeMap, num::NonZeroUsize, sync::Arc};

use ctimock_conformance::{Blame, RunEvent, Summary, Verdict};
use ctimock_mock::Vendor;
use ctimock_protocol::LocalClient;
use ctimock_scenario::Scenario;
use ctimock_testkit::{scenario, toy};

use crate::{Case, CaseOptions, Interrupt, Pace, Played, RunOptions, play, run};

#[test]
fn the_reference_client_passes_the_first_scenario() {
    let played = played(&toy::vendor(), toy::ANSWERED);

    assert_eq!(played.report.explanations, []);
    assert_eq!(played.report.verdict, Verdict::Passed);
    assert_eq!(played.report.timing.scenario_us, 2_000_000);
}

#[test]
fn a_client_that_loses_an_event_is_to_blame() {
    let found = found(wrong::loses_talking);

    assert_eq!(found, (Verdict::Failed, Some(Blame::Client)));
}

#[test]
fn a_client_that_tells_an_event_twice_is_to_blame() {
    let found = found(wrong::repeats_talking);

    assert_eq!(found, (Verdict::Failed, Some(Blame::Client)));
}

#[test]
fn a_client_that_cannot_perform_a_method_is_skipped() {
    let found = found(wrong::knows_no_call);

    assert_eq!(found.0, Verdict::Skipped);
}

#[test]
fn a_client_that_never_comes_to_rest_is_an_error_that_names_it() {
    let played = played(&vendor(wrong::never_rests), toy::ANSWERED);

    let title = &played.report.explanations[0].title;
    assert_eq!(played.report.verdict, Verdict::Errored);
    assert!(
        title.contains("does not settle; `anna` spoke last"),
        "{title}"
    );
}

#[test]
fn a_client_that_panics_is_an_error_of_its_case_alone() {
    let cases = [case(wrong::panics), case(toy::client), case(wrong::panics)];

    let (summary, _) = ran(&cases, &options(2));

    assert_eq!(
        summary,
        Summary {
            passed: 1,
            errored: 2,
            ..Summary::default()
        }
    );
}

#[test]
fn a_world_that_cannot_be_is_an_error_of_the_scenario() {
    let shared = toy::ANSWERED.replace(r#"number: "13800138000""#, r#"number: "1""#);

    let played = played(&toy::vendor(), &shared);

    let report = &played.report;
    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Scenario))
    );
    assert_eq!(
        report.explanations[0].title,
        "the world of the scenario cannot be set up"
    );
    assert_eq!(
        report.explanations[0].notes,
        ["`given.parties.carl.number`: `1` is taken"]
    );
}

#[test]
fn finished_cases_are_told_in_the_order_of_the_selection() {
    let cases: Vec<Case<'_>> = (0..40).map(|_| case(toy::client)).collect();
    let mut cases = cases;
    for (number, (_, scenario)) in cases.iter_mut().enumerate() {
        Arc::make_mut(scenario).name = format!("case {number}");
    }

    let (summary, events) = ran(&cases, &options(4));

    let told: Vec<String> = events
        .into_iter()
        .filter_map(|event| match event {
            RunEvent::CaseFinished(report) => Some(report.name),
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        (0..40)
            .map(|number| format!("case {number}"))
            .collect::<Vec<_>>()
    );
    assert_eq!(
        summary,
        Summary {
            passed: 40,
            ..Summary::default()
        }
    );
}

#[test]
fn an_interrupted_run_counts_what_did_not_run() {
    let cases = [case(toy::client), case(toy::client)];
    let options = options(1);
    options.interrupt.raise();

    let (summary, events) = ran(&cases, &options);

    assert_eq!(
        summary,
        Summary {
            not_run: 2,
            ..Summary::default()
        }
    );
    let Some(RunEvent::RunFinished { interrupted, .. }) = events.last() else {
        panic!(
            "a run always says that it is over, and this one ends with {:?}",
            events.last()
        );
    };
    assert!(interrupted);
}

#[test]
fn a_case_in_real_time_is_cut_short_by_an_interrupt() {
    let scenario = Arc::new(scenario(&toy::vendor(), toy::ANSWERED));
    let options = CaseOptions {
        pace: Pace::Times(1.0),
        ..CaseOptions::default()
    };
    let interrupt = Interrupt::default();
    interrupt.raise();

    let played = play(&toy::vendor(), &scenario, None, &options, &interrupt);

    assert!(played.cut);
    assert_eq!(played.report.timing.scenario_us, 0);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not_change_the_verdict() {
    let journal = |seed| {
        let scenario = Arc::new(scenario(&toy::vendor(), toy::ANSWERED));
        let options = CaseOptions {
            seed,
            ..CaseOptions::default()
        };
        let played = play(
            &toy::vendor(),
            &scenario,
            None,
            &options,
            &Interrupt::default(),
        );
        let lines: Vec<String> = played
            .journal
            .since(0)
            .map(|entry| entry.to_json().to_string())
            .collect();
        (played.report.verdict, lines)
    };

    assert_eq!(journal(7), journal(7));
    assert_eq!(journal(8).0, Verdict::Passed);
}

#[test]
fn a_client_that_differs_from_run_to_run_is_found() {
    let cases = [case(wrong::is_never_the_same)];
    let options = RunOptions {
        check_determinism: true,
        ..options(1)
    };

    let (summary, events) = ran(&cases, &options);

    assert_eq!(
        summary,
        Summary {
            errored: 1,
            ..Summary::default()
        }
    );
    let Some(RunEvent::CaseFinished(report)) = events.get(2) else {
        panic!("the case is told third, and there is {:?}", events.get(2));
    };
    assert_eq!(
        report.explanations[0].title,
        "two runs with one seed differ"
    );
}

fn found(client: fn() -> Box<dyn LocalClient>) -> (Verdict, Option<Blame>) {
    let played = played(&vendor(client), toy::ANSWERED);
    (played.report.verdict, played.report.blame)
}

fn played(vendor: &Vendor, yaml: &str) -> Played {
    let scenario = Arc::new(scenario(vendor, yaml));
    play(
        vendor,
        &scenario,
        None,
        &CaseOptions::default(),
        &Interrupt::default(),
    )
}

fn vendor(client: fn() -> Box<dyn LocalClient>) -> Vendor {
    Vendor {
        client,
        ..toy::vendor()
    }
}

fn case(client: fn() -> Box<dyn LocalClient>) -> Case<'static> {
    let vendor: &'static Vendor = Box::leak(Box::new(vendor(client)));
    let scenario: Scenario = scenario(vendor, toy::ANSWERED);
    (vendor, Arc::new(scenario))
}

fn options(jobs: usize) -> RunOptions {
    RunOptions {
        case: CaseOptions::default(),
        variants: BTreeMap::new(),
        jobs: NonZeroUsize::new(jobs).expect("at least one job"),
        check_determinism: false,
        interrupt: Interrupt::default(),
    }
}

fn ran(cases: &[Case<'_>], options: &RunOptions) -> (Summary, Vec<RunEvent>) {
    let mut events = Vec::new();
    let summary = run(cases, options, |event| events.push(event));
    (summary, events)
}
