use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::{SocketId, Upgrade};
use http::{
    HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Version,
    header::{
        CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL,
        SEC_WEBSOCKET_VERSION, UPGRADE,
    },
    request::Parts,
};
use hyper::upgrade::OnUpgrade;
use serde_json::json;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use crate::{
    answer,
    booths::{Line, take_mark},
    host::Host,
    socket::Outbox,
};

/// A WebSocket whose `101` is about to leave.
#[derive(Debug)]
pub(crate) struct Accepted {
    pub(crate) host: Arc<Host>,
    pub(crate) socket: SocketId,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) upgrade: OnUpgrade,
}

/// What becomes of a handshake.
#[derive(Debug)]
pub(crate) enum Handshake {
    /// The `101` with what comes after it, or a refusal.
    Answered(Response<Bytes>, Option<Accepted>),
    /// Nothing leaves, ever.
    Swallowed,
}

/// Returns whether a request asks for a WebSocket.
pub(crate) fn asks_for_websocket(head: &Parts) -> bool {
    head.method == Method::GET
        && has_word(&head.headers, CONNECTION.as_str(), "upgrade")
        && has_word(&head.headers, UPGRADE.as_str(), "websocket")
}

/// Asks the mock about a handshake.
pub(crate) fn shake_hands(host: &Arc<Host>, line: Option<&Line>, mut head: Parts) -> Handshake {
    let Some(key) = head.headers.get(SEC_WEBSOCKET_KEY).cloned() else {
        let error = json!({ "error": "a WebSocket handshake has the header `sec-websocket-key`" });
        return Handshake::Answered(answer::json(StatusCode::BAD_REQUEST, &error), None);
    };
    if head.version < Version::HTTP_11 || !has_word(&head.headers, "sec-websocket-version", "13") {
        let error = json!({ "error": "a WebSocket handshake has `sec-websocket-version: 13`" });
        let mut refusal = answer::json(StatusCode::UPGRADE_REQUIRED, &error);
        let thirteen = HeaderValue::from_static("13");
        refusal
            .headers_mut()
            .insert(SEC_WEBSOCKET_VERSION, thirteen);
        return Handshake::Answered(refusal, None);
    }
    let Some(upgrade) = head.extensions.remove::<OnUpgrade>() else {
        let error = json!({ "error": "this connection cannot become a WebSocket" });
        return Handshake::Answered(answer::json(StatusCode::BAD_REQUEST, &error), None);
    };
    let client = line.map(|line| &line.client);
    let mark = line.and_then(|_| take_mark(&mut head));
    match host.upgrade(client, &Request::from_parts(head, ())) {
        Err(broken) => Handshake::Answered(broken.answer(), None),
        Ok((socket, Upgrade::Accept { subprotocol }, outbox)) => {
            if let Some(line) = line {
                line.has_socket(mark, &outbox);
            }
            let accepted = Accepted {
                host: Arc::clone(host),
                socket,
                outbox,
                upgrade,
            };
            let response = switching(&key, subprotocol.as_deref());
            Handshake::Answered(response, Some(accepted))
        }
        Ok((_, Upgrade::Refuse(response), _)) => Handshake::Answered(response, None),
        Ok((_, Upgrade::Silence, _)) => Handshake::Swallowed,
    }
}

/// Accepts a handshake that no mock is asked about; `None` if it is none.
pub(crate) fn switch(head: &mut Parts) -> Option<(Response<Bytes>, OnUpgrade)> {
    if !asks_for_websocket(head) {
        return None;
    }
    let key = head.headers.get(SEC_WEBSOCKET_KEY)?;
    let response = switching(key, None);
    Some((response, head.extensions.remove::<OnUpgrade>()?))
}

fn switching(key: &HeaderValue, subprotocol: Option<&str>) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    let accept =
        HeaderValue::try_from(derive_accept_key(key.as_bytes())).expect("an accept key is Base64");
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    if let Some(chosen) = subprotocol.and_then(|name| HeaderValue::from_str(name).ok()) {
        headers.insert(SEC_WEBSOCKET_PROTOCOL, chosen);
    }
    response
}

/// Returns whether a header, which may be a list, has a word in any case.
fn has_word(headers: &HeaderMap, name: &str, word: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|found| found.trim().eq_ignore_ascii_case(word))
}
