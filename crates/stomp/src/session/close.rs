use std::{fmt, time::Duration};

use crate::SessionError;

/// Why a session ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CloseReason {
    /// The client sent `DISCONNECT`.
    Disconnected,
    /// The client broke the protocol; an `ERROR` says so to it.
    Violation(SessionError),
    /// The caller refused the client; an `ERROR` has this text.
    Refused(Box<str>),
    /// The client was silent for twice the time within which it had agreed to send something.
    Silent(Duration),
}

impl CloseReason {
    /// Returns the WebSocket close code (RFC 6455 §7.4.1): 1000 after a farewell, 1008 when refused,
    /// else 1002.
    #[must_use]
    pub const fn websocket_code(&self) -> u16 {
        match self {
            Self::Disconnected => 1000,
            Self::Refused(_) => 1008,
            Self::Violation(_) | Self::Silent(_) => 1002,
        }
    }
}

impl fmt::Display for CloseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disconnected => f.write_str("disconnected by the client"),
            Self::Violation(error) => error.fmt(f),
            Self::Refused(message) => f.write_str(message),
            Self::Silent(span) => {
                write!(
                    f,
                    "wanted a heart-beat, and there was nothing for {} ms",
                    span.as_millis()
                )
            }
        }
    }
}
