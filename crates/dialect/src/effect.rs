use std::{fmt, sync::Arc};

use bytes::Bytes;
use ctimock_switch::{Command, Receipt, Refusal};
use http::Response;

/// One HTTP request and its answer.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ExchangeId(pub u64);

/// One WebSocket connection.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SocketId(pub u64);

impl fmt::Display for ExchangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exchange {}", self.0)
    }
}

impl fmt::Display for SocketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "socket {}", self.0)
    }
}

/// What connects a client with the mock.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Channel {
    /// An HTTP exchange.
    Exchange(ExchangeId),
    /// A WebSocket.
    Socket(SocketId),
}

/// In which form a message goes out on a WebSocket.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Form {
    /// A text message.
    #[default]
    Text,
    /// A binary message with the same bytes: the mistake of some servers.
    Binary,
    /// A text message that wraps the text as SockJS does: `a["…"]`.
    SockJs,
}

/// A message on a WebSocket: what stands before its payload, the payload, and what stands after it.
///
/// The payload of an event is the JSON that the client's app is told, without any envelope: faults
/// may change it, the journal shows it, and the judge compares it with what the app was told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Frame {
    /// Before the payload: STOMP headers, for example.
    pub head: String,
    /// The payload, shared between its receivers.
    pub body: Arc<str>,
    /// After the payload.
    pub tail: &'static str,
    /// How it goes out.
    pub form: Form,
}

impl Frame {
    /// Returns a frame that is its payload.
    #[must_use]
    pub fn plain(body: impl Into<Arc<str>>) -> Self {
        Self {
            head: String::new(),
            body: body.into(),
            tail: "",
            form: Form::Text,
        }
    }

    /// Returns the text as it goes over the wire.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.head.len() + self.body.len() + self.tail.len());
        text.push_str(&self.head);
        text.push_str(&self.body);
        text.push_str(self.tail);
        match self.form {
            Form::Text | Form::Binary => text,
            Form::SockJs => format!("a[{}]", serde_json::Value::from(text)),
        }
    }
}

/// What a dialect did, in its order. The mock journals it, lets faults have it, and puts it out.
#[derive(Debug)]
pub enum Effect {
    /// Answered a request.
    Respond {
        /// Which.
        exchange: ExchangeId,
        /// With what.
        response: Response<Bytes>,
    },
    /// Sent a message.
    Send {
        /// Where.
        socket: SocketId,
        /// The event's name in the contract; `None` for what is no event (a handshake, a heart-beat).
        name: Option<&'static str>,
        /// The message.
        frame: Frame,
    },
    /// Closed a WebSocket.
    Close {
        /// Which.
        socket: SocketId,
        /// The status code: 1000…4999.
        code: u16,
        /// The reason, at most 123 bytes.
        reason: String,
    },
    /// Found out whose channel it is, by the scenario's name of the client.
    Claim {
        /// Which channel.
        channel: Channel,
        /// The client's name in the scenario.
        client: Arc<str>,
    },
    /// Had an event for a client that does not listen.
    Unheard {
        /// The client's name in the scenario.
        client: Arc<str>,
        /// The event's name in the contract.
        name: &'static str,
    },
    /// Gave the switch a command.
    Command {
        /// Which.
        command: Command,
        /// What came of it.
        outcome: Result<Receipt, Refusal>,
    },
    /// Says something to whoever reads the journal: a hint on a client's oddity.
    Note(String),
}
