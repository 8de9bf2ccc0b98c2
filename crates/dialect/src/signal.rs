use bytes::Bytes;
use http::Response;

/// What a dialect says to a WebSocket handshake.
#[derive(Debug)]
pub enum Upgrade {
    /// The `101` leaves, with this subprotocol if any.
    Accept {
        /// The subprotocol that was chosen among those offered.
        subprotocol: Option<String>,
    },
    /// The vendor's refusal leaves instead.
    Refuse(Response<Bytes>),
    /// Nothing leaves, ever: something on the way swallows the handshake.
    Silence,
}

/// What happens on a WebSocket.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Signal {
    /// It is open.
    Opened,
    /// A text message came.
    Text(String),
    /// A binary message came.
    Binary(Bytes),
    /// It is closed, by whichever side; nothing can be sent any more.
    Closed(CloseBy),
}

/// Who closed a WebSocket, and how.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CloseBy {
    /// The client, with a close frame (`code` as it sent it) or by vanishing (`None`).
    Client {
        /// The status code of the close frame.
        code: Option<u16>,
        /// Its reason.
        reason: String,
    },
    /// The mock itself: its dialect, a fault, or a limit.
    Mock {
        /// The status code that was sent.
        code: u16,
        /// The reason that was sent.
        reason: String,
    },
}
