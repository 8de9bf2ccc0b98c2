use thiserror::Error;

use crate::CodecError;

/// How a client broke the protocol.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SessionError {
    /// The bytes are not STOMP.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// A frame came before `CONNECT`.
    #[error("wanted `CONNECT` as the first frame, and there was `{there}`")]
    NotConnected {
        /// The command that came.
        there: Box<str>,
    },
    /// A second `CONNECT` came.
    #[error("wanted `CONNECT` once in a session, and there was another `{there}`")]
    AlreadyConnected {
        /// The command that came.
        there: Box<str>,
    },
    /// The client speaks no version that the broker knows.
    #[error("wanted 1.0, 1.1 or 1.2 in `accept-version`, and there was `{there}`")]
    NoCommonVersion {
        /// The header's value.
        there: Box<str>,
    },
    /// The client's `heart-beat` is not two numbers.
    #[error("wanted `heart-beat` as two numbers of milliseconds, and there was `{there}`")]
    NotAHeartBeat {
        /// The header's value.
        there: Box<str>,
    },
    /// A header that the frame must have is not there.
    #[error("wanted the header `{header}` in `{command}`, and there was none")]
    MissingHeader {
        /// The command of the frame.
        command: &'static str,
        /// The header's name.
        header: &'static str,
    },
    /// A subscription has the id of another.
    #[error("wanted a new id in `SUBSCRIBE`, and there was `{id}`, which has `{destination}`")]
    DuplicateSubscription {
        /// The id.
        id: Box<str>,
        /// What is subscribed under it.
        destination: Box<str>,
    },
    /// A session has as many subscriptions as allowed.
    #[error("wanted at most {limit} subscriptions, and there was one more, `{id}`")]
    TooManySubscriptions {
        /// The most subscriptions of a session.
        limit: u32,
        /// The id of the one that is too many.
        id: Box<str>,
    },
    /// An `UNSUBSCRIBE` names nothing that is subscribed.
    #[error("wanted the id of a subscription in `UNSUBSCRIBE`, and there was `{id}`")]
    UnknownSubscription {
        /// The id.
        id: Box<str>,
    },
    /// A command is none of STOMP, or one that only brokers send.
    #[error("wanted a command that clients send, and there was `{there}`")]
    UnknownCommand {
        /// The command that came.
        there: Box<str>,
    },
}
