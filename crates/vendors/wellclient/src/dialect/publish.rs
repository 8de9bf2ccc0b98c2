use std::sync::Arc;

use ctimock_dialect::{Context, Form, Frame};
use ctimock_stomp::FRAME_END;
use ctimock_switch::{AgentId, CallId};

use super::{clock, serials::Stream, server::Server, wire::Root};

/// To whom an event goes, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy<'a> {
    pub(super) agent: AgentId,
    /// The receiving agent's device.
    pub(super) device: &'a str,
    pub(super) name: &'static str,
    pub(super) stream: Stream,
    /// The call that it is about.
    pub(super) call: Option<CallId>,
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
        text: impl Fn(Root<'_>) -> String,
    ) {
        for _ in 0..self.options.problems.tellings(copy.name) {
            self.publish_once(cx, copy, &text);
        }
    }

    fn publish_once(
        &mut self,
        cx: &mut Context<'_>,
        copy: Copy<'_>,
        text: impl Fn(Root<'_>) -> String,
    ) {
        let problems = self.options.problems;
        let Some(serial) = self.next_serial(copy.agent, copy.stream) else {
            if let Some(client) = self.roster.agent(copy.agent).sole_client() {
                cx.unheard(client, copy.name);
            }
            return;
        };
        if let Some(problem) = problems.loses(copy.name) {
            self.note_loss(cx, problem, copy.name, copy.agent);
            return;
        }
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
            serial: problems.shown_serial(serial),
            namespace: &namespace,
            src_device_id: Some(copy.device),
        };
        self.send_or_keep(cx, copy, text(root).into());
    }

    /// Counts an event of an agent; `None` when nobody listens.
    pub(super) fn next_serial(&mut self, agent: AgentId, stream: Stream) -> Option<u64> {
        let agent = self.roster.agent_mut(agent);
        agent.last_serial = self.serials.next(stream, agent.last_serial);
        let is_heard = !agent.listeners.is_empty() || agent.early.is_some();
        is_heard.then_some(agent.last_serial)
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
        let Some(body) = self.keep_early(agent, name, body) else {
            return;
        };
        let problems = self.options.problems;
        for listener in &self.roster.agent(agent).listeners {
            if let Some(scrap) = problems.scrap(&body)
                && let Some(head) = self.sockets.message_head(cx.now(), listener)
            {
                self.write_plain(cx, listener.socket, format!("{head}{scrap}{FRAME_END}"));
            }
            let Some(head) = self.sockets.message_head(cx.now(), listener) else {
                continue;
            };
            let frame = Frame {
                head: problems.shown_head(head),
                body: Arc::clone(&body),
                tail: FRAME_END,
                form: match problems.form() {
                    Form::Text => self.sockets.form(listener.socket),
                    spoilt => spoilt,
                },
            };
            for _ in 0..problems.copies() {
                cx.send(listener.socket, name, frame.clone());
            }
            self.sockets
                .reschedule(&mut self.deadlines, listener.socket);
        }
    }
}
