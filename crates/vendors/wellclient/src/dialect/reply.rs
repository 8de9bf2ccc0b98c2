use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, ORIGIN},
};
use serde::Serialize;

use super::{cors, refuse::Refused};

/// What a request came to.
pub(super) type Handled = Result<Reply, Refused>;

/// A success.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Reply {
    /// 204: success without data must have no body, or the client takes it for a failure (dossier §3).
    NoContent,
    /// 200 with JSON.
    Json(Bytes),
    /// 200 with text.
    Text(&'static str),
}

impl Reply {
    /// Returns a 200 with `body` as JSON.
    pub(super) fn json(body: &impl Serialize) -> Self {
        Self::Json(encode(body))
    }
}

/// Returns the whole answer to a request with these headers.
pub(super) fn response(handled: Handled, asked: &HeaderMap) -> Response<Bytes> {
    let (status, kind, body) = match handled {
        Ok(Reply::NoContent) => (StatusCode::NO_CONTENT, None, Bytes::new()),
        Ok(Reply::Json(body)) => (StatusCode::OK, Some(JSON), body),
        Ok(Reply::Text(text)) => (
            StatusCode::OK,
            Some(TEXT),
            Bytes::from_static(text.as_bytes()),
        ),
        Err(refused) => (refused.status, Some(JSON), encode(&refused.body)),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Some(kind) = kind {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    cors::allow(response.headers_mut(), asked.get(ORIGIN));
    response
}

const JSON: &str = "application/json;charset=UTF-8";
const TEXT: &str = "text/plain;charset=UTF-8";

fn encode(body: &impl Serialize) -> Bytes {
    serde_json::to_vec(body)
        .expect("wire types have text keys and no failing fields")
        .into()
}
