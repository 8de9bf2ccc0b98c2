use crate::{Beats, CloseReason, Version};

/// What a session says, to its caller or through it to the client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Output {
    /// The client is accepted; `CONNECTED` was written before this.
    Connected {
        /// The version that both sides speak.
        version: Version,
        /// The heart-beats that both sides keep.
        beats: Beats,
    },
    /// The client wants the messages of a destination, which is literal text.
    Subscribed {
        /// The subscription's id; without one (1.0) the destination.
        id: Box<str>,
        /// The destination.
        destination: Box<str>,
    },
    /// The client wants them no more.
    Unsubscribed {
        /// The subscription's id; without one (1.0) the destination.
        id: Box<str>,
        /// The destination.
        destination: Box<str>,
    },
    /// The client sends a message.
    Send {
        /// Where to.
        destination: Box<str>,
        /// All headers of the frame in their order.
        headers: Vec<(String, String)>,
        /// The message.
        body: String,
    },
    /// The client said farewell.
    Disconnected,
    /// Text that goes to the client as one WebSocket message.
    Write(String),
    /// The connection is to be closed; nothing comes after this.
    Close {
        /// Why.
        reason: CloseReason,
    },
}
