use std::time::Duration;

use ctimock_time::Time;

use crate::{AgentId, DeviceId, Media, QueueId};

/// A small word of the dialect that says why an agent is not ready; the switch only carries it.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Reason(pub u16);

/// A person who works on a device.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Agent {
    /// Who it is.
    pub id: AgentId,
    /// Where the agent is logged on, if anywhere.
    pub device: Option<DeviceId>,
    /// What the agent does. *Busy* is derived from connections and never stored.
    pub state: AgentState,
    /// The state that was asked for during a call and applies when the last call ends.
    pub pending: Option<PendingState>,
    /// The queues that the agent serves, each with a priority (smaller is served first).
    pub skills: Vec<(QueueId, u8)>,
    /// How many calls of each medium the agent may have at once.
    pub capacity: Capacity,
}

/// What an agent does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AgentState {
    /// Not there.
    LoggedOff,
    /// There, and taking no queue calls.
    NotReady(Reason),
    /// Taking calls.
    Ready,
    /// Kept free for one call, until then.
    Reserved {
        /// When the reservation ends by itself.
        until: Time,
    },
    /// Working on the call that ended.
    AfterWork {
        /// When it ends by itself, if it does.
        until: Option<Time>,
    },
}

/// A state that can be asked for: at once, or pending while calls are up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PendingState {
    /// Ready.
    Ready,
    /// Not ready, for this reason.
    NotReady(Reason),
    /// After-call work for this long; `None` is until the agent says otherwise.
    AfterWork(Option<Duration>),
}

/// The state in which an agent logs on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LogOnMode {
    /// Ready at once.
    Ready,
    /// Not ready, for this reason.
    NotReady(Reason),
}

/// How many calls of each medium an agent may have at once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Capacity {
    /// Voice calls.
    pub voice: u8,
    /// Video calls.
    pub video: u8,
    /// Text sessions.
    pub im: u8,
    /// Screen-sharing sessions.
    pub screen: u8,
}

impl Capacity {
    /// Returns the capacity for one medium.
    #[must_use]
    pub const fn of(self, media: Media) -> u8 {
        match media {
            Media::Voice => self.voice,
            Media::Video => self.video,
            Media::Im => self.im,
            Media::Screen => self.screen,
        }
    }
}

impl Default for Capacity {
    fn default() -> Self {
        Self {
            voice: 1,
            video: 1,
            im: 5,
            screen: 1,
        }
    }
}
