use std::{fmt, time::Duration};

use ctimock_protocol::{LineError, RpcError};

/// What a client does that ends its part in the conversation.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum DriverError {
    #[error("its process {0}")]
    Ended(Ended),
    #[error("it closed its connection")]
    Closed,
    #[error("it closed its standard output and went on running")]
    Mute,
    #[error("it did not answer `{what}` within {}", Span(*.limit))]
    Hung { what: &'static str, limit: Duration },
    #[error("it did not {what} within {}", Span(*.limit))]
    Slow { what: &'static str, limit: Duration },
    #[error("it wrote what is none of the driver protocol: {0}")]
    Nonsense(LineError),
    #[error("it floods: {0}")]
    Flood(String),
    #[error("it answered `{method}` with what is none of the driver protocol: {problem}")]
    Result {
        method: &'static str,
        problem: String,
    },
    #[error("it answered request {0}, which was never asked or is answered already")]
    Unasked(u64),
    #[error("it could not `{method}`: {} (code {})", .error.message, .error.code)]
    Failed {
        method: &'static str,
        error: RpcError,
    },
    #[error(
        "it answered `settle` too early: `{event}` was told to its app when nothing had come to it since \
         then"
    )]
    TooEarly { event: String },
    #[error("cannot start `{command}`: {reason}")]
    Start { command: String, reason: String },
    #[error("the browser did not open its page `{page}` within {}", Span(*.limit))]
    Unopened { page: String, limit: Duration },
    #[error(
        "its page `{page}` did not connect within {}: the page must load `/_ctimock/driver.js` as a module",
        Span(*.limit)
    )]
    Unconnected { page: String, limit: Duration },
    #[error("its page has gone: it was left, reloaded or closed, or it crashed")]
    PageGone,
    #[error("no client connected within {}", Span(*.0))]
    Nobody(Duration),
}

/// How a process ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ended {
    Exited(i32),
    Killed(i32),
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exited(status) => write!(f, "exited with status {status}"),
            Self::Killed(signal) => write!(f, "was ended by signal {signal}"),
        }
    }
}

/// A span as a person reads it: `10 s`, `250 ms`.
struct Span(Duration);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0.as_millis();
        if millis.is_multiple_of(1000) {
            write!(f, "{} s", millis / 1000)
        } else {
            write!(f, "{millis} ms")
        }
    }
}
