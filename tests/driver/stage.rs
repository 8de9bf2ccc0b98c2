//! Where these tests stand: a run with a client in another process, and what was said of each case.

use std::{collections::BTreeMap, fs, num::NonZeroUsize, sync::Arc};

use ctimock_conformance::{Blame, CaseReport, RunEvent, Verdict};
use ctimock_dialect::Variant;
use ctimock_mock::Vendor;
use ctimock_runner::{
    Case, CaseOptions, ClientSpec, Fleet, Interrupt, Patience, RunOptions, StartError,
};
use ctimock_server::Offer;
use ctimock_testkit::scenario;

use crate::program::repository;

/// A call and then another, which every wrong client meets.
pub(super) const TWO_CALLS: &str = "fixtures/clients/wrong/two-calls.yaml";

static WELLCLIENT: Vendor = Vendor {
    name: "wellclient",
    claims: ctimock_wellclient::claims,
    contract: ctimock_wellclient::contract,
    dialect: ctimock_wellclient::dialect,
    client: ctimock_wellclient::client,
    sdk: ctimock_wellclient::SDK,
    adapter: ctimock_wellclient::ADAPTER,
    demo: ctimock_wellclient::DEMO,
};

/// Returns the command of the client with one mistake.
pub(super) fn wrong(mistake: &str) -> String {
    let program = repository("fixtures/clients/wrong/wrong.py");
    format!("exec:python3 {program} {mistake}")
}

/// Returns the command of the sample in Python.
pub(super) fn right() -> String {
    let program = repository("fixtures/clients/wellclient-python/main.py");
    format!("exec:python3 {program}")
}

/// Plays a scenario so many times, with so many jobs; returns the reports in order.
pub(super) fn play(
    client: &str,
    path: &str,
    times: usize,
    jobs: usize,
) -> Result<Vec<CaseReport>, StartError> {
    let run = Run {
        times,
        jobs,
        patience: Patience::default(),
        check_determinism: false,
    };
    run.play(client, path)
}

/// How often and how a scenario is played.
pub(super) struct Run {
    pub(super) times: usize,
    pub(super) jobs: usize,
    pub(super) patience: Patience,
    pub(super) check_determinism: bool,
}

impl Run {
    pub(super) fn play(&self, client: &str, path: &str) -> Result<Vec<CaseReport>, StartError> {
        self.play_after(client, path, || {})
    }

    /// Plays after something was done that the client must not see when it starts.
    pub(super) fn play_after(
        &self,
        client: &str,
        path: &str,
        started: impl FnOnce(),
    ) -> Result<Vec<CaseReport>, StartError> {
        let yaml = fs::read_to_string(repository(path)).expect("the scenario is there");
        let scenario = Arc::new(scenario(&WELLCLIENT, &yaml));
        let cases: Vec<Case<'_>> = vec![(&WELLCLIENT, scenario); self.times];
        let jobs = NonZeroUsize::new(self.jobs).expect("at least one job");
        let options = RunOptions {
            case: CaseOptions {
                seed: 7,
                ..CaseOptions::default()
            },
            variants: BTreeMap::new(),
            jobs,
            check_determinism: self.check_determinism,
            interrupt: Interrupt::default(),
        };
        let spec: ClientSpec = client.parse().expect("a client");
        let fleet = Fleet::start(
            &spec,
            (
                WELLCLIENT.name,
                &Offer::of(vec![(WELLCLIENT, Variant::default())]),
            ),
            jobs,
            (self.patience, &options.interrupt),
            |_| {},
        )?;
        started();
        let mut reports = Vec::new();
        fleet.run(&cases, &options, |event| {
            if let RunEvent::CaseFinished(report) = event {
                reports.push(*report);
            }
        });
        Ok(reports)
    }
}

/// Plays the two calls once.
pub(super) fn played(client: &str) -> CaseReport {
    let mut reports = play(client, TWO_CALLS, 1, 1).expect("the client starts");
    reports.remove(0)
}

/// What a reader sees first of a case: verdict, blame, title and the reason of the blame.
pub(super) fn seen(report: &CaseReport) -> (Verdict, Option<Blame>, &str, &str) {
    let first = report.explanations.first();
    (
        report.verdict,
        report.blame,
        first.map_or("", |first| &first.title),
        first.map_or("", |first| &first.because),
    )
}
