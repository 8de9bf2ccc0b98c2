use serde_json::{Map, Value};

/// Something that happens at the vendor and that no party does (`backend:` in a scenario).
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Its name in the contract's `actions`: `sets_mode`, `emits`…
    pub name: String,
    /// Its parameters as JSON; names of clients stand as the scenario wrote them.
    pub params: Map<String, Value>,
}

/// Why an action or a party's act cannot happen. The case is errored, not failed: the scenario asked
/// for the impossible, not the client.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ActionError {
    /// What it names does not exist.
    #[error("{0}")]
    Unknown(String),
    /// It exists, and its state forbids it.
    #[error("{0}")]
    Refused(String),
    /// A parameter is missing or wrong.
    #[error("{0}")]
    Invalid(String),
}
