use bytes::Bytes;
use ctimock_time::{Deadline, Time};
use http::{Request, Response};
use serde_json::Value;

use crate::{Connect, Invoke, InvokeId, Outcome};

/// A client under test that lives in this process and has no sockets: a reference client.
///
/// The rule of every machine: `handle_*`, then [`poll_output`](Self::poll_output) until `None`, then
/// [`poll_timeout`](Self::poll_timeout). One value is one instance of the client, under one name.
pub trait LocalClient: Send {
    /// Starts the instance. Nothing goes over the wire before a method asks for it.
    fn handle_connect(&mut self, now: Time, connect: &Connect);

    /// Performs a method; its [`ClientOutput::Returned`] may come later or never.
    fn handle_invoke(&mut self, now: Time, invoke: &Invoke);

    /// Takes the answer to the request that was put out under that number.
    fn handle_response(
        &mut self,
        now: Time,
        request: u64,
        response: Result<Response<Bytes>, TransportError>,
    );

    /// Takes what happened on the socket that was opened under that number.
    fn handle_socket(&mut self, now: Time, socket: u64, news: SocketNews);

    /// Runs the timers that are due at `now`.
    fn handle_timeout(&mut self, now: Time);

    /// Gives the next output, oldest first.
    fn poll_output(&mut self) -> Option<ClientOutput>;

    /// Returns the instant of the nearest timer.
    fn poll_timeout(&self) -> Option<Deadline>;
}

/// What a local client puts out.
#[derive(Debug)]
pub enum ClientOutput {
    /// An HTTP request; `number` is the client's own.
    Request {
        /// Under which number the answer is expected.
        number: u64,
        /// The request, with an absolute URI.
        request: Request<Bytes>,
    },
    /// A WebSocket handshake.
    Open {
        /// Under which number its news are expected.
        socket: u64,
        /// The handshake: an absolute `ws` URI and headers of the client's own.
        request: Request<()>,
    },
    /// A text message.
    Send {
        /// On which socket.
        socket: u64,
        /// The text.
        text: String,
    },
    /// Closes a socket.
    Close {
        /// Which.
        socket: u64,
        /// The status code, if one is sent.
        code: Option<u16>,
        /// The reason.
        reason: String,
    },
    /// A method is done.
    Returned {
        /// Which call.
        id: InvokeId,
        /// What it came to.
        outcome: Outcome,
    },
    /// The app is told something.
    Event {
        /// The event's name.
        name: String,
        /// Its payload.
        data: Value,
    },
}

/// What happens on a client's socket.
#[derive(Debug)]
pub enum SocketNews {
    /// The handshake was accepted.
    Opened,
    /// The handshake was answered with something else.
    Refused(Response<Bytes>),
    /// A text message came.
    Text(String),
    /// A binary message came.
    Binary(Bytes),
    /// The socket is closed: by a close frame, or by vanishing (1006).
    Closed {
        /// The status code.
        code: u16,
        /// The reason.
        reason: String,
    },
}

/// A request that was never answered with HTTP.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the connection was lost before the answer was complete")]
pub struct TransportError;
