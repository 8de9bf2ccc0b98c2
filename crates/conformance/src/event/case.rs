use serde::{Deserialize, Serialize};

use super::{blame::Blame, explanation::Explanation, ladder::Ladder, verdict::Verdict};

/// What is told about one case when it is over.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CaseReport {
    /// The case's id: its file, and its row of the matrix in brackets.
    pub id: String,
    /// The scenario's sentence.
    pub name: String,
    /// The vendor's word.
    pub vendor: String,
    /// The scenario's tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Which documented rule it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// A ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_issue: Option<String>,
    /// What it came to.
    pub verdict: Verdict,
    /// Whose fault it is, when it did not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blame: Option<Blame>,
    /// How long it took.
    pub timing: Timing,
    /// Why it did not pass; the first is the reason of the verdict, others are rules of the contract
    /// that were broken as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<Explanation>,
    /// What went between client and vendor, when it did not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Ladder>,
    /// The documented words that it asserted: `event:delivered`, `method:makeCall`,
    /// `field:delivered.callId`…, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// How long a case took.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// Scenario time, in microseconds.
    pub scenario_us: u64,
    /// Real time, in microseconds. It differs from run to run, and nothing is judged by it.
    pub real_us: u64,
    /// How late things were seen at most, in microseconds, when the case ran under the real clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lag_us: Option<u64>,
}

/// The client under test, as a run's report names it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// `builtin`, or the command of a driver.
    pub spec: String,
    /// What it calls itself.
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}
