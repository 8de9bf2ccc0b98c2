use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use ctimock_protocol::{Heard, LineError};

/// Numbers the conversations of one crew; never used twice.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct PeerId(pub(crate) u64);

/// What comes from the other side of a conversation.
#[derive(Debug)]
pub(crate) enum News {
    /// A message.
    Said(Heard),
    /// A line that is none.
    Nonsense(LineError),
    /// More than is taken in.
    Flood(String),
    /// Nothing more comes.
    End,
}

/// How much a client has said at one instant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    messages: AtomicUsize,
    bytes: AtomicUsize,
}

/// So many messages at one instant are a flood. The busiest client tells a few hundred events.
const MESSAGES: usize = 10_000;

/// So many bytes at one instant are a flood.
const BYTES: usize = 32 * 1024 * 1024;

/// So many bytes in one message are a flood.
pub(crate) const LINE: usize = 8 * 1024 * 1024;

impl Tally {
    /// Begins a new instant.
    pub(crate) fn reset(&self) {
        self.0.messages.store(0, Ordering::Relaxed);
        self.0.bytes.store(0, Ordering::Relaxed);
    }

    /// Counts a message.
    ///
    /// # Errors
    /// What was too much, in words.
    pub(super) fn count(&self, bytes: usize) -> Result<(), String> {
        if self.0.messages.fetch_add(1, Ordering::Relaxed) >= MESSAGES {
            return Err(format!("more than {MESSAGES} messages came at one instant"));
        }
        if self.0.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > BYTES {
            return Err(format!("more than {BYTES} bytes came at one instant"));
        }
        Ok(())
    }
}

/// Says that a message is too long.
pub(super) fn too_long() -> String {
    format!("a message has more than {LINE} bytes")
}
