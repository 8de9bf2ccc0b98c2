use std::{fmt, sync::Arc};

use bytes::Bytes;
use ctimock_dialect::{
    Channel, Context, Contract, Dialect, Directory, Effect, ExchangeId, Mint, ProvisionError,
    Signal, SocketId, Upgrade, Variant, Wall, World,
};
use ctimock_switch::Switch;
use ctimock_time::{Deadline, Time};
use http::Request;
use serde_json::{Map, Value};

use crate::{Bound, Journal, Output, Vendor, What, channels::Exchange, wire::Wire};

/// How often something may be due again at one instant before the mock gives the word back to its
/// shell: a plan that never comes to rest is the shell's to report.
const ROUNDS: u32 = 100;

/// How a mock is set up.
#[derive(Clone, Debug)]
pub struct MockOptions {
    /// The seed of all ids.
    pub seed: u64,
    /// What the vendor's clock shows at the start.
    pub wall: Wall,
    /// Variants of undocumented behaviour.
    pub variant: Variant,
    /// How much the journal keeps.
    pub journal: Bound,
}

/// A vendor's whole server, without sockets.
///
/// The rule of every machine: a `handle_*`, then [`poll_output`](Self::poll_output) until `None`, then
/// [`poll_timeout`](Self::poll_timeout). Every `handle_*` first does what was due until `now`, each at
/// its own instant, so that a late or a long step of the clock passes every deadline in order.
pub struct Mock {
    pub(crate) vendor: &'static str,
    pub(crate) contract: fn() -> &'static Contract,
    pub(crate) dialect: Box<dyn Dialect>,
    pub(crate) switch: Switch,
    pub(crate) directory: Directory,
    pub(crate) wire: Wire,
    wall: Wall,
    mint: Mint,
    /// What the dialect has done and nobody has carried out yet.
    effects: Vec<Effect>,
    /// The latest instant that anything was handled at.
    clock: Time,
}

impl Mock {
    /// Returns the server of `vendor` with this world, at instant 0.
    ///
    /// # Errors
    /// What in the world cannot be.
    pub fn new(
        vendor: &Vendor,
        world: &World,
        options: MockOptions,
    ) -> Result<Self, Vec<ProvisionError>> {
        let dialect = (vendor.dialect)(&options.variant);
        let mut mock = Self {
            vendor: vendor.name,
            contract: vendor.contract,
            switch: Switch::new(dialect.switch_settings(world)),
            dialect,
            directory: Directory::default(),
            wire: Wire::new(Journal::new(options.journal)),
            wall: options.wall,
            mint: Mint::new(options.seed),
            effects: Vec::new(),
            clock: Time::ZERO,
        };
        mock.directory = mock.in_dialect(Time::ZERO, |dialect, cx| dialect.provision(cx, world))?;
        mock.settle(Time::ZERO);
        Ok(mock)
    }

    /// Takes a request. `client` is whose it is, if the shell knows (a port of its own); else the
    /// dialect finds out by session.
    pub fn handle_request(
        &mut self,
        now: Time,
        client: Option<&Arc<str>>,
        request: Request<Bytes>,
    ) -> ExchangeId {
        let now = self.reach(now);
        let operation =
            (self.contract)().operation_name(request.method().as_str(), request.uri().path());
        let preflight = request.method() == http::Method::OPTIONS;
        let exchange = self.wire.channels.open_exchange(Exchange {
            owner: client.cloned(),
            operation: operation.cloned(),
            preflight,
            answered: false,
        });
        let came = What::Request {
            exchange,
            operation: operation.cloned(),
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            body: request.body().clone(),
        };
        self.wire
            .take_in(now, Channel::Exchange(exchange), client.cloned(), came);
        let refusal = match preflight || self.wire.faults.are_none() {
            true => None,
            false => self.refusal_of_request(now, exchange, &request),
        };
        match refusal {
            Some(response) => self.wire.answer(now, exchange, response),
            None => self.in_dialect(now, |dialect, cx| dialect.on_request(cx, exchange, request)),
        }
        self.settle(now);
        exchange
    }

    /// Takes a WebSocket handshake; the answer is given at once. An accepted socket is told
    /// [`Signal::Opened`] by the shell when the `101` has left.
    pub fn handle_upgrade(
        &mut self,
        now: Time,
        client: Option<&Arc<str>>,
        request: &Request<()>,
    ) -> (SocketId, Upgrade) {
        let now = self.reach(now);
        let socket = self.wire.channels.next_socket();
        let upgrade = match self.refusal_of_handshake(now, client, request) {
            Some(response) => Upgrade::Refuse(response),
            None => self.in_dialect(now, |dialect, cx| dialect.on_upgrade(cx, socket, request)),
        };
        let uri = request.uri().clone();
        let what = match &upgrade {
            Upgrade::Accept { .. } => {
                self.wire.channels.open_socket(socket, client.cloned());
                What::Opened { socket, uri }
            }
            Upgrade::Refuse(response) => What::Refused {
                socket,
                uri,
                status: Some(response.status()),
            },
            Upgrade::Silence => What::Refused {
                socket,
                uri,
                status: None,
            },
        };
        self.wire
            .take_in(now, Channel::Socket(socket), client.cloned(), what);
        self.settle(now);
        (socket, upgrade)
    }

