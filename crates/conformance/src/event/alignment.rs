use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One row of expected against observed.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlignedRow {
    /// How the two sides relate.
    pub relation: Relation,
    /// What was expected, as the scenario has it: `delivered { callId: $call }`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// The line of the scenario where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The event that was observed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<String>,
    /// When it was observed, in microseconds of scenario time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_us: Option<u64>,
    /// Its payload, where that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// Field by field, in the scenario's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// How expected and observed relate.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They agree.
    Equal,
    /// The same event with other fields.
    Different,
    /// Expected, and not observed.
    Missing,
    /// Observed, and not expected.
    Unexpected,
    /// Expected here, and observed elsewhere.
    WrongPlace,
    /// Observed, and allowed by `others: allowed` or an optional item.
    Tolerated,
    /// Expected, and may be missing.
    Omitted,
}

/// A field that differs.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Its path in the payload: `userData.data.originalANI`.
    pub path: String,
    /// What was wanted, in the scenario's words, with the value of a bound name beside it.
    pub expected: String,
    /// What was there; `absent` if nothing was.
    pub observed: String,
}
