//! SockJS, which the vendor's clients up to 1.17.2 put round STOMP (dossier §5, §16): the facts about the
//! server that a client asks for first, and the frames on its WebSocket.

use std::time::Duration;

use ctimock_dialect::{Context, Form, SocketId};
use ctimock_time::Time;
use serde::Serialize;

use super::{deadlines::Due, reply::Reply, server::Server};

/// How often the server says that it is there.
const BEAT: Duration = Duration::from_secs(25);

/// What stands round the messages of a WebSocket.
#[derive(Debug)]
pub(super) enum Framing {
    /// Nothing: each message is text of STOMP.
    Plain,
    /// SockJS, whose next `h` is due then.
    SockJs(Option<Time>),
}

impl Framing {
    /// Returns in which form a message goes out.
    pub(super) const fn form(&self) -> Form {
        match self {
            Self::Plain => Form::Text,
            Self::SockJs(_) => Form::SockJs,
        }
    }
}

/// The body of `GET …/mvc/stomp/info`.
#[derive(Debug, Serialize)]
struct Info {
    entropy: u32,
    origins: [&'static str; 1],
    cookie_needed: bool,
    websocket: bool,
}

impl Server {
    /// Tells a client of SockJS what the server can do: WebSockets, from everywhere, without cookies.
    pub(super) fn sockjs_info(cx: &mut Context<'_>) -> Reply {
        let entropy = cx.mint().below(u64::from(u32::MAX));
        Reply::json(&Info {
            entropy: u32::try_from(entropy).expect("it is below the largest one"),
            origins: ["*:*"],
            cookie_needed: false,
            websocket: true,
        })
    }

    /// Greets a client of SockJS with `o`, and begins to beat.
    pub(super) fn open_sockjs(&mut self, cx: &mut Context<'_>, id: SocketId) {
        cx.write(id, "o");
        self.plan_sockjs_beat(cx.now(), id);
    }

    /// Writes an `h`.
    pub(super) fn beat_sockjs(&mut self, cx: &mut Context<'_>, id: SocketId) {
        if let Some(socket) = self.sockets.get_mut(id)
            && let Framing::SockJs(due) = &mut socket.framing
        {
            *due = None;
            cx.write(id, "h");
            self.sockets.touch(cx.now(), id);
            self.plan_sockjs_beat(cx.now(), id);
        }
    }

    /// Takes a message of a client of SockJS: a list of texts, each a message of its own.
    pub(super) fn handle_array(&mut self, cx: &mut Context<'_>, id: SocketId, message: &[u8]) {
        if message.is_empty() {
            return;
        }
        let Ok(texts) = serde_json::from_slice::<Vec<String>>(message) else {
            let there = String::from_utf8_lossy(message);
            let why = format!("wanted a JSON list of texts, and there was {there}");
            self.drop_socket(cx, id, 1002, &why);
            return;
        };
        for text in texts {
            self.handle_message(cx, id, text.as_bytes());
        }
    }

    fn plan_sockjs_beat(&mut self, now: Time, id: SocketId) {
        if let Some(socket) = self.sockets.get_mut(id)
            && let Framing::SockJs(due) = &mut socket.framing
        {
            self.deadlines
                .move_to(Due::SockJs(id), due, Some(now + BEAT));
        }
    }
}

/// Returns whether a path is a session of SockJS: `…/mvc/stomp/{server}/{session}/websocket`.
pub(super) fn is_session(path: &[&str]) -> bool {
    let named = |segment: &&str| !segment.is_empty() && !segment.contains('.');
    matches!(path, [.., "mvc", "stomp", server, session, "websocket"]
        if named(server) && named(session))
}
