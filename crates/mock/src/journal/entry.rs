use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::{CloseBy, ExchangeId, Frame, SocketId};
use ctimock_switch::{Command, Event, Receipt, Refusal};
use ctimock_time::Time;
use http::{HeaderMap, Method, StatusCode, Uri};

/// One thing that happened at a mock.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in the journal, from 0, without gaps.
    pub seq: u64,
    /// When.
    pub at: Time,
    /// Whose channel it was, by the scenario's name, if that is known.
    pub client: Option<Arc<str>>,
    /// What it was.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are what was on the wire, under their usual names"
)]
pub enum What {
    /// A request came. `operation` is its name in the contract, if it means one.
    Request {
        exchange: ExchangeId,
        operation: Option<Arc<str>>,
        method: Method,
        uri: Uri,
        headers: HeaderMap,
        body: Bytes,
    },
    /// A request was answered.
    Response {
        exchange: ExchangeId,
        operation: Option<Arc<str>>,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    },
    /// A WebSocket handshake came and was accepted.
    Opened { socket: SocketId, uri: Uri },
    /// A WebSocket handshake came and was refused; without a status it is never answered.
    Refused {
        socket: SocketId,
        uri: Uri,
        status: Option<StatusCode>,
    },
    /// A text message came.
    Received { socket: SocketId, text: String },
    /// A binary message came.
    ReceivedBinary { socket: SocketId, bytes: Bytes },
    /// A message was sent; `name` is the event's name, if it is one.
    Sent {
        socket: SocketId,
        name: Option<&'static str>,
        frame: Frame,
    },
    /// An event was there for a client that does not listen.
    Unheard { name: &'static str },
    /// A WebSocket closed.
    Closed { socket: SocketId, by: CloseBy },
    /// The dialect gave the switch a command.
    Command {
        command: Command,
        outcome: Result<Receipt, Refusal>,
    },
    /// Something happened in the switch.
    Event(Event),
    /// A fault took something: `kind` is its word, `on` what it took, `effect` what became of it.
    Fault {
        kind: &'static str,
        on: String,
        effect: String,
    },
    /// A scenario's act was carried out or refused.
    Act {
        what: String,
        outcome: Result<(), String>,
    },
    /// The dialect has a hint.
    Note(String),
}
