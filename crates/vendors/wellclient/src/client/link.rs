use ctimock_time::Time;

use super::{login::Login, recover::Recovered, stomp::HeartBeat};

/// What is done when the pause after CONNECTED is over.
#[derive(Debug)]
pub(super) enum After {
    /// The agent logs on.
    Login(Box<Login>),
    /// The recovered agent goes on.
    Recovery(Box<Recovered>),
    /// A reconnected page asks what it has missed.
    Rebuild,
}

/// The page's WebSocket.
#[derive(Debug, Default)]
pub(super) enum Link {
    /// There is none, and none is wanted.
    #[default]
    Closed,
    /// It was lost and will be opened again.
    Lost,
    /// The handshake is under way.
    Opening { socket: u64, after: After },
    /// CONNECT is sent.
    Greeting {
        socket: u64,
        partial: String,
        after: After,
    },
    /// CONNECTED came.
    Subscribed {
        socket: u64,
        partial: String,
        heard: Time,
        beat: HeartBeat,
    },
}

impl Link {
    /// Returns the number of the socket that is open or opening.
    pub(super) fn socket(&self) -> Option<u64> {
        match self {
            Self::Closed | Self::Lost => None,
            Self::Opening { socket, .. }
            | Self::Greeting { socket, .. }
            | Self::Subscribed { socket, .. } => Some(*socket),
        }
    }

    /// Returns whether events come.
    pub(super) fn is_subscribed(&self) -> bool {
        matches!(self, Self::Subscribed { .. })
    }

    /// Returns where the beginning of a frame is kept until the rest comes.
    pub(super) fn partial(&mut self) -> Option<&mut String> {
        match self {
            Self::Closed | Self::Lost | Self::Opening { .. } => None,
            Self::Greeting { partial, .. } | Self::Subscribed { partial, .. } => Some(partial),
        }
    }
}
