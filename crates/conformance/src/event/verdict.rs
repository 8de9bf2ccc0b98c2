use serde::{Deserialize, Serialize};

/// What a case came to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything was as expected.
    Passed,
    /// The client broke an expectation or a rule of the contract.
    Failed,
    /// The scenario, the wrapper or the harness is at fault: nothing is said about the client.
    Errored,
    /// The client cannot perform a method, or the vendor is not served.
    Skipped,
}
