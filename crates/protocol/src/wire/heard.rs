use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{LineError, RpcError};
use crate::AppEvent;

/// What a client says.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// It answers.
    Answer {
        /// What is answered.
        id: u64,
        /// The result (`None`: the field was left out, as JavaScript does with `undefined`), or why
        /// there is none.
        result: Result<Option<Value>, RpcError>,
    },
    /// Its app was told something.
    Event(AppEvent),
    /// It says something to whoever looks for a mistake.
    Log(Log),
}

/// The parameters of `log`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Log {
    /// `debug`, `info`, `warn`, `error` or whatever the client calls it.
    pub level: String,
    /// The text.
    pub message: String,
}

/// Reads a line that a client wrote.
///
/// # Errors
/// What the protocol has instead, what was there, and the line.
pub fn read_line(line: &str) -> Result<Heard, LineError> {
    let wrong = |wanted: &str, found: String| LineError::new(wanted, found, line);
    let message: Value = match serde_json::from_str(line) {
        Ok(message) => message,
        Err(error) if line.trim().is_empty() => {
            drop(error);
            return Err(wrong("a JSON-RPC message", "an empty line".to_owned()));
        }
        Err(error) => {
            return Err(wrong(
                "a JSON-RPC message, one JSON object a line",
                format!("no JSON ({error})"),
            ));
        }
    };
    let Value::Object(mut fields) = message else {
        return Err(wrong("a JSON object", kind(&message).to_owned()));
    };
    match fields.get("jsonrpc") {
        Some(Value::String(version)) if version == "2.0" => {}
        other => return Err(wrong("`\"jsonrpc\": \"2.0\"`", shown(other))),
    }
    match fields.remove("method") {
        None => read_answer(fields, line),
        Some(Value::String(method)) => read_notification(&method, fields, line),
        Some(other) => Err(wrong("a text as `method`", shown(Some(&other)))),
    }
}

fn read_answer(mut fields: Map<String, Value>, line: &str) -> Result<Heard, LineError> {
    let Some(id) = fields.get("id").and_then(Value::as_u64) else {
        let wanted = "the `id` of a request in an answer, or the `method` of a notification";
        return Err(LineError::new(wanted, shown(fields.get("id")), line));
    };
    let result = match (fields.remove("result"), fields.remove("error")) {
        (result, None | Some(Value::Null)) => Ok(result),
        (None | Some(Value::Null), Some(error)) => Err(read_params("error", error, line)?),
        (Some(_), Some(_)) => {
            let wanted = "either `result` or `error` in an answer";
            return Err(LineError::new(wanted, "both", line));
        }
    };
    Ok(Heard::Answer { id, result })
}

fn read_notification(
    method: &str,
    mut fields: Map<String, Value>,
    line: &str,
) -> Result<Heard, LineError> {
    if fields.contains_key("id") {
        let wanted = "a notification without `id`: a client asks nothing of the runner";
        return Err(LineError::new(
            wanted,
            format!("the request `{method}`"),
            line,
        ));
    }
    let params = fields.remove("params").unwrap_or(Value::Null);
    match method {
        "event" => read_params("params", params, line).map(Heard::Event),
        "log" => read_params("params", params, line).map(Heard::Log),
        other => Err(LineError::new(
            "the notification `event` or `log`",
            format!("`{other}`"),
            line,
        )),
    }
}

fn read_params<P: for<'de> Deserialize<'de>>(
    name: &str,
    value: Value,
    line: &str,
) -> Result<P, LineError> {
    let found = kind(&value);
    serde_json::from_value(value).map_err(|error| {
        LineError::new(
            format!("`{name}` as the protocol has them"),
            format!("{found} of another shape ({error})"),
            line,
        )
    })
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(value @ (Value::Object(_) | Value::Array(_))) => kind(value).to_owned(),
        Some(value) => format!("`{value}`"),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
