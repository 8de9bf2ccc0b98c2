use bytes::Bytes;
use ctimock_protocol::{CallError, CallErrorKind, TransportError};
use http::{Response, StatusCode};
use serde_json::{Map, Value};

/// What a request came to, as jQuery 1.11.3 with `dataType: 'json'` sees it (dossier §3): `None` is
/// `undefined`.
pub(super) type Answer = Result<Option<Value>, Failure>;

/// The rejected jqXHR.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    /// The status code; 0 if there was no answer.
    pub(super) status: u16,
    status_text: &'static str,
    text: String,
    json: Option<Value>,
}

impl Failure {
    /// Returns the failure of a request that was never answered or could not be sent.
    pub(super) fn unanswered() -> Self {
        Self {
            status: 0,
            status_text: "error",
            text: String::new(),
            json: None,
        }
    }

    /// Returns the failure of an answer with a good status that says too little to go on.
    pub(super) fn unusable(value: Option<Value>) -> Self {
        let status = if value.is_some() {
            StatusCode::OK
        } else {
            StatusCode::NO_CONTENT
        };
        Self {
            status: status.as_u16(),
            status_text: status_text(status),
            text: value.as_ref().map(Value::to_string).unwrap_or_default(),
            json: value,
        }
    }

    /// Returns the body as text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the promise's rejection: `{status, statusText, responseText, responseJSON?}`.
    pub(super) fn into_error(self) -> CallError {
        let message = match self.status {
            0 => "the server did not answer".to_owned(),
            status => format!("the server answered {status}"),
        };
        let mut data = Map::new();
        data.insert("status".into(), self.status.into());
        data.insert("statusText".into(), self.status_text.into());
        data.insert("responseText".into(), self.text.into());
        if let Some(json) = self.json {
            data.insert("responseJSON".into(), json);
        }
        CallError {
            kind: CallErrorKind::Rejected,
            message,
            data: Value::Object(data),
        }
    }
}

/// Returns a refusal by the client itself, in the shape of the vendor's `logout`.
pub(super) fn refused(reason: impl Into<String>) -> CallError {
    let reason = reason.into();
    let mut data = Map::new();
    data.insert("reason".into(), reason.as_str().into());
    data.insert("responseText".into(), "negative".into());
    CallError {
        kind: CallErrorKind::Rejected,
        message: reason,
        data: Value::Object(data),
    }
}

/// Reads an answer. 204 and 304 resolve without a value; any other success must be JSON.
pub(super) fn read(response: Result<Response<Bytes>, TransportError>) -> Answer {
    let Ok(response) = response else {
        return Err(Failure::unanswered());
    };
    let status = response.status();
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        return Ok(None);
    }
    let body = response.into_body();
    let json = serde_json::from_slice(&body).ok();
    if status.is_success() && json.is_some() {
        return Ok(json);
    }
    Err(Failure {
        status: status.as_u16(),
        status_text: status_text(status),
        text: String::from_utf8_lossy(&body).into_owned(),
        json,
    })
}

fn status_text(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("error")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answered(status: u16, body: &'static str) -> Answer {
        let response = Response::builder().status(status);
        read(Ok(response
            .body(Bytes::from_static(body.as_bytes()))
            .unwrap()))
    }

    #[test]
    fn no_content_is_undefined_and_json_is_its_value() {
        assert_eq!(answered(204, ""), Ok(None));
        assert_eq!(answered(304, ""), Ok(None));
        assert_eq!(answered(200, "null"), Ok(Some(Value::Null)));
        assert_eq!(
            answered(200, "{\"callId\":\"k\"}"),
            Ok(Some(json!({"callId": "k"})))
        );
    }

    #[test]
    fn a_success_that_is_no_json_is_rejected_with_its_status() {
        let empty = answered(200, "").unwrap_err().into_error();
        let words = answered(200, "ok").unwrap_err().into_error();

        assert_eq!(
            empty.data,
            json!({"status": 200, "statusText": "OK", "responseText": ""})
        );
        assert_eq!(
            words.data,
            json!({"status": 200, "statusText": "OK", "responseText": "ok"})
        );
    }

    #[test]
    fn a_rejection_has_the_fields_of_a_jqxhr_in_its_order() {
        let error = answered(459, "{\"agent\":\"5002@test.cc\"}")
            .unwrap_err()
            .into_error();

        assert_eq!(error.message, "the server answered 459");
        assert_eq!(
            error.data.to_string(),
            r#"{"status":459,"statusText":"error","responseText":"{\"agent\":\"5002@test.cc\"}","responseJSON":{"agent":"5002@test.cc"}}"#
        );
    }

    #[test]
    fn a_lost_connection_is_status_zero() {
        let error = read(Err(TransportError)).unwrap_err().into_error();

        assert_eq!(error.message, "the server did not answer");
        assert_eq!(
            error.data,
            json!({"status": 0, "statusText": "error", "responseText": ""})
        );
    }
}
