use serde::{Deserialize, Serialize};

use super::{
    case::{CaseReport, Client},
    verdict::Verdict,
};

/// What happens in a run, in the order in which a report reads it. One JSON line each in `--jsonl`.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RunEvent {
    /// A run began.
    RunStarted {
        /// The version of this format: 1.
        format: u32,
        /// ctimock's version.
        version: String,
        /// The client under test.
        client: Client,
        /// How many cases were selected.
        cases: usize,
        /// The seed.
        seed: u64,
    },
    /// A case began (not in order when cases run in parallel).
    CaseStarted {
        /// Its id.
        id: String,
    },
    /// A case is over. In the order of the selection, whatever ran in parallel.
    CaseFinished(Box<CaseReport>),
    /// The run is over, or was interrupted.
    RunFinished {
        /// What it came to.
        summary: Summary,
        /// It was ended before all cases had run.
        interrupted: bool,
        /// Real time, in microseconds.
        real_us: u64,
    },
}

/// How many cases came to what.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Cases that passed.
    pub passed: usize,
    /// Cases that failed.
    pub failed: usize,
    /// Cases that were skipped.
    pub skipped: usize,
    /// Cases that were errored.
    pub errored: usize,
    /// Cases that were selected and did not run, because the run was interrupted.
    pub not_run: usize,
}

impl Summary {
    /// Counts a case.
    pub fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Passed => self.passed += 1,
            Verdict::Failed => self.failed += 1,
            Verdict::Skipped => self.skipped += 1,
            Verdict::Errored => self.errored += 1,
        }
    }
}