    /// Takes what happens on an accepted socket. Of a socket that is closed already nothing is taken:
    /// a client may still be sending when the mock has closed it.
    pub fn handle_signal(&mut self, now: Time, socket: SocketId, signal: Signal) {
        let now = self.reach(now);
        let Some(owner) = self.wire.channels.socket(socket).cloned() else {
            return;
        };
        let what = match &signal {
            Signal::Opened => None,
            Signal::Text(text) => Some(What::Received {
                socket,
                text: text.clone(),
            }),
            Signal::Binary(bytes) => Some(What::ReceivedBinary {
                socket,
                bytes: bytes.clone(),
            }),
            Signal::Closed(by) => {
                self.wire.channels.close_socket(socket);
                Some(What::Closed {
                    socket,
                    by: by.clone(),
                })
            }
        };
        if let Some(what) = what {
            self.wire.take_in(now, Channel::Socket(socket), owner, what);
        }
        self.in_dialect(now, |dialect, cx| dialect.on_signal(cx, socket, signal));
        self.settle(now);
    }

    /// Does what is due until `now`, each at its own instant: delayed messages, the switch, the dialect.
    /// If something is due at `now` again and again, it comes back with a deadline at `now`: the world
    /// does not come to rest, and the shell decides when it has seen enough.
    pub fn handle_timeout(&mut self, now: Time) {
        self.reach(now);
    }

    /// Gives the next output, oldest first.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.wire.pop_output()
    }

    /// Returns the next instant at which something happens by itself.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        debug_assert!(
            self.wire.is_drained(),
            "outputs are polled until there are none before the deadline is read"
        );
        self.deadline()
    }

    /// Returns the state of the vendor, as `GET world` shows it, with the instant as `now`.
    pub fn world(&mut self, now: Time) -> Value {
        let state = self.in_dialect(now, |dialect, cx| dialect.world(cx));
        let mut world = Map::new();
        world.insert("now".to_owned(), Value::String(now.to_string()));
        match state {
            Value::Object(fields) => world.extend(fields),
            other => {
                world.insert("state".to_owned(), other);
            }
        }
        Value::Object(world)
    }

    /// Returns what happened.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.wire.journal
    }

    /// Ends the mock and returns what happened.
    #[must_use]
    pub fn into_journal(self) -> Journal {
        self.wire.journal
    }

    /// Returns where the people of the world are.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Returns how many exchanges are open: taken, and not answered yet. Between inputs these wait for a
    /// later instant (they are *parked*). What a fault keeps from ever being answered does not count.
    #[must_use]
    pub fn open_exchanges(&self) -> usize {
        self.wire.channels.open_exchanges()
    }

    /// Lets the dialect do something; what it did is carried out by [`settle`](Self::settle).
    pub(crate) fn in_dialect<R>(
        &mut self,
        now: Time,
        act: impl FnOnce(&mut dyn Dialect, &mut Context<'_>) -> R,
    ) -> R {
        let mut cx = Context::new(
            now,
            &self.wall,
            &mut self.switch,
            &mut self.mint,
            &mut self.effects,
        );
        act(self.dialect.as_mut(), &mut cx)
    }

    /// Carries out what the dialect did, tells it what the switch did, and so on until all is quiet.
    pub(crate) fn settle(&mut self, now: Time) {
        loop {
            self.put_effects(now);
            if let Some((socket, by)) = self.wire.pop_closed() {
                self.in_dialect(now, |dialect, cx| {
                    dialect.on_signal(cx, socket, Signal::Closed(by));
                });
            } else if let Some(event) = self.switch.poll_event() {
                self.in_dialect(now, |dialect, cx| dialect.on_event(cx, &event));
                self.wire.note(now, What::Event(event));
            } else {
                break;
            }
        }
        self.wire.end_input();
    }

    /// Does what is due until `now`, and returns the instant that it is then: never an earlier one than
    /// before.
    pub(crate) fn reach(&mut self, now: Time) -> Time {
        let mut rounds = 0;
        while let Some(due) = self.deadline().filter(|due| due.at <= now) {
            let at = due.at.max(self.clock);
            rounds = if at > self.clock { 0 } else { rounds + 1 };
            if rounds > ROUNDS {
                break;
            }
            self.clock = at;
            self.do_due(at);
        }
        self.clock = self.clock.max(now);
        self.clock
    }

    fn do_due(&mut self, now: Time) {
        self.wire.release(now);
        self.switch.handle_timeout(now);
        self.settle(now);
        if self.dialect.poll_timeout().is_some_and(|due| due.at <= now) {
            self.in_dialect(now, |dialect, cx| dialect.on_timeout(cx));
            self.settle(now);
        }
    }

    fn deadline(&self) -> Option<Deadline> {
        Deadline::earliest([
            self.wire.deadline(),
            self.switch.poll_timeout(),
            self.dialect.poll_timeout(),
        ])
    }

    fn put_effects(&mut self, now: Time) {
        let mut effects = std::mem::take(&mut self.effects);
        for effect in effects.drain(..) {
            self.wire.put(now, effect);
        }
        self.effects = effects;
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("vendor", &self.vendor)
            .field("clock", &self.clock)
            .field("journal", &self.wire.journal.next_seq())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
