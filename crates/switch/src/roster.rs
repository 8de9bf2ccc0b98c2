use ctimock_time::Time;

use crate::{Agent, AgentId, AgentState, CallId, Device};

/// A device with what only the switch knows about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Seat {
    pub(crate) device: Device,
    /// Who is logged on here.
    pub(crate) agent: Option<AgentId>,
    /// The calls that it is in, by id.
    pub(crate) calls: Vec<CallId>,
}

impl Seat {
    pub(crate) fn enter(&mut self, call: CallId) {
        if let Err(place) = self.calls.binary_search(&call) {
            self.calls.insert(place, call);
        }
    }

    pub(crate) fn leave(&mut self, call: CallId) {
        if let Ok(place) = self.calls.binary_search(&call) {
            self.calls.remove(place);
        }
    }
}

/// An agent with what only the switch knows about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Duty {
    pub(crate) agent: Agent,
    /// When the state began.
    pub(crate) since: Time,
    /// A number that grows each time an agent becomes free: the smallest has been free the longest.
    pub(crate) idle: u64,
    /// What the agent goes back to after after-call work.
    pub(crate) before: AgentState,
    /// The agent has talked since it was last without calls.
    pub(crate) talked: bool,
}
