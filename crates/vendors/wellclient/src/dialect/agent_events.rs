use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{AgentEvent, AgentId, AgentState, DeviceId};

use super::{
    mode::Mode,
    publish::Copy,
    roster::Kind,
    serials::Stream,
    server::Server,
    wire::{self, Root},
};

impl Server {
    /// Tells an agent what became of it.
    pub(super) fn on_agent_event(&mut self, cx: &mut Context<'_>, event: &AgentEvent) {
        match *event {
            AgentEvent::LoggedOn {
                agent,
                device,
                state,
            } => {
                self.seat(device, Some(agent));
                self.logged_on += 1;
                self.wait_for_listener(cx.now(), agent);
                self.hear(cx.now(), agent);
                if !self.bindings.is_hushed(agent) {
                    self.tell_agent(cx, agent, device, "agentLoggedOn", state.into(), None);
                }
            }
            AgentEvent::LoggedOff { agent, device, .. } => {
                if !self.bindings.is_hushed(agent) {
                    self.tell_agent(cx, agent, device, "agentLoggedOff", Mode::Logout, None);
                }
                self.bindings.off(agent, cx.now());
                self.telephones.free(device, cx.now());
                self.seat(device, None);
                self.logged_on -= 1;
                self.stop_hearing(agent);
            }
            AgentEvent::StateChanged {
                agent,
                device,
                from,
                to,
                reason,
            } => {
                if self.bindings.is_hushed(agent) {
                    return;
                }
                let not_ready = reason.and_then(|reason| self.roster.reasons.text(reason));
                let ready = || {
                    let reason = &self.roster.agent(agent).ready_reason;
                    (!reason.is_empty()).then_some(&**reason)
                };
                let (name, reason) = match to {
                    // `agentLoggedOff` has said it.
                    AgentState::LoggedOff => return,
                    AgentState::Ready => ("agentReady", ready()),
                    AgentState::NotReady(_) => ("agentNotReady", not_ready),
                    AgentState::Reserved { .. } => ("agentAllocated", None),
                    AgentState::AfterWork { .. } => ("agentWorkingAfterCall", None),
                };
                let reason: Option<Arc<str>> = reason.map(Arc::from);
                let account = self.roster.agent_mut(agent);
                account.ready_reason = Box::default();
                if !matches!(to, AgentState::Reserved { .. }) {
                    account.allocated_for = None;
                }
                if self.options.problems.loses_mode(from, to) {
                    self.note_loss(cx, "F8.mode", name, agent);
                    return;
                }
                self.tell_agent(cx, agent, device, name, to.into(), reason.as_deref());
            }
        }
    }

    fn tell_agent(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        device: DeviceId,
        name: &'static str,
        mode: Mode,
        reason: Option<&str>,
    ) {
        let login = Arc::clone(&self.roster.agent(agent).login);
        let device = self.roster.device(device).name_in("");
        let queue = self.roster.agent(agent).allocated_for.clone();
        let queue = queue.filter(|_| mode == Mode::Allocated);
        let seq_id = (mode == Mode::Allocated).then(|| cx.mint().uuid().simple().to_string());
        let copy = Copy {
            agent,
            device: &device,
            name,
            stream: Stream::Agent,
            call: None,
        };
        self.publish(cx, copy, |root: Root<'_>| {
            wire::text(&wire::AgentEvent {
                root,
                device_id: &device,
                agent_id: &login,
                agent_mode: mode.word(),
                devices: wire::Devices { voice: &device },
                reason,
                queue_id: queue.as_deref(),
                seq_id: seq_id.as_deref(),
            })
        });
    }

    fn seat(&mut self, device: DeviceId, who: Option<AgentId>) {
        if let Kind::Station { agent, .. } = &mut self.roster.device_mut(device).kind {
            *agent = who;
        }
    }
}
