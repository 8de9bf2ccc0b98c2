use serde::{Deserialize, Serialize};

/// Whose fault a difference is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Blame {
    /// The client under test: the mock did its part, and the client did not.
    Client,
    /// The scenario: it asks for what the vendor would not do.
    Scenario,
    /// The wrapper, the driver or ctimock itself.
    Harness,
}
