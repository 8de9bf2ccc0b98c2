use std::sync::Arc;

use bytes::Bytes;
use ctimock_switch::{Command, Receipt, Refusal, Switch};
use ctimock_time::Time;
use http::Response;
use jiff::civil::DateTime;

use crate::{Channel, Effect, ExchangeId, Frame, Mint, SocketId, Wall};

/// All that a dialect may use while it handles one input.
#[derive(Debug)]
pub struct Context<'a> {
    now: Time,
    wall: &'a Wall,
    switch: &'a mut Switch,
    mint: &'a mut Mint,
    effects: &'a mut Vec<Effect>,
}

impl<'a> Context<'a> {
    /// Returns a context; what the dialect does is appended to `effects`.
    pub fn new(
        now: Time,
        wall: &'a Wall,
        switch: &'a mut Switch,
        mint: &'a mut Mint,
        effects: &'a mut Vec<Effect>,
    ) -> Self {
        Self {
            now,
            wall,
            switch,
            mint,
            effects,
        }
    }

    /// Carries out a service of the switch and journals it. Its events come back through
    /// [`Dialect::on_event`](crate::Dialect::on_event) after the current input.
    ///
    /// # Errors
    /// The switch's refusal, which changed nothing.
    pub fn command(&mut self, command: Command) -> Result<Receipt, Refusal> {
        let outcome = self.switch.command(self.now, command.clone());
        self.effects.push(Effect::Command { command, outcome });
        outcome
    }

    /// Answers a request.
    pub fn respond(&mut self, exchange: ExchangeId, response: Response<Bytes>) {
        self.effects.push(Effect::Respond { exchange, response });
    }

    /// Sends an event of the contract.
    pub fn send(&mut self, socket: SocketId, name: &'static str, frame: Frame) {
        self.effects.push(Effect::Send {
            socket,
            name: Some(name),
            frame,
        });
    }

    /// Writes what is no event: a handshake, a receipt, a heart-beat.
    pub fn write(&mut self, socket: SocketId, text: impl Into<Arc<str>>) {
        self.effects.push(Effect::Send {
            socket,
            name: None,
            frame: Frame::plain(text),
        });
    }

    /// Closes a WebSocket.
    pub fn close(&mut self, socket: SocketId, code: u16, reason: impl Into<String>) {
        self.effects.push(Effect::Close {
            socket,
            code,
            reason: reason.into(),
        });
    }

    /// Says whose channel it is.
    pub fn claim(&mut self, channel: Channel, client: &Arc<str>) {
        self.effects.push(Effect::Claim {
            channel,
            client: Arc::clone(client),
        });
    }

    /// Notes that an event for a client reaches nobody: the client has not asked for its events.
    pub fn unheard(&mut self, client: &Arc<str>, name: &'static str) {
        self.effects.push(Effect::Unheard {
            client: Arc::clone(client),
            name,
        });
    }

    /// Leaves a hint in the journal.
    pub fn note(&mut self, text: impl Into<String>) {
        self.effects.push(Effect::Note(text.into()));
    }

    /// Returns the seeded source of ids.
    pub fn mint(&mut self) -> &mut Mint {
        self.mint
    }

    /// Returns the switch to set it up (devices, agents, queues): only while provisioning and for
    /// numbers that nobody declared.
    pub fn switch_mut(&mut self) -> &mut Switch {
        self.switch
    }

    /// Returns the switch to read.
    #[must_use]
    pub fn switch(&self) -> &Switch {
        self.switch
    }

    /// Returns the instant.
    #[must_use]
    pub fn now(&self) -> Time {
        self.now
    }

    /// Returns what the vendor's clock shows, in its own zone.
    #[must_use]
    pub fn wall(&self) -> DateTime {
        self.wall.at(self.now)
    }
}
