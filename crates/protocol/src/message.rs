use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Where the mock is, for one client: `http` and `ws` base URLs without a trailing slash
/// (`http://127.0.0.1:8600`).
pub type Endpoints = BTreeMap<String, String>;

/// Asks for a fresh instance of the client under test.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Connect {
    /// Its name in the scenario.
    pub client: String,
    /// Where the mock is.
    pub endpoints: Endpoints,
    /// The vendor's identity fields, as the scenario has them.
    pub identity: Map<String, Value>,
    /// What the scenario wants of the client itself.
    #[serde(default)]
    pub options: Map<String, Value>,
}

/// Numbers the calls of one case.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct InvokeId(pub u64);

/// Asks the client to perform a method of the vendor's API.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Invoke {
    /// Which call this is.
    pub id: InvokeId,
    /// Whose.
    pub client: String,
    /// The vendor's name of the method.
    pub method: String,
    /// Its arguments by the documented parameter names.
    pub args: Map<String, Value>,
}

/// What a method came to: the SDK's own result (`None` is JavaScript's `undefined`), or an error.
pub type Outcome = Result<Option<Value>, CallError>;

/// Why a method did not succeed.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CallError {
    /// Whose doing it is.
    pub kind: CallErrorKind,
    /// In words.
    pub message: String,
    /// The vendor's error.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub data: Value,
}

/// Whose doing a failed method is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallErrorKind {
    /// The vendor or the SDK refused; a scenario may expect it.
    Rejected,
    /// The client cannot perform the method: the case is skipped.
    Unsupported,
    /// The harness or wrapper is at fault: the case is errored.
    Errored,
}

/// Something that the SDK told its app.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct AppEvent {
    /// The client's name in the scenario.
    pub client: String,
    /// The event's name, with its family if that is not the main one (`inner.connectionCleared`).
    pub name: String,
    /// Its payload.
    pub data: Value,
}
