use std::time::Duration;

/// What a single client may cost. Everything beyond is refused in words, or closed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The head of a request: beyond it, 431.
    pub(crate) head_bytes: usize,
    /// The body of a request: beyond it, 413.
    pub(crate) body_bytes: usize,
    /// How long a connection may be silent before the next head is complete. Longer than the minute
    /// after which clients send their heart-beats, or connections would close under those.
    pub(crate) head_time: Duration,
    /// How long a body may take: beyond it, 408.
    pub(crate) body_time: Duration,
    /// One message on a WebSocket: beyond it, 1009.
    pub(crate) message_bytes: usize,
    /// How much may wait for a WebSocket's reader: beyond it, 1013.
    pub(crate) outbox_bytes: usize,
    /// How many messages may wait for a WebSocket's reader: beyond it, 1013.
    pub(crate) outbox_messages: usize,
    /// How long a peer may take to answer a closing handshake.
    pub(crate) closing_time: Duration,
    /// How long a stop waits for what is still going on.
    pub(crate) stop_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 64 * 1024,
            body_bytes: 1024 * 1024,
            head_time: Duration::from_secs(75),
            body_time: Duration::from_secs(30),
            message_bytes: 1024 * 1024,
            outbox_bytes: 1024 * 1024,
            outbox_messages: 4096,
            closing_time: Duration::from_secs(1),
            stop_time: Duration::from_millis(700),
        }
    }
}
