use std::{collections::BTreeMap, time::Duration};

use ctimock_conformance::{CaseReport, Client, Summary};
use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};

use super::case;

/// The suites of one run.
#[derive(Debug)]
pub(crate) struct RunSuites {
    properties: Vec<Property>,
    /// How many cases were selected.
    selected: usize,
    /// By folder.
    suites: BTreeMap<String, Suite>,
    ended: Option<Ended>,
}

#[derive(Debug, Default)]
struct Suite {
    cases: Vec<TestCase>,
    real_us: u64,
}

#[derive(Debug)]
struct Ended {
    not_run: usize,
    interrupted: bool,
    real_us: u64,
}

impl RunSuites {
    /// Returns the suites of a run that begins.
    pub(crate) fn new(version: &str, client: &Client, selected: usize, seed: u64) -> Self {
        let mut properties = vec![
            Property::new("ctimock", version),
            Property::new("client", client.spec.as_str()),
            Property::new("client.name", client.name.as_str()),
        ];
        if let Some(version) = &client.version {
            properties.push(Property::new("client.version", version.as_str()));
        }
        properties.push(Property::new("seed", seed.to_string()));
        Self {
            properties,
            selected,
            suites: BTreeMap::new(),
            ended: None,
        }
    }

    /// Adds a case to the suite of its folder.
    pub(crate) fn add(&mut self, report: &CaseReport) {
        let place = case::Place::of(&report.id);
        let suite = self.suites.entry(place.folder.to_owned()).or_default();
        suite.real_us = suite.real_us.saturating_add(report.timing.real_us);
        suite.cases.push(case::test_case(&place, report));
    }

    /// Takes notice of the run's end.
    pub(crate) fn end(&mut self, summary: &Summary, interrupted: bool, real_us: u64) {
        self.ended = Some(Ended {
            not_run: summary.not_run,
            interrupted,
            real_us,
        });
    }

    /// Returns how long the run took, in microseconds; of a run that never ended, its cases.
    pub(crate) fn real_us(&self) -> u64 {
        let cases = || self.suites.values().map(|suite| suite.real_us).sum();
        self.ended.as_ref().map_or_else(cases, |end| end.real_us)
    }

    /// Returns the suites, by folder; an interrupted run has one more that says so, because JUnit has no
    /// word for a case that was not run.
    pub(crate) fn into_suites(self) -> Vec<TestSuite> {
        let interruption = self.interruption();
        let mut suites = Vec::new();
        for (folder, suite) in self.suites {
            let mut told = TestSuite::new(folder);
            told.set_time(Duration::from_micros(suite.real_us));
            told.add_properties(self.properties.iter().cloned());
            told.add_test_cases(suite.cases);
            suites.push(told);
        }
        if let Some(message) = interruption {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("interrupted").set_message(message);
            let mut told = TestSuite::new("the run");
            told.add_properties(self.properties);
            told.add_test_case(TestCase::new("runs to its end", status));
            suites.push(told);
        }
        suites
    }

    fn interruption(&self) -> Option<String> {
        let over: usize = self.suites.values().map(|suite| suite.cases.len()).sum();
        let not_run = match &self.ended {
            Some(end) if !end.interrupted => return None,
            Some(end) => end.not_run,
            None => self.selected.saturating_sub(over),
        };
        Some(match not_run {
            1 => "the run was interrupted: 1 case did not run".to_owned(),
            many => format!("the run was interrupted: {many} cases did not run"),
        })
    }
}
