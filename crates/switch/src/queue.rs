use std::time::Duration;

use crate::{AgentId, DeviceId, QueueId};

/// A queue that offers waiting calls to agents.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Queue {
    /// Which queue.
    pub id: QueueId,
    /// The group device that callers reach it by.
    pub device: DeviceId,
    /// Its agents; an agent's `skills` give the priority.
    pub members: Vec<AgentId>,
    /// Who is asked first.
    pub policy: Policy,
    /// How long one agent is rung.
    pub ring_timeout: Duration,
    /// What becomes of the call when an agent does not answer.
    pub on_no_answer: OnNoAnswer,
    /// What becomes of a call when nobody is logged on.
    pub on_empty: OnEmpty,
}

/// Who is asked first.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Policy {
    /// Whoever has been free the longest.
    #[default]
    LongestIdle,
    /// The smallest priority, then the longest idle.
    Priority,
    /// All free agents at once, and whoever becomes free while they ring; the first to answer has it.
    RingAll,
}

/// What becomes of a call that an agent lets ring.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OnNoAnswer {
    /// It goes to the next agent.
    #[default]
    Next,
    /// It goes to the next agent, and this one becomes not ready.
    NotReady,
    /// It goes back to the queue and may come to the same agent again.
    Back,
}

/// What becomes of a call when no agent is logged on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OnEmpty {
    /// It waits.
    #[default]
    Wait,
    /// It is refused as busy.
    Refuse,
}
