use bytes::Bytes;
use http::{Response, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use serde_json::json;
use tokio::time::timeout;

use crate::{answer, limits::Limits};

/// Why a body is not taken.
#[derive(Debug)]
pub(crate) enum BodyError {
    /// It is larger than is taken.
    TooLarge,
    /// It does not come to its end.
    TooSlow,
    /// The client is gone, or what it sends is no body.
    Lost(String),
}

/// Reads a body to its end.
pub(crate) async fn whole_body(body: Incoming, limits: &Limits) -> Result<Bytes, BodyError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let most = limits.body_bytes;
    if body.size_hint().lower() > most as u64 {
        return Err(BodyError::TooLarge);
    }
    match timeout(limits.body_time, Limited::new(body, most).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(BodyError::TooLarge),
        Ok(Err(error)) => Err(BodyError::Lost(error.to_string())),
        Err(_) => Err(BodyError::TooSlow),
    }
}

impl BodyError {
    /// Returns what the client is told.
    pub(crate) fn answer(&self, limits: &Limits) -> Response<Bytes> {
        let (status, error) = match self {
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("a body has at most {} bytes", limits.body_bytes),
            ),
            Self::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                format!(
                    "the body did not come to its end within {} s",
                    limits.body_time.as_secs()
                ),
            ),
            Self::Lost(reason) => (
                StatusCode::BAD_REQUEST,
                format!("the body cannot be read: {reason}"),
            ),
        };
        answer::then_close(answer::json(status, &json!({ "error": error })))
    }
}
