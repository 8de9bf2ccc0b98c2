use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::{Map, Value, json};

use crate::answer;

/// Why the control API does not do what it is asked: a status, and `error` in words with what else helps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    status: StatusCode,
    fields: Map<String, Value>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, error: impl Into<String>) -> Self {
        let error = Value::String(error.into());
        Self {
            status,
            fields: Map::from_iter([("error".to_owned(), error)]),
        }
    }

    /// Adds what else helps.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn answer(self) -> Response<Bytes> {
        answer::json(self.status, &json!(self.fields))
    }
}
