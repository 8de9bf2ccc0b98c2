use bytes::Bytes;
use ctimock_dialect::Upgrade;
use http::{
    HeaderMap, HeaderValue, Method, Response, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_MAX_AGE, CONTENT_TYPE, SEC_WEBSOCKET_PROTOCOL,
    },
    request::Parts,
};

use super::{Problem, Problems};
use crate::dialect::{refuse::Refused, reply, router};

impl Problems {
    /// Makes the mistakes of careless servers in an answer (F25).
    pub(in crate::dialect) fn spoil(self, asked: &Parts, response: &mut Response<Bytes>) {
        let is_login = matches!(
            router::segments(asked.uri.path()).last(),
            Some(&("login" | "loginTrusted"))
        );
        let is_error = response.status().as_u16() >= 400;
        let is_empty = response.status() == StatusCode::NO_CONTENT;
        if is_login && response.status() == StatusCode::OK && self.has(Problem::NoToken) {
            *response.status_mut() = StatusCode::NO_CONTENT;
            empty(response);
        } else if is_error && self.has(Problem::EmptyErrors) {
            empty(response);
        } else if is_empty && asked.method != Method::OPTIONS && self.has(Problem::Empty200) {
            *response.status_mut() = StatusCode::OK;
            let json = HeaderValue::from_static("application/json;charset=UTF-8");
            response.headers_mut().insert(CONTENT_TYPE, json);
        }
        self.spoil_cors(is_error, response.headers_mut());
    }

    fn spoil_cors(self, is_error: bool, headers: &mut HeaderMap) {
        if self.has(Problem::NoCors) || (is_error && self.has(Problem::ErrorsWithoutCors)) {
            for name in [
                ACCESS_CONTROL_ALLOW_ORIGIN,
                ACCESS_CONTROL_ALLOW_HEADERS,
                ACCESS_CONTROL_ALLOW_METHODS,
                ACCESS_CONTROL_MAX_AGE,
            ] {
                headers.remove(name);
            }
        }
        let allowed = headers.get_mut(ACCESS_CONTROL_ALLOW_HEADERS);
        if let Some(allowed) = allowed.filter(|_| self.has(Problem::SessionNotAllowed)) {
            *allowed = HeaderValue::from_static("content-type, x-requested-with");
        }
    }

    /// Returns what becomes of a handshake that would have been accepted, if it is something else (F13,
    /// F25).
    pub(in crate::dialect) fn spoil_handshake(self, headers: &HeaderMap) -> Option<Upgrade> {
        if self.has(Problem::BlackHole) {
            Some(Upgrade::Silence)
        } else if self.has(Problem::NoWebSocket) {
            let refused = Refused::new(503, "no WebSocket gets through here");
            Some(Upgrade::Refuse(reply::response(Err(refused), headers)))
        } else if self.has(Problem::Subprotocol) && !headers.contains_key(SEC_WEBSOCKET_PROTOCOL) {
            let subprotocol = Some("v11.stomp".to_owned());
            Some(Upgrade::Accept { subprotocol })
        } else {
            None
        }
    }
}

fn empty(response: &mut Response<Bytes>) {
    *response.body_mut() = Bytes::new();
    response.headers_mut().remove(CONTENT_TYPE);
}
