use ctimock_conformance::{CaseReport, Client, RunEvent, Summary};

use super::{errored, failed, non_ascii, passed, skipped};

/// Returns a run of one case that passed.
pub(crate) fn small_run() -> Vec<RunEvent> {
    run_of(vec![passed("scenarios/wellclient/login/each-mode.yaml")])
}

/// Returns a run with a case of each verdict.
pub(crate) fn full_run() -> Vec<RunEvent> {
    run_of(vec![
        passed("scenarios/wellclient/login/each-mode.yaml[mode=auto]"),
        passed("scenarios/wellclient/login/each-mode.yaml[mode=manual]"),
        failed(),
        errored(),
        skipped(),
        non_ascii(),
    ])
}

/// Returns a run of which 2 of 4 cases ran before it was interrupted.
pub(crate) fn interrupted_run() -> Vec<RunEvent> {
    let mut events = run_of(vec![
        passed("scenarios/wellclient/login/each-mode.yaml"),
        skipped(),
    ]);
    events[0] = started(4);
    events.pop();
    events.push(RunEvent::RunFinished {
        summary: Summary {
            passed: 1,
            skipped: 1,
            not_run: 2,
            ..Summary::default()
        },
        interrupted: true,
        real_us: 2_500_000,
    });
    events
}

/// Returns a run of cases, from start to end.
pub(crate) fn run_of(cases: Vec<CaseReport>) -> Vec<RunEvent> {
    let mut events = vec![started(cases.len())];
    let mut summary = Summary::default();
    for case in cases {
        summary.count(case.verdict);
        events.push(RunEvent::CaseStarted {
            id: case.id.clone(),
        });
        events.push(RunEvent::CaseFinished(Box::new(case)));
    }
    events.push(finished(summary));
    events
}

/// Returns the first event of a run.
pub(crate) fn started(cases: usize) -> RunEvent {
    RunEvent::RunStarted {
        format: 1,
        version: "0.1.0".to_owned(),
        client: Client {
            spec: "builtin".to_owned(),
            name: "reference wellClient".to_owned(),
            version: Some("1.2.0".to_owned()),
        },
        cases,
        seed: 7,
    }
}

/// Returns the last event of a run that came to its end.
fn finished(summary: Summary) -> RunEvent {
    RunEvent::RunFinished {
        summary,
        interrupted: false,
        real_us: 12_345,
    }
}
