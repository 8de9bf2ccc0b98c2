use std::convert::Infallible;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONNECTION, CONTENT_TYPE},
};
use http_body_util::{Either, Full, combinators::UnsyncBoxBody};
use serde_json::Value;

/// A body: all at once, or as it comes.
pub(crate) type Body = Either<Full<Bytes>, UnsyncBoxBody<Bytes, Infallible>>;

/// Returns an answer of the server itself, a line of JSON. Pages of any origin may read it.
pub(crate) fn json(status: StatusCode, body: &Value) -> Response<Bytes> {
    let mut text = body.to_string();
    text.push('\n');
    with_type(status, "application/json", text)
}

/// Returns an answer of the server itself in words for a person.
pub(crate) fn text(status: StatusCode, text: String) -> Response<Bytes> {
    with_type(status, "text/plain; charset=utf-8", text)
}

/// Ends the connection after an answer: what the client still sends is not what it seems.
pub(crate) fn then_close(mut response: Response<Bytes>) -> Response<Bytes> {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

/// Lets pages of any origin read an answer.
pub(crate) fn allow_everybody(headers: &mut HeaderMap) {
    let everybody = HeaderValue::from_static("*");
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
}

fn with_type(status: StatusCode, kind: &'static str, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    allow_everybody(headers);
    response
}
