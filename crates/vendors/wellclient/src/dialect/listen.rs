use std::sync::Arc;

use ctimock_dialect::{Channel, Context, Form, Frame, Signal, SocketId, Upgrade};
use ctimock_stomp::Output;
use http::{HeaderMap, Request, header::SEC_WEBSOCKET_PROTOCOL};

use super::{
    problems::{OPEN_ERROR, Problem},
    refuse::Refused,
    reply,
    roster::Listener,
    router,
    server::Server,
    sockjs::{self, Framing},
};

impl Server {
    /// Accepts `…/mvc/stomp/websocket` under any prefix. The vendor's client asks for no subprotocol
    /// and must get none (dossier §3); who offers STOMP gets the best that was offered, because
    /// browsers give up without.
    pub(super) fn decide_upgrade(&mut self, id: SocketId, request: &Request<()>) -> Upgrade {
        let path = request.uri().path();
        let segments = router::segments(path);
        let is_sockjs = sockjs::is_session(&segments);
        if is_sockjs {
            self.sockets.expect_sockjs(id);
        }
        if is_sockjs || segments.ends_with(&["mvc", "stomp", "websocket"]) {
            let spoilt = self.options.problems.spoil_handshake(request.headers());
            return spoilt.unwrap_or_else(|| Upgrade::Accept {
                subprotocol: subprotocol(request.headers()),
            });
        }
        let error =
            format!("wanted `…/mvc/stomp/websocket` for a WebSocket, and there was `{path}`");
        Upgrade::Refuse(reply::response(
            Err(Refused::new(404, error)),
            request.headers(),
        ))
    }

    pub(super) fn handle_signal(&mut self, cx: &mut Context<'_>, id: SocketId, signal: Signal) {
        match signal {
            Signal::Opened => {
                self.sockets.open(cx.now(), id, &self.options.stomp);
                if self.sockets.form(id) == Form::SockJs {
                    self.open_sockjs(cx, id);
                }
                self.watch_idle(cx.now(), id);
            }
            Signal::Text(text) => self.take(cx, id, text.as_bytes()),
            Signal::Binary(bytes) => self.take(cx, id, &bytes),
            Signal::Closed(_) => self.forget_socket(cx, id),
        }
    }

    /// Takes what came, out of its wrapping.
    fn take(&mut self, cx: &mut Context<'_>, id: SocketId, message: &[u8]) {
        match self.sockets.get_mut(id).map(|socket| &socket.framing) {
            Some(Framing::SockJs(_)) => self.handle_array(cx, id, message),
            Some(Framing::Plain) | None => self.handle_message(cx, id, message),
        }
    }

    pub(super) fn handle_message(&mut self, cx: &mut Context<'_>, id: SocketId, message: &[u8]) {
        if let Some(socket) = self.sockets.get_mut(id) {
            socket.handle(cx.now(), message);
            self.drain_session(cx, id);
        }
    }

    /// Writes a heart-beat or gives a silent client up.
    pub(super) fn wake_socket(&mut self, cx: &mut Context<'_>, id: SocketId) {
        self.sockets.woke(id);
        if let Some(socket) = self.sockets.get_mut(id) {
            socket.session.handle_timeout(cx.now());
            self.drain_session(cx, id);
        }
    }

    /// Closes a socket from the server's side.
    pub(super) fn drop_socket(&mut self, cx: &mut Context<'_>, id: SocketId, code: u16, why: &str) {
        const LONGEST: usize = 123;
        let end = why.floor_char_boundary(LONGEST);
        if self.sockets.form(id) == Form::SockJs {
            cx.write(id, format!("c{}", serde_json::json!([code, &why[..end]])));
        }
        cx.close(id, code, &why[..end]);
        self.forget_socket(cx, id);
    }

    /// Writes what is no event, in the socket's own form.
    pub(super) fn write_plain(
        &self,
        cx: &mut Context<'_>,
        id: SocketId,
        text: impl Into<Arc<str>>,
    ) {
        let frame = Frame {
            form: self.sockets.form(id),
            ..Frame::plain(text)
        };
        cx.write(id, frame.text());
    }

    fn drain_session(&mut self, cx: &mut Context<'_>, id: SocketId) {
        while let Some(output) = self
            .sockets
            .get_mut(id)
            .and_then(|it| it.session.poll_output())
        {
            match output {
                Output::Write(text) => {
                    if let Some(text) = self.options.problems.spoil_written(&text) {
                        self.write_plain(cx, id, text);
                        self.sockets.touch(cx.now(), id);
                    }
                }
                Output::Subscribed {
                    id: subscription,
                    destination,
                } => self.subscribe(cx, id, &subscription, &destination),
                Output::Unsubscribed {
                    id: subscription, ..
                } => self.unsubscribe(id, &subscription),
                Output::Send { destination, .. } => {
                    cx.note(format!(
                        "{id} sent to `{destination}`, where nobody listens"
                    ));
                }
                Output::Connected { .. } | Output::Disconnected => {}
                Output::Close { reason } => {
                    self.drop_socket(cx, id, reason.websocket_code(), &reason.to_string());
                    return;
                }
            }
        }
        self.sockets.reschedule(&mut self.deadlines, id);
    }

    /// Whoever names an agent's topic gets its events: the broker asks for no session (dossier §5).
    fn subscribe(&mut self, cx: &mut Context<'_>, id: SocketId, subscription: &str, topic: &str) {
        let Some(agent_id) = self.roster.by_topic(topic) else {
            cx.note(format!(
                "{id} listens to `{topic}`, which is no agent's topic"
            ));
            return;
        };
        let agent = self.roster.agent_mut(agent_id);
        agent.listeners.push(Listener {
            socket: id,
            subscription: Arc::from(subscription),
            topic: Arc::from(topic),
        });
        if let Some(client) = agent.sole_client() {
            cx.claim(Channel::Socket(id), client);
        }
        if let Some(socket) = self.sockets.get_mut(id)
            && !socket.topics.contains(&agent_id)
        {
            socket.topics.push(agent_id);
        }
        if self.options.problems.has(Problem::OpenError) {
            cx.write(id, OPEN_ERROR);
        }
    }

    fn unsubscribe(&mut self, id: SocketId, subscription: &str) {
        let Some(socket) = self.sockets.get_mut(id) else {
            return;
        };
        for agent in socket.topics.clone() {
            self.roster
                .agent_mut(agent)
                .listeners
                .retain(|it| it.socket != id || *it.subscription != *subscription);
        }
    }

    fn forget_socket(&mut self, cx: &mut Context<'_>, id: SocketId) {
        let Some(socket) = self.sockets.close(&mut self.deadlines, id) else {
            return;
        };
        for agent in socket.topics {
            let listeners = &mut self.roster.agent_mut(agent).listeners;
            listeners.retain(|it| it.socket != id);
            listeners.shrink_to_fit();
            self.use_absence(cx, agent);
        }
    }
}

fn subprotocol(headers: &HeaderMap) -> Option<String> {
    let offered: Vec<&str> = headers
        .get_all(SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(',').map(str::trim))
        .collect();
    ["v12.stomp", "v11.stomp", "v10.stomp"]
        .into_iter()
        .find(|known| offered.contains(known))
        .map(str::to_owned)
}
