use std::collections::{BTreeMap, BTreeSet};

use ctimock_time::{Deadline, Time};

use crate::{Action, AgentId, CallId, Cause, DeviceId};

/// Everything that wakes the switch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Wake {
    /// A party with a plan does what one of its rules says.
    Behaviour {
        call: CallId,
        device: DeviceId,
        action: Action,
    },
    /// A far end that cannot be reached fails the attempt to reach it.
    Failure {
        call: CallId,
        device: DeviceId,
        cause: Cause,
    },
    /// A device has rung long enough.
    RingTimeout { call: CallId, device: DeviceId },
    /// A waiting call may be offered again to agents who did not take it.
    Reoffer { call: CallId },
    /// A reservation that no call used ends.
    ReservationEnd { agent: AgentId },
    /// After-call work is over.
    AfterWorkEnd { agent: AgentId },
    /// A lost media stream has stayed away too long.
    StreamLoss { call: CallId, device: DeviceId },
}

impl Wake {
    const fn reason(&self) -> &'static str {
        match self {
            Self::Behaviour { .. } => "behaviour due",
            Self::Failure { .. } => "failure of a far end",
            Self::RingTimeout { .. } => "ring time-out",
            Self::Reoffer { .. } => "queue re-offer",
            Self::ReservationEnd { .. } => "reservation end",
            Self::AfterWorkEnd { .. } => "after-work end",
            Self::StreamLoss { .. } => "stream-loss grace",
        }
    }
}

/// With whom a deadline goes: when the owner is gone, its deadlines are cancelled.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Owner {
    /// A device in a call, or on its way into it.
    Connection(CallId, DeviceId),
    /// A call.
    Call(CallId),
    /// An agent.
    Agent(AgentId),
    /// A device for itself: what its plan does after a call.
    Device(DeviceId),
}

/// When, and in which order among equals.
type Key = (Time, u64);

/// All pending deadlines; those of one instant come in the order in which they were set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Deadlines {
    due: BTreeMap<Key, (Owner, Wake)>,
    owned: BTreeSet<(Owner, Key)>,
    sequence: u64,
}

impl Deadlines {
    pub(crate) const fn new() -> Self {
        Self {
            due: BTreeMap::new(),
            owned: BTreeSet::new(),
            sequence: 0,
        }
    }

    pub(crate) fn set(&mut self, at: Time, owner: Owner, wake: Wake) {
        let key = (at, self.sequence);
        self.sequence += 1;
        self.due.insert(key, (owner, wake));
        self.owned.insert((owner, key));
    }

    /// Cancels the deadlines of an owner that `which` names.
    pub(crate) fn cancel(&mut self, owner: Owner, which: impl Fn(&Wake) -> bool) {
        for key in self.keys(owner) {
            if which(&self.due[&key].1) {
                self.due.remove(&key);
                self.owned.remove(&(owner, key));
            }
        }
    }

    /// Cancels all deadlines of an owner.
    pub(crate) fn cancel_all(&mut self, owner: Owner) {
        self.cancel(owner, |_| true);
    }

    /// Hands the deadlines of a device in one call over to the same device in another call.
    pub(crate) fn rehome(&mut self, device: DeviceId, old: CallId, new: CallId) {
        let (from, to) = (
            Owner::Connection(old, device),
            Owner::Connection(new, device),
        );
        for key in self.keys(from) {
            self.owned.remove(&(from, key));
            self.owned.insert((to, key));
            let (owner, wake) = self.due.get_mut(&key).expect("an owned deadline is due");
            *owner = to;
            match wake {
                Wake::Behaviour { call, .. }
                | Wake::Failure { call, .. }
                | Wake::RingTimeout { call, .. }
                | Wake::Reoffer { call }
                | Wake::StreamLoss { call, .. } => *call = new,
                Wake::ReservationEnd { .. } | Wake::AfterWorkEnd { .. } => {}
            }
        }
    }

    /// Takes the first deadline out if it is due and was set before `limit`.
    pub(crate) fn take_due(&mut self, now: Time, limit: u64) -> Option<(Time, Wake)> {
        let entry = self.due.first_entry()?;
        let key = *entry.key();
        if key.0 > now || key.1 >= limit {
            return None;
        }
        let (owner, wake) = entry.remove();
        self.owned.remove(&(owner, key));
        Some((key.0, wake))
    }

    /// Returns whether an owner has a deadline.
    pub(crate) fn has(&self, owner: Owner) -> bool {
        !self.keys(owner).is_empty()
    }

    /// Returns the number that the next deadline will have.
    pub(crate) const fn sequence(&self) -> u64 {
        self.sequence
    }

    pub(crate) fn first(&self) -> Option<Deadline> {
        let ((at, _), (_, wake)) = self.due.first_key_value()?;
        Some(Deadline::new(*at, wake.reason()))
    }

    fn keys(&self, owner: Owner) -> Vec<Key> {
        let first = (owner, (Time::ZERO, 0));
        let last = (owner, (Time::from_micros(u64::MAX), u64::MAX));
        self.owned
            .range(first..=last)
            .map(|(_, key)| *key)
            .collect()
    }
}
