use ctimock_dialect::{CloseBy, Signal, SocketId};
use futures_util::{Stream, StreamExt};
use tokio_tungstenite::tungstenite::{
    Error, Message,
    error::{CapacityError, ProtocolError},
};

use super::Outbox;
use crate::{booths::Line, host::Host};

/// How reading ended.
#[derive(Debug)]
pub(super) enum Heard {
    /// The client sent a close frame, and waits for ours.
    Farewell,
    /// The client is gone.
    Gone,
    /// The client broke the rules of WebSockets, and is told so.
    Nonsense { code: u16, reason: String },
}

/// Carries what comes on a WebSocket to the mock, until nothing comes any more.
pub(super) async fn read(
    mut stream: impl Stream<Item = Result<Message, Error>> + Unpin,
    host: &Host,
    socket: SocketId,
    outbox: &Outbox,
    line: Option<&Line>,
) -> Heard {
    loop {
        let signal = match stream.next().await {
            Some(Ok(Message::Text(text))) => Signal::Text(text.as_str().to_owned()),
            Some(Ok(Message::Binary(bytes))) => Signal::Binary(bytes),
            Some(Ok(Message::Pong(payload))) => {
                outbox.ponged(&payload);
                continue;
            }
            // The library answers pings by itself.
            Some(Ok(Message::Ping(_) | Message::Frame(_))) => continue,
            Some(Ok(Message::Close(frame))) => {
                let by = CloseBy::Client {
                    code: frame.as_ref().map(|frame| frame.code.into()),
                    reason: frame.map_or_else(String::new, |frame| frame.reason.to_string()),
                };
                host.signal(socket, Signal::Closed(by));
                return Heard::Farewell;
            }
            Some(Err(error)) => match nonsense(&error) {
                Some((code, reason)) => {
                    let by = CloseBy::Mock {
                        code,
                        reason: reason.clone(),
                    };
                    host.signal(socket, Signal::Closed(by));
                    return Heard::Nonsense { code, reason };
                }
                None => return vanished(host, socket),
            },
            None => return vanished(host, socket),
        };
        if let Some(line) = line {
            line.arrives();
        }
        host.signal(socket, signal);
        outbox.hears();
    }
}

fn vanished(host: &Host, socket: SocketId) -> Heard {
    let by = CloseBy::Client {
        code: None,
        reason: String::new(),
    };
    host.signal(socket, Signal::Closed(by));
    Heard::Gone
}

/// Returns what a client is told that broke the rules; `None` if it is gone.
fn nonsense(error: &Error) -> Option<(u16, String)> {
    match error {
        Error::Capacity(CapacityError::MessageTooLong { size, max_size }) => {
            let reason = format!("a message has at most {max_size} bytes, and this one {size}");
            Some((1009, reason))
        }
        Error::Utf8(_) => Some((1007, "a text message is UTF-8".to_owned())),
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => None,
        Error::Protocol(broken) => {
            let reason = broken.to_string();
            Some((1002, reason.chars().take(REASON).collect()))
        }
        _ => None,
    }
}

/// A close frame has 125 bytes: two of the code, and the reason (the library's texts are ASCII).
const REASON: usize = 123;
