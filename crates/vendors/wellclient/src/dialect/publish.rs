use std::sync::Arc;

use ctimock_dialect::{Context, Frame};
use ctimock_stomp::FRAME_END;
use ctimock_switch::AgentId;

use super::{clock, problems::Problem, serials::Stream, server::Server, wire::Root};

/// To whom an event goes, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy<'a> {
    pub(super) agent: AgentId,
    /// The receiving agent's device.
    pub(super) device: &'a str,
    pub(super) name: &'static str,
    pub(super) stream: Stream,
}

impl Server {
    /// Sends one agent its own copy of an event, on every subscription to the agent's topics.
    ///
    /// `text` writes the event behind its root. The serial is used up even when nobody listens: missed events are not sent again, and a client
    /// that comes back sees the gap.
    pub(super) fn publish(
        &mut self,
        cx: &mut Context<'_>,
        copy: Copy<'_>,
        text: impl FnOnce(Root<'_>) -> String,
    ) {
        let Some(serial) = self.next_serial(copy.agent, copy.stream) else {
            if let Some(client) = self.roster.agent(copy.agent).sole_client() {
                cx.unheard(client, copy.name);
            }
            return;
        };
        let (login, namespace) = {
            let agent = self.roster.agent(copy.agent);
            (Arc::clone(&agent.login), Arc::clone(&agent.domain))
        };
        let root = Root {
            event_name: copy.name,
            event_src: match copy.stream {
                Stream::Agent => &login,
                Stream::Csta => copy.device,
            },
            event_time: clock::stamp(cx.wall()),
            event_type: copy.stream.word(),
            serial,
            namespace: &namespace,
            src_device_id: Some(copy.device),
        };
        self.deliver(cx, copy.agent, copy.name, text(root).into());
    }

    /// Counts an event of an agent; `None` when nobody listens.
    pub(super) fn next_serial(&mut self, agent: AgentId, stream: Stream) -> Option<u64> {
        let agent = self.roster.agent_mut(agent);
        agent.last_serial = self.serials.next(stream, agent.last_serial);
        (!agent.listeners.is_empty()).then_some(agent.last_serial)
    }

    /// Writes an event to everybody who listens to an agent's topics: one frame in each message,
    /// because a client that fails over one drops the rest of its message (dossier §5).
    pub(super) fn deliver(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        name: &'static str,
        body: Arc<str>,
    ) {
        for listener in &self.roster.agent(agent).listeners {
            let Some(head) = self.sockets.message_head(cx.now(), listener) else {
                continue;
            };
            let frame = Frame {
                head,
                body: Arc::clone(&body),
                tail: FRAME_END,
            };
            if self.options.problems.has(Problem::RepeatedEvent) {
                cx.send(listener.socket, name, frame.clone());
            }
            cx.send(listener.socket, name, frame);
            self.sockets
                .reschedule(&mut self.deadlines, listener.socket);
        }
    }
}
