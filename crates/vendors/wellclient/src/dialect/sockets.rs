use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ctimock_dialect::{Form, SocketId};
use ctimock_stomp::{Config, Session};
use ctimock_switch::AgentId;
use ctimock_time::Time;

use super::{
    deadlines::{Deadlines, Due},
    roster::Listener,
    sockjs::Framing,
};

/// The open WebSockets.
#[derive(Debug, Default)]
pub(super) struct Sockets {
    open: BTreeMap<SocketId, Socket>,
    /// Accepted ones that will speak SockJS.
    sockjs: BTreeSet<SocketId>,
}

/// A WebSocket with its STOMP session.
#[derive(Debug)]
pub(super) struct Socket {
    pub(super) session: Session,
    /// Agents to whose topics it listens, so that its end is found by them.
    pub(super) topics: Vec<AgentId>,
    /// The last message ended within a frame.
    mid_frame: bool,
    /// When the session wakes.
    due: Option<Time>,
    /// When the last message went, either way.
    touched: Time,
    messages: u64,
    /// What stands round its messages.
    pub(super) framing: Framing,
}

impl Sockets {
    /// Remembers that an accepted socket will speak SockJS.
    pub(super) fn expect_sockjs(&mut self, id: SocketId) {
        self.sockjs.insert(id);
    }

    pub(super) fn open(&mut self, now: Time, id: SocketId, config: &Arc<Config>) {
        let framing = if self.sockjs.remove(&id) {
            Framing::SockJs(None)
        } else {
            Framing::Plain
        };
        let socket = Socket {
            session: Session::new(Arc::clone(config), ""),
            topics: Vec::new(),
            mid_frame: false,
            due: None,
            touched: now,
            messages: 0,
            framing,
        };
        self.open.insert(id, socket);
    }

    /// Takes out a socket; its deadline goes with it.
    pub(super) fn close(&mut self, deadlines: &mut Deadlines, id: SocketId) -> Option<Socket> {
        let mut socket = self.open.remove(&id)?;
        deadlines.move_to(Due::Socket(id), &mut socket.due, None);
        if let Framing::SockJs(due) = &mut socket.framing {
            deadlines.move_to(Due::SockJs(id), due, None);
        }
        Some(socket)
    }

    pub(super) fn get_mut(&mut self, id: SocketId) -> Option<&mut Socket> {
        self.open.get_mut(&id)
    }

    /// Takes note that a message goes out.
    pub(super) fn touch(&mut self, now: Time, id: SocketId) {
        if let Some(socket) = self.open.get_mut(&id) {
            socket.touched = now;
        }
    }

    /// Returns when the last message went, either way.
    pub(super) fn touched(&self, id: SocketId) -> Option<Time> {
        self.open.get(&id).map(|socket| socket.touched)
    }

    /// Returns in which form a socket's messages go out.
    pub(super) fn form(&self, id: SocketId) -> Form {
        self.open
            .get(&id)
            .map_or(Form::Text, |socket| socket.framing.form())
    }

    /// Returns all sockets, by id.
    pub(super) fn ids(&self) -> Vec<SocketId> {
        self.open.keys().copied().collect()
    }

    /// Reads the session's deadline anew.
    pub(super) fn reschedule(&mut self, deadlines: &mut Deadlines, id: SocketId) {
        if let Some(socket) = self.open.get_mut(&id) {
            let at = socket.session.poll_timeout().map(|deadline| deadline.at);
            deadlines.move_to(Due::Socket(id), &mut socket.due, at);
        }
    }

    /// Forgets a deadline that has been taken.
    pub(super) fn woke(&mut self, id: SocketId) {
        if let Some(socket) = self.open.get_mut(&id) {
            socket.due = None;
        }
    }

    /// Returns the head of the next `MESSAGE` to a listener.
    pub(super) fn message_head(&mut self, now: Time, listener: &Listener) -> Option<String> {
        let socket = self.open.get_mut(&listener.socket)?;
        socket.messages += 1;
        socket.touched = now;
        let id = format!("{}-{}", listener.socket.0, socket.messages);
        socket.session.message(
            now,
            &listener.subscription,
            &id,
            &listener.topic,
            "application/json;charset=UTF-8",
        )
    }
}

impl Socket {
    /// Takes a message of the client. A lone `h` between frames is the keep-alive of clients of 2017
    /// (dossier §16) and no STOMP.
    pub(super) fn handle(&mut self, now: Time, message: &[u8]) {
        self.touched = now;
        if message == b"h" && !self.mid_frame {
            return;
        }
        let tail = match message.iter().rposition(|byte| *byte == 0) {
            Some(end) => {
                self.mid_frame = false;
                &message[end + 1..]
            }
            None => message,
        };
        self.mid_frame |= tail.iter().any(|byte| !matches!(byte, b'\n' | b'\r'));
        self.session.handle_binary(now, message);
    }
}
