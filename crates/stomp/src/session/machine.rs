use std::{collections::VecDeque, sync::Arc};

use ctimock_time::{Deadline, Time};

use super::{
    connect::{Accepted, accept},
    connected::{Connected, shown},
    subscription::Subscriptions,
};
use crate::{
    Beats, CloseReason, CodecError, Command, Config, Decoder, Frame, Item, Output, SessionError,
    Subscription, Version, encode, message_head,
};

/// The broker's side of one connection.
///
/// Text goes in with `handle_text`, everything else comes out of `poll_output`. After
/// [`Output::Close`] a session takes in nothing and says nothing.
#[derive(Debug)]
pub struct Session {
    config: Arc<Config>,
    decoder: Decoder,
    state: State,
    outputs: VecDeque<Output>,
}

#[derive(Debug)]
enum State {
    AwaitConnect { id: Box<str> },
    Connected(Connected),
    Closed,
}

impl Session {
    /// Returns a session that waits for `CONNECT`. `id` is the value of the `session` header of
    /// `CONNECTED`, which is left out when it is empty.
    #[must_use]
    pub fn new(config: Arc<Config>, id: &str) -> Self {
        Self {
            decoder: Decoder::new(config.limits),
            config,
            state: State::AwaitConnect { id: id.into() },
            outputs: VecDeque::new(),
        }
    }

    /// Takes in a text message of the client, which may hold frames in any pieces.
    pub fn handle_text(&mut self, now: Time, text: &str) {
        self.handle_binary(now, text.as_bytes());
    }

    /// Takes in a binary message of the client, which is read as UTF-8.
    pub fn handle_binary(&mut self, now: Time, bytes: &[u8]) {
        match &mut self.state {
            State::Closed => return,
            State::AwaitConnect { .. } => {}
            State::Connected(connected) => connected.heard = now,
        }
        self.decoder.push(bytes);
        while let Some(item) = self.next_item() {
            match item {
                Ok(Item::HeartBeat) => {}
                Ok(Item::Frame(frame)) => self.on_frame(now, frame),
                Err(error) => self.fail(now, error.into(), None),
            }
        }
    }

    /// Does what is due: writes a heart-beat, or gives a silent client up.
    pub fn handle_timeout(&mut self, now: Time) {
        let State::Connected(connected) = &self.state else {
            return;
        };
        if connected.silent_at().is_some_and(|at| at <= now) {
            let silence = connected.silence(now);
            self.close(CloseReason::Silent(silence));
        } else if connected.beat_at().is_some_and(|at| at <= now) {
            self.write_text(now, "\n".to_owned());
        }
    }

    /// Returns the head of a `MESSAGE` for a subscription (see [`message_head`]) and counts it as
    /// written; `None` when the session has no such subscription.
    ///
    /// Message ids are the caller's. The destination is the message's own, which may be another than
    /// the one that was subscribed to.
    pub fn message(
        &mut self,
        now: Time,
        subscription: &str,
        message_id: &str,
        destination: &str,
        content_type: &str,
    ) -> Option<String> {
        let State::Connected(connected) = &mut self.state else {
            return None;
        };
        connected.subscriptions.find(subscription)?;
        connected.wrote = now;
        let version = connected.version;
        Some(message_head(
            subscription,
            message_id,
            destination,
            content_type,
            version,
        ))
    }

    /// Writes an `ERROR` with this text and closes, for a reason that the protocol does not know.
    pub fn refuse(&mut self, now: Time, message: &str) {
        if !self.is_closed() {
            self.write(now, &Frame::new(Command::Error).with("message", message));
            self.close(CloseReason::Refused(message.into()));
        }
    }

    /// Returns the next thing that is said.
    pub fn poll_output(&mut self) -> Option<Output> {
        let output = self.outputs.pop_front();
        if output.is_none() {
            // An idle session holds no memory for what it may say one day.
            self.outputs = VecDeque::new();
        }
        output
    }

