use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{CallError, CallErrorKind};

/// Why a client did not do what it was asked.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct RpcError {
    /// 1: the vendor or the SDK refused; 2: the client cannot perform the method; any other: the
    /// wrapper is at fault.
    pub code: i64,
    /// In words.
    pub message: String,
    /// The vendor's error.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub data: Value,
}

impl From<RpcError> for CallError {
    fn from(error: RpcError) -> Self {
        Self {
            kind: match error.code {
                1 => CallErrorKind::Rejected,
                2 => CallErrorKind::Unsupported,
                _ => CallErrorKind::Errored,
            },
            message: error.message,
            data: error.data,
        }
    }
}
