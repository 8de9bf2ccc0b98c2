//! The journal as its readers see it: the control API, `--journal FILE` and reports.

use std::fmt::Debug;

use ctimock_dialect::{CloseBy, Frame};
use http::HeaderMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{Entry, What, event_json};

/// An object whose fields stand in the order in which they were put.
#[derive(Default)]
pub(super) struct Fields(Map<String, Value>);

impl Entry {
    /// Returns the entry as JSON: `seq`, `at`, `client`, `what`, then what that has. Bodies are JSON if
    /// they parse, else text.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut fields = Fields::default()
            .with("seq", self.seq)
            .with("at", self.at.to_string())
            .with("client", self.client.as_deref())
            .with("what", self.what.word());
        fields = self.what.put_into(fields);
        fields.into()
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl What {
    /// Returns the word by which JSON tells what happened.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Request { .. } => "request",
            Self::Response { .. } => "response",
            Self::Opened { .. } => "opened",
            Self::Refused { .. } => "refused",
            Self::Received { .. } => "received",
            Self::ReceivedBinary { .. } => "received_binary",
            Self::Sent { .. } => "sent",
            Self::Closed { .. } => "closed",
            Self::Command { .. } => "command",
            Self::Event(_) => "event",
            Self::Fault { .. } => "fault",
            Self::Act { .. } => "act",
            Self::Unheard { .. } => "unheard",
            Self::Note(_) => "note",
        }
    }

    fn put_into(&self, fields: Fields) -> Fields {
        match self {
            Self::Request {
                exchange,
                operation,
                method,
                uri,
                headers,
                body,
            } => fields
                .with("exchange", exchange.0)
                .with("operation", operation.as_deref())
                .with("method", method.as_str())
                .with("uri", uri.to_string())
                .with("headers", headers_json(headers))
                .with("body", bytes_json(body)),
            Self::Response {
                exchange,
                operation,
                status,
                headers,
                body,
            } => fields
                .with("exchange", exchange.0)
                .with("operation", operation.as_deref())
                .with("status", status.as_u16())
                .with("headers", headers_json(headers))
                .with("body", bytes_json(body)),
            Self::Opened { socket, uri } => {
                fields.with("socket", socket.0).with("uri", uri.to_string())
            }
            Self::Refused {
                socket,
                uri,
                status,
            } => fields
                .with("socket", socket.0)
                .with("uri", uri.to_string())
                .with("status", status.map(|status| status.as_u16())),
            Self::Received { socket, text } => fields
                .with("socket", socket.0)
                .with("body", text_json(text)),
            Self::ReceivedBinary { socket, bytes } => {
                fields.with("socket", socket.0).with("length", bytes.len())
            }
            Self::Sent {
                socket,
                name,
                frame,
            } => put_frame(fields.with("socket", socket.0).with("name", *name), frame),
            Self::Closed { socket, by } => put_closing(fields.with("socket", socket.0), by),
            Self::Command { command, outcome } => {
                let (name, parameters) = split_debug(command);
                let fields = fields.with("command", name).with("parameters", parameters);
                match outcome {
                    Ok(receipt) => fields.with("receipt", format!("{receipt:?}")),
                    Err(refusal) => fields.with("refused", refusal.to_string()),
                }
            }
            Self::Event(event) => event_json::put_event(fields, event),
            Self::Fault { kind, on, effect } => fields
                .with("fault", *kind)
                .with("on", on.as_str())
                .with("effect", effect.as_str()),
            Self::Act { what, outcome } => fields
                .with("act", what.as_str())
                .with("error", outcome.as_ref().err().map(String::as_str)),
            Self::Unheard { name } => fields.with("name", *name),
            Self::Note(text) => fields.with("text", text.as_str()),
        }
    }
}

impl Fields {
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }
}

impl From<Fields> for Value {
    fn from(fields: Fields) -> Self {
        Self::Object(fields.0)
    }
}

/// Returns a value's name and what stands in its braces, as Rust shows it.
pub(super) fn split_debug(value: &impl Debug) -> (String, Option<String>) {
    let text = format!("{value:?}");
    match text.split_once(" { ") {
        Some((name, rest)) => {
            let inner = rest.strip_suffix(" }").unwrap_or(rest);
            (name.to_owned(), Some(inner.to_owned()))
        }
        None => (text, None),
    }
}

fn put_frame(fields: Fields, frame: &Frame) -> Fields {
    let fields = match frame.head.is_empty() {
        true => fields,
        false => fields.with("head", frame.head.as_str()),
    };
    fields.with("body", text_json(&frame.body))
}

fn put_closing(fields: Fields, by: &CloseBy) -> Fields {
    match by {
        CloseBy::Client { code, reason } => fields
            .with("by", "client")
            .with("code", *code)
            .with("reason", reason.as_str()),
        CloseBy::Mock { code, reason } => fields
            .with("by", "mock")
            .with("code", *code)
            .with("reason", reason.as_str()),
    }
}

/// A header that stands several times is a list.
fn headers_json(headers: &HeaderMap) -> Value {
    let mut object = Map::new();
    for name in headers.keys() {
        let mut values: Vec<Value> = headers
            .get_all(name)
            .iter()
            .map(|value| Value::String(String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let value = match values.len() {
            1 => values.remove(0),
            _ => Value::Array(values),
        };
        object.insert(name.as_str().to_owned(), value);
    }
    Value::Object(object)
}

fn bytes_json(bytes: &[u8]) -> Value {
    text_json(&String::from_utf8_lossy(bytes))
}

fn text_json(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}