    /// Returns when and why the session wants [`Session::handle_timeout`].
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        let State::Connected(connected) = &self.state else {
            return None;
        };
        Deadline::earliest([
            connected
                .silent_at()
                .map(|at| Deadline::new(at, "client silent")),
            connected
                .beat_at()
                .map(|at| Deadline::new(at, "heart-beat")),
        ])
    }

    /// Returns what the client is subscribed to, oldest first; nothing once the session is closed.
    #[must_use]
    pub fn subscriptions(&self) -> &[Subscription] {
        match &self.state {
            State::Connected(connected) => connected.subscriptions.as_slice(),
            State::AwaitConnect { .. } | State::Closed => &[],
        }
    }

    /// Returns the version that was agreed, while the session is connected.
    #[must_use]
    pub const fn version(&self) -> Option<Version> {
        match &self.state {
            State::Connected(connected) => Some(connected.version),
            State::AwaitConnect { .. } | State::Closed => None,
        }
    }

    /// Returns whether the session is over.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed)
    }

    /// Returns how many outputs there is memory for.
    #[cfg(test)]
    pub(super) fn outputs_capacity(&self) -> usize {
        self.outputs.capacity()
    }

    /// Returns what the decoder finds, until the session is closed.
    fn next_item(&mut self) -> Option<Result<Item, CodecError>> {
        if self.is_closed() {
            None
        } else {
            self.decoder.poll()
        }
    }

    fn on_frame(&mut self, now: Time, frame: Frame) {
        let receipt = frame.header("receipt").map(Box::<str>::from);
        match self.answer(now, frame) {
            // `CONNECT` is answered by `CONNECTED` alone.
            Ok(Answer::Accepted { beats, version }) => {
                self.outputs.push_back(Output::Connected { version, beats });
            }
            Ok(Answer::Taken(output)) => {
                let leaves = output == Some(Output::Disconnected);
                self.outputs.extend(output);
                if let Some(receipt) = receipt {
                    let reply = Frame::new(Command::Receipt).with("receipt-id", receipt);
                    self.write(now, &reply);
                }
                if leaves {
                    self.close(CloseReason::Disconnected);
                }
            }
            Err(error) => self.fail(now, error, receipt.as_deref()),
        }
    }

    fn answer(&mut self, now: Time, frame: Frame) -> Result<Answer, SessionError> {
        match &mut self.state {
            State::AwaitConnect { id } => {
                let (Command::Connect | Command::Stomp) = frame.command else {
                    return Err(SessionError::NotConnected {
                        there: shown(&frame.command),
                    });
                };
                let Accepted {
                    version,
                    beats,
                    reply,
                } = accept(&self.config, id, &frame)?;
                self.decoder.agree(version);
                let subscriptions = Subscriptions::default();
                self.state = State::Connected(Connected {
                    version,
                    beats,
                    wrote: now,
                    heard: now,
                    subscriptions,
                });
                self.write(now, &reply);
                Ok(Answer::Accepted { version, beats })
            }
            State::Connected(connected) => {
                connected.on_frame(&self.config, frame).map(Answer::Taken)
            }
            State::Closed => Ok(Answer::Taken(None)),
        }
    }

    /// Tells the client what it did wrong, and closes.
    fn fail(&mut self, now: Time, error: SessionError, receipt: Option<&str>) {
        let mut reply = Frame::new(Command::Error).with("message", error.to_string());
        if let SessionError::NoCommonVersion { .. } = error {
            let known = Version::ALL.map(Version::as_str).join(",");
            reply.body = format!("supported protocol versions are {known}");
            reply = reply
                .with("version", known)
                .with("content-type", "text/plain");
        }
        if let Some(receipt) = receipt {
            reply = reply.with("receipt-id", receipt);
        }
        self.write(now, &reply);
        self.close(CloseReason::Violation(error));
    }

    fn write(&mut self, now: Time, frame: &Frame) {
        // Who has not agreed on a version is spoken to in the oldest.
        let version = self.version().unwrap_or(Version::V1_0);
        self.write_text(now, encode(frame, version));
    }

    fn write_text(&mut self, now: Time, text: String) {
        if let State::Connected(connected) = &mut self.state {
            connected.wrote = now;
        }
        self.outputs.push_back(Output::Write(text));
    }

    fn close(&mut self, reason: CloseReason) {
        self.state = State::Closed;
        self.decoder = Decoder::new(self.config.limits);
        self.outputs.push_back(Output::Close { reason });
    }
}

/// What a frame came to.
enum Answer {
    Accepted { version: Version, beats: Beats },
    Taken(Option<Output>),
}
