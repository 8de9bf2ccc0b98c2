//! What becomes of an agent whose device left a call.

use crate::{AgentState, DeviceId, Switch, deadlines::Owner};

use super::agents::is_reserved;

impl Switch {
    /// Applies to the agent at a device without calls what waited for that.
    pub(crate) fn free(&mut self, device: DeviceId) {
        self.stirred = true;
        let seat = self
            .seat(device)
            .expect("a device that was in a call exists");
        let (idle_device, agent) = (seat.calls.is_empty(), seat.agent);
        let Some(agent) = agent else { return };
        let idle = self.count();
        let now = self.now;
        let after_work = self.settings.after_work;
        let duty = self.duty_mut(agent);
        duty.idle = idle;
        if !idle_device {
            return;
        }
        let talked = std::mem::take(&mut duty.talked);
        let state = duty.agent.state;
        if let Some(pending) = duty.agent.pending {
            self.enter_pending(agent, pending);
        } else if let Some(lasting) = after_work.filter(|_| talked) {
            self.enter_state(
                agent,
                AgentState::AfterWork {
                    until: Some(now + lasting),
                },
            );
        } else if is_reserved(state) {
            self.enter_state(agent, AgentState::Ready);
        }
    }

    /// Notes that a device came into a call: a reservation of its agent is used.
    pub(crate) fn occupy(&mut self, device: DeviceId) {
        let agent = self.seat(device).expect("a device in a call exists").agent;
        if let Some(agent) = agent
            && self
                .agent(agent)
                .is_some_and(|agent| is_reserved(agent.state))
        {
            self.deadlines.cancel_all(Owner::Agent(agent));
        }
    }

    /// Notes that the agent at a device talks.
    pub(crate) fn mark_talking(&mut self, device: DeviceId) {
        if let Some(agent) = self.seat(device).expect("a device in a call exists").agent {
            self.duty_mut(agent).talked = true;
        }
    }
}
