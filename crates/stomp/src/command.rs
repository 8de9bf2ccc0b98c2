use std::fmt;

/// The first line of a frame.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// A client opens a session.
    Connect,
    /// A client opens a session; the same as `CONNECT` since 1.1.
    Stomp,
    /// A client sends a message to a destination.
    Send,
    /// A client wants the messages of a destination.
    Subscribe,
    /// A client wants no more of them.
    Unsubscribe,
    /// A client has dealt with a message.
    Ack,
    /// A client refuses a message (since 1.1).
    Nack,
    /// A client begins a transaction.
    Begin,
    /// A client commits a transaction.
    Commit,
    /// A client rolls a transaction back.
    Abort,
    /// A client leaves.
    Disconnect,
    /// A broker accepts a session.
    Connected,
    /// A broker delivers a message.
    Message,
    /// A broker confirms a frame.
    Receipt,
    /// A broker refuses something, and closes.
    Error,
    /// Anything else, as it was written.
    Unknown(Box<str>),
}

impl Command {
    /// Returns the command of a frame's first line; commands are told apart by case.
    #[must_use]
    pub fn parse(line: &str) -> Self {
        match line {
            "CONNECT" => Self::Connect,
            "STOMP" => Self::Stomp,
            "SEND" => Self::Send,
            "SUBSCRIBE" => Self::Subscribe,
            "UNSUBSCRIBE" => Self::Unsubscribe,
            "ACK" => Self::Ack,
            "NACK" => Self::Nack,
            "BEGIN" => Self::Begin,
            "COMMIT" => Self::Commit,
            "ABORT" => Self::Abort,
            "DISCONNECT" => Self::Disconnect,
            "CONNECTED" => Self::Connected,
            "MESSAGE" => Self::Message,
            "RECEIPT" => Self::Receipt,
            "ERROR" => Self::Error,
            other => Self::Unknown(other.into()),
        }
    }

    /// Returns the command as it stands in a frame.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Connect => "CONNECT",
            Self::Stomp => "STOMP",
            Self::Send => "SEND",
            Self::Subscribe => "SUBSCRIBE",
            Self::Unsubscribe => "UNSUBSCRIBE",
            Self::Ack => "ACK",
            Self::Nack => "NACK",
            Self::Begin => "BEGIN",
            Self::Commit => "COMMIT",
            Self::Abort => "ABORT",
            Self::Disconnect => "DISCONNECT",
            Self::Connected => "CONNECTED",
            Self::Message => "MESSAGE",
            Self::Receipt => "RECEIPT",
            Self::Error => "ERROR",
            Self::Unknown(line) => line,
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
