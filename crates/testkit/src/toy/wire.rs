//! How things are written on the Bell's wire. The client shares none of it: a mistake on one side must
//! not repair a mistake on the other.

use bytes::Bytes;
use ctimock_switch::{CallId, Cause, Refusal};
use http::{HeaderMap, Response, Uri};
use serde_json::{Value, json};

use super::refuse::refuse;

/// What the Bell answers: a status and a body.
pub(super) type Answer = (u16, Value);

pub(super) fn refused(refusal: Refusal) -> Answer {
    let (status, error) = refuse(refusal);
    (status, json!({ "error": error }))
}

pub(super) fn answer(status: u16, body: &Value) -> Response<Bytes> {
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(Bytes::from(body.to_string()))
        .expect("the Bell's statuses are statuses")
}

/// The token stands in a header, or in the query of a handshake.
pub(super) fn token(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let header = headers
        .get("x-bell-token")
        .and_then(|value| value.to_str().ok());
    let query = || uri.query()?.strip_prefix("token=");
    header.or_else(query).map(str::to_owned)
}

/// What a call is called on the wire.
pub(super) fn name(call: CallId) -> String {
    format!("C{}", call.0)
}

pub(super) fn call_named(word: &str) -> Option<CallId> {
    word.strip_prefix('C')?.parse().ok().map(CallId)
}

pub(super) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Normal | Cause::Transferred | Cause::Forced | Cause::Lost => "normal",
        Cause::Busy => "busy",
        Cause::NoAnswer | Cause::TimedOut => "no_answer",
        Cause::Rejected => "rejected",
        Cause::Cancelled => "cancelled",
        Cause::Unreachable(_) | Cause::Invalid => "unreachable",
    }
}
