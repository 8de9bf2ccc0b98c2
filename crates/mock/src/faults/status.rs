//! `status`: a request or handshake is answered with a status and does nothing at the vendor.

use bytes::Bytes;
use http::{
    HeaderMap, Response, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, HeaderValue,
        ORIGIN,
    },
};
use serde_json::Value;

use super::{Passage, Refusal, Stage};

pub(super) const STAGES: &[Stage] = &[Stage::Request, Stage::Handshake];

/// Lets nothing reach the vendor.
pub(super) fn take(code: u16, body: Option<&Value>, passage: &mut Passage) -> String {
    passage.refusal = Some(Refusal {
        code,
        body: body.cloned(),
    });
    format!("answered with {code}")
}

impl Refusal {
    /// Returns the answer. A page that asked across origins can read it, as it could read the vendor's.
    pub(crate) fn response(&self, asked: &HeaderMap) -> Response<Bytes> {
        let (body, kind) = match &self.body {
            None => (Bytes::new(), None),
            Some(Value::String(text)) => (
                Bytes::from(text.clone()),
                Some(HeaderValue::from_static("text/plain; charset=utf-8")),
            ),
            Some(json) => (
                Bytes::from(json.to_string()),
                Some(HeaderValue::from_static("application/json")),
            ),
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        if let Some(kind) = kind {
            headers.insert(CONTENT_TYPE, kind);
        }
        if let Some(origin) = asked.get(ORIGIN) {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(
                ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        response
    }
}
