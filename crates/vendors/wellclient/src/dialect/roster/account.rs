use std::sync::Arc;

use ctimock_dialect::SocketId;
use ctimock_switch::{AgentId, DeviceId};
use ctimock_time::Time;
use uuid::Uuid;

use crate::dialect::early::Early;

/// An agent of the vendor: an account, and what the server keeps for it.
#[derive(Debug)]
pub(in crate::dialect) struct Agent {
    pub(in crate::dialect) id: AgentId,
    /// `5001@test.cc`.
    pub(in crate::dialect) login: Arc<str>,
    /// `test.cc`.
    pub(in crate::dialect) domain: Arc<str>,
    pub(in crate::dialect) password: Box<str>,
    /// The name that client-state gives.
    pub(in crate::dialect) name: Box<str>,
    /// Trunk prefixes, as declared.
    pub(in crate::dialect) prefixes: Vec<Box<str>>,
    pub(in crate::dialect) account: Account,
    /// The station of the world's declaration.
    pub(in crate::dialect) home: DeviceId,
    /// The scenario's names of the clients that connect as this agent; none for a simulated one.
    pub(in crate::dialect) clients: Vec<Arc<str>>,
    /// Who listens to the agent's topics.
    pub(in crate::dialect) listeners: Vec<Listener>,
    /// Sessions, oldest first.
    pub(in crate::dialect) sessions: Vec<Uuid>,
    /// The serial of the last event on the agent's topics.
    pub(in crate::dialect) last_serial: u64,
    /// When the agent is logged off unless a heartbeat comes.
    pub(in crate::dialect) silent_at: Option<Time>,
    /// Its page went away without a logout: its heartbeats are awaited, and never come (problem F10).
    pub(in crate::dialect) left_behind: bool,
    /// The reason given with the last change to `Ready`, which the switch does not carry.
    pub(in crate::dialect) ready_reason: Box<str>,
    /// The queue for which the dialler allocated the agent, `7021@test.cc`.
    pub(in crate::dialect) allocated_for: Option<Arc<str>>,
    /// Events that wait until somebody listens.
    pub(in crate::dialect) early: Option<Early>,
}

/// A subscription to an agent's topic.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::dialect) struct Listener {
    pub(in crate::dialect) socket: SocketId,
    /// The subscriber's own id for it.
    pub(in crate::dialect) subscription: Arc<str>,
    /// The topic as it was subscribed to.
    pub(in crate::dialect) topic: Arc<str>,
}

/// Whether an account may log on (dossier §13).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::dialect) enum Account {
    #[default]
    Active,
    /// 423: deleted or disabled.
    Disabled,
    /// 452: no agent.
    Illegal,
    /// 462: it cannot be allocated.
    Unallocatable,
    /// 465: the quota of automatic outbound agents is used up; only `Ready` is refused.
    QuotaUsed,
    /// 483: no task is assigned.
    NoTask,
}

impl Account {
    /// The words of the identity field `account`.
    pub(in crate::dialect) const WORDS: [(&'static str, Self); 6] = [
        ("active", Self::Active),
        ("disabled", Self::Disabled),
        ("illegal", Self::Illegal),
        ("unallocatable", Self::Unallocatable),
        ("quota_used", Self::QuotaUsed),
        ("no_task", Self::NoTask),
    ];
}

impl Agent {
    /// Returns the client under test, if there is exactly one with this identity.
    pub(in crate::dialect) fn sole_client(&self) -> Option<&Arc<str>> {
        match self.clients.as_slice() {
            [client] => Some(client),
            _ => None,
        }
    }

    /// Returns whether the agent is played by the scenario and sends no heartbeats.
    pub(in crate::dialect) const fn is_simulated(&self) -> bool {
        self.clients.is_empty() && !self.left_behind
    }

    /// Returns how many sockets listen.
    pub(in crate::dialect) fn sockets(&self) -> usize {
        let mut sockets: Vec<SocketId> = self.listeners.iter().map(|it| it.socket).collect();
        sockets.sort_unstable();
        sockets.dedup();
        sockets.len()
    }
}
