use std::cell::OnceCell;

use ctimock_dialect::{Contract, ExchangeId, contract::PathCaptures};
use http::{HeaderMap, Method, Uri};
use serde_json::{Map, Value};

use crate::timeline::{Happening, Moment};

/// A request, with its content read when somebody asks for it.
#[derive(Debug)]
pub(crate) struct RequestView<'m> {
    /// Its number in the timeline.
    pub(crate) moment: usize,
    /// The verb; `GET` for a handshake.
    pub(crate) method: &'m str,
    /// Path and query.
    pub(crate) uri: &'m Uri,
    /// Its name in the contract.
    pub(crate) operation: Option<&'m str>,
    /// `None` for a handshake.
    pub(crate) exchange: Option<ExchangeId>,
    pub(super) headers: Option<&'m HeaderMap>,
    body: &'m [u8],
    captures: PathCaptures,
    content: OnceCell<Value>,
}

/// Returns the requests in the timeline from `since` on, of one client or of all.
pub(crate) fn of<'m>(
    moments: &'m [Moment],
    since: usize,
    lane: Option<usize>,
    contract: &'m Contract,
) -> Vec<RequestView<'m>> {
    moments
        .iter()
        .enumerate()
        .skip(since)
        .filter(|(_, moment)| lane.is_none() || moment.lane == lane)
        .filter_map(|(number, moment)| RequestView::new(number, moment, contract))
        .collect()
}

impl<'m> RequestView<'m> {
    /// Returns the view of a moment, if it is a request.
    pub(crate) fn new(number: usize, moment: &'m Moment, contract: &'m Contract) -> Option<Self> {
        match &moment.what {
            // A browser asks by itself whether its page may ask: that is not the client's doing.
            Happening::Request { method, .. } if *method == Method::OPTIONS => None,
            Happening::Request {
                exchange,
                operation,
                method,
                uri,
                headers,
                body,
            } => Some(Self {
                moment: number,
                method: method.as_str(),
                uri,
                operation: operation.as_deref(),
                exchange: Some(*exchange),
                headers: headers.as_deref(),
                body,
                captures: captures(contract, method.as_str(), uri),
                content: OnceCell::new(),
            }),
            Happening::Opened { uri } | Happening::Refused { uri, .. } => Some(Self {
                moment: number,
                method: "GET",
                uri,
                operation: contract
                    .operation_name("WS", uri.path())
                    .map(|operation| &**operation),
                exchange: None,
                headers: None,
                body: &[],
                captures: captures(contract, "WS", uri),
                content: OnceCell::new(),
            }),
            _ => None,
        }
    }

    /// Returns the body: JSON, the fields of a form, or text; `None` if there is none.
    pub(crate) fn body(&self) -> Option<&Value> {
        let read = || body_value(self.body).unwrap_or(Value::Null);
        match self.content.get_or_init(read) {
            Value::Null if self.body.is_empty() => None,
            value => Some(value),
        }
    }

    /// Returns the body as it went over the wire: JSON if it parses, else its text; `None` if there is
    /// none.
    pub(super) fn text_or_json(&self) -> Option<Value> {
        if self.body.is_empty() {
            return None;
        }
        let text = || Value::String(String::from_utf8_lossy(self.body).into_owned());
        Some(serde_json::from_slice(self.body).unwrap_or_else(|_| text()))
    }

    /// Returns what a name stands for in the body, the path or the query.
    pub(crate) fn field(&self, name: &str) -> Option<Value> {
        let in_body = self
            .body()
            .and_then(|body| crate::matching::dig(body, name));
        in_body.cloned().or_else(|| self.beside_body(name))
    }

    /// Returns what a name stands for in the path or the query.
    pub(super) fn beside_body(&self, name: &str) -> Option<Value> {
        let captured = self.captures.get(name).cloned();
        captured
            .or_else(|| {
                let query = pairs(self.uri.query()?);
                query
                    .into_iter()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value)
            })
            .map(Value::String)
    }

    /// Returns the request in a few words: `POST agentState`.
    pub(crate) fn label(&self) -> String {
        match self.operation {
            Some(operation) => format!("{} {operation}", self.method),
            None => format!("{} {}", self.method, self.uri.path()),
        }
    }
}

/// Returns a body as JSON: what it is, the fields of a form, or its text; `None` if it is empty.
pub(crate) fn body_value(body: &[u8]) -> Option<Value> {
    if body.is_empty() {
        return None;
    }
    if let Ok(value) = serde_json::from_slice(body) {
        return Some(value);
    }
    let text = String::from_utf8_lossy(body);
    let is_form = text.contains('=') && !text.contains(['\n', '{', '<', ' ']);
    if !is_form {
        return Some(Value::String(text.into_owned()));
    }
    let mut fields = Map::new();
    for (name, value) in pairs(&text) {
        fields.insert(name, Value::String(value));
    }
    Some(Value::Object(fields))
}

fn captures(contract: &Contract, method: &str, uri: &Uri) -> PathCaptures {
    contract
        .operation_of(method, uri.path())
        .map(|(_, captures)| captures)
        .unwrap_or_default()
}

fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        at += if escaped.is_some() { 3 } else { 1 };
        decoded.push(escaped.unwrap_or(match bytes[at - 1] {
            b'+' => b' ',
            byte => byte,
        }));
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
