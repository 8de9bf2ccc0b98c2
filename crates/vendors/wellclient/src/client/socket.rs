use std::{borrow::Cow, mem, time::Duration};

use ctimock_protocol::{ClientOutput, SocketNews};
use ctimock_time::Time;
use http::Request;

use super::{
    link::{After, Link},
    sdk::Sdk,
    stomp::{self, Frame, HeartBeat},
    timers::Timer,
};

/// Between CONNECTED and what the connection was made for (dossier §4.1).
const PAUSE: Duration = Duration::from_millis(500);

impl Sdk {
    /// Opens the socket; an attempt to reconnect is given up for it.
    pub(super) fn open_socket(&mut self, now: Time, after: After) {
        self.timers.clear(Timer::Reconnect);
        let url = [
            self.page.ws.as_str(),
            &self.config.sdk_path,
            "/mvc/stomp/websocket",
        ]
        .concat();
        let socket = self.number();
        match Request::get(url).body(()) {
            Ok(request) => {
                self.link = Link::Opening { socket, after };
                self.outputs
                    .push_back(ClientOutput::Open { socket, request });
            }
            Err(_) => self.on_lost(now),
        }
    }

    /// Takes news of the socket of the link.
    pub(super) fn on_news(&mut self, now: Time, news: SocketNews) {
        match news {
            SocketNews::Opened => self.on_opened(),
            SocketNews::Text(text) => self.on_text(now, &text),
            // The same frames in the other form: UTF-8 all the same (dossier §5 has the SDK garble it).
            SocketNews::Binary(bytes) => self.on_text(now, &String::from_utf8_lossy(&bytes)),
            SocketNews::Refused(_) | SocketNews::Closed { .. } => self.on_lost(now),
        }
    }

    /// Ends the connection for good: DISCONNECT, close, no reconnect.
    pub(super) fn close_socket(&mut self) {
        if matches!(self.link, Link::Greeting { .. } | Link::Subscribed { .. }) {
            self.transmit(stomp::DISCONNECT.to_owned());
        }
        self.unload();
    }

    /// Closes the socket as a page does that goes away: without a DISCONNECT.
    pub(super) fn unload(&mut self) {
        self.close_link();
        self.link = Link::Closed;
        self.after = None;
        self.reconnects = 0;
        self.timers.clear(Timer::Reconnect);
        self.timers.clear(Timer::Subscribed);
    }

    /// Does what the connection was made for.
    pub(super) fn go_on(&mut self, now: Time) {
        match self.after.take() {
            Some(After::Login(login)) => self.log_on(now, login),
            Some(After::Recovery(recovered)) => self.resume(now, *recovered),
            Some(After::Rebuild) => self.ask_what_was_missed(now),
            None => {}
        }
    }

    fn on_opened(&mut self) {
        if let Link::Opening { socket, after } = mem::take(&mut self.link) {
            self.link = Link::Greeting {
                socket,
                partial: String::new(),
                after,
            };
            self.transmit(stomp::CONNECT.to_owned());
        }
    }

    fn on_text(&mut self, now: Time, text: &str) {
        if let Link::Subscribed { heard, .. } = &mut self.link {
            *heard = now;
        }
        let Some(partial) = self.link.partial() else {
            return;
        };
        let partial = mem::take(partial);
        let text = if partial.is_empty() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(partial + text)
        };
        let mut rest = text.as_ref();
        while let Some((frame, behind)) = stomp::split_frame(rest) {
            rest = behind;
            self.on_frame(now, &frame);
        }
        if let Some(partial) = self.link.partial() {
            stomp::without_heart_beats(rest).clone_into(partial);
        }
    }

    fn on_frame(&mut self, now: Time, frame: &Frame<'_>) {
        match (frame.command, &self.link) {
            ("CONNECTED", Link::Greeting { .. }) => self.on_connected(now, frame),
            ("MESSAGE", Link::Subscribed { .. })
                if frame.header("subscription") == Some(stomp::SUBSCRIPTION) =>
            {
                self.on_message(now, frame.body);
            }
            ("ERROR", Link::Greeting { .. } | Link::Subscribed { .. }) => {
                self.schedule_reconnect(now);
            }
            _ => {}
        }
    }

    fn on_connected(&mut self, now: Time, frame: &Frame<'_>) {
        let Link::Greeting { socket, after, .. } = mem::take(&mut self.link) else {
            return;
        };
        let beat = HeartBeat::negotiated(frame);
        self.link = Link::Subscribed {
            socket,
            partial: String::new(),
            heard: now,
            beat,
        };
        self.reconnects = 0;
        self.stream.restart();
        if let Some(every) = beat.ping {
            self.timers.set(Timer::StompPing, now + every);
        }
        if let Some(every) = beat.check {
            self.timers.set(Timer::StompCheck, now + every);
        }
        self.transmit(stomp::subscribe(&self.who.login_id));
        self.after = Some(after);
        self.timers.set(Timer::Subscribed, now + PAUSE);
    }

    /// Puts the close out, and nothing else.
    pub(super) fn close_link(&mut self) {
        self.timers.clear(Timer::StompPing);
        self.timers.clear(Timer::StompCheck);
        if let Some(socket) = self.link.socket() {
            self.outputs.push_back(ClientOutput::Close {
                socket,
                code: None,
                reason: String::new(),
            });
        }
    }

    /// Sends a text on the socket of the link.
    pub(super) fn transmit(&mut self, text: String) {
        if let Some(socket) = self.link.socket() {
            self.outputs.push_back(ClientOutput::Send { socket, text });
        }
    }
}
