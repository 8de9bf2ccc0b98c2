use std::{io::Write, time::Duration};

use ctimock_conformance::RunEvent;
use quick_junit::Report;

use super::suites::RunSuites;
use crate::{ReportError, Reporter};

/// Writes a run as JUnit XML: a suite for each folder of scenarios, a test case for each case, and the
/// terminal's explanation as the text of a failure.
///
/// The file is written by [`finish`](Reporter::finish), whole. Equal events give equal bytes; the times
/// in it are the real ones that the events tell. Several runs may follow each other in one report.
#[derive(Debug)]
pub struct JUnit<W> {
    out: W,
    runs: Vec<RunSuites>,
}

impl<W: Write> JUnit<W> {
    /// Returns the writer.
    pub const fn new(out: W) -> Self {
        Self {
            out,
            runs: Vec::new(),
        }
    }
}

impl<W: Write> Reporter for JUnit<W> {
    fn event(&mut self, event: &RunEvent) -> Result<(), ReportError> {
        match event {
            RunEvent::RunStarted {
                format: _,
                version,
                client,
                cases,
                seed,
            } => self
                .runs
                .push(RunSuites::new(version, client, *cases, *seed)),
            RunEvent::CaseStarted { id: _ } => {}
            RunEvent::CaseFinished(report) => {
                if let Some(run) = self.runs.last_mut() {
                    run.add(report);
                }
            }
            RunEvent::RunFinished {
                summary,
                interrupted,
                real_us,
            } => {
                if let Some(run) = self.runs.last_mut() {
                    run.end(summary, *interrupted, *real_us);
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        let mut report = Report::new("ctimock");
        let took: u64 = self.runs.iter().map(RunSuites::real_us).sum();
        report.set_time(Duration::from_micros(took));
        for run in self.runs.drain(..) {
            report.add_test_suites(run.into_suites());
        }

        let mut xml = Vec::new();
        let written = report
            .serialize(&mut xml)
            .map_err(std::io::Error::other)
            .and_then(|()| self.out.write_all(&xml))
            .and_then(|()| self.out.flush());
        written.map_err(|source| ReportError::Write {
            report: "JUnit report",
            source,
        })
    }
}

#[cfg(test)]
mod tests;
