use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::{CloseBy, ExchangeId};
use ctimock_time::Time;
use http::{HeaderMap, Method, StatusCode, Uri};

/// One thing that happened.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    /// When.
    pub(crate) at: Time,
    /// At whose channel or instance: a client, in declared order.
    pub(crate) lane: Option<usize>,
    /// What.
    pub(crate) what: Happening,
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum Happening {
    /// A request reached the mock.
    Request {
        exchange: ExchangeId,
        operation: Option<Arc<str>>,
        method: Method,
        uri: Uri,
        /// Kept only when the scenario asks for headers.
        headers: Option<Box<HeaderMap>>,
        body: Bytes,
    },
    /// The mock answered.
    Response {
        exchange: ExchangeId,
        status: StatusCode,
        body: Bytes,
    },
    /// A WebSocket handshake was accepted.
    Opened { uri: Uri },
    /// A WebSocket handshake was refused; without a status it is never answered.
    Refused {
        uri: Uri,
        status: Option<StatusCode>,
    },
    /// A WebSocket closed.
    Closed { by: CloseBy },
    /// The mock sent an event.
    Sent { name: &'static str, body: Arc<str> },
    /// The mock had an event for a client that does not listen.
    Unheard { name: &'static str },
    /// A fault took something.
    Fault {
        kind: &'static str,
        on: String,
        effect: String,
    },
    /// The client told its app something: the index in its stream.
    Reported { event: usize },
    /// The conductor called a method: the call's number.
    Invoked { call: usize },
    /// A method is done: the call's number.
    Returned { call: usize },
    /// The conductor let somebody act: the act's number.
    Acted { act: usize },
}
