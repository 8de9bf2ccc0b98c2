use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::{
    Directory, ExchangeId, ProvisionError, Quirks, Signal, SocketId, Upgrade, Wall, World,
};
use ctimock_time::{Deadline, Time};
use http::Request;
use serde_json::Value;

use crate::{ActError, ActReceipt, Bound, Journal, Output, ResolvedAct, Vendor};

/// How a mock is set up.
#[derive(Clone, Debug)]
pub struct MockOptions {
    /// The seed of all ids.
    pub seed: u64,
    /// What the vendor's clock shows at the start.
    pub wall: Wall,
    /// Variants of undocumented behaviour.
    pub quirks: Quirks,
    /// How much the journal keeps.
    pub journal: Bound,
}

/// A vendor's whole server, without sockets.
///
/// The rule of every machine: a `handle_*`, then [`poll_output`](Self::poll_output) until `None`, then
/// [`poll_timeout`](Self::poll_timeout).
#[derive(Debug)]
pub struct Mock {}

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
        todo!("{vendor:?} {world:?} {options:?}")
    }

    /// Takes a request. `client` is whose it is, if the shell knows (a port of its own); else the
    /// dialect finds out by session.
    pub fn handle_request(
        &mut self,
        now: Time,
        client: Option<&Arc<str>>,
        request: Request<Bytes>,
    ) -> ExchangeId {
        todo!("{now} {client:?} {request:?}")
    }

    /// Takes a WebSocket handshake; the answer is given at once. An accepted socket is told
    /// [`Signal::Opened`] by the shell when the `101` has left.
    pub fn handle_upgrade(
        &mut self,
        now: Time,
        client: Option<&Arc<str>>,
        request: &Request<()>,
    ) -> (SocketId, Upgrade) {
        todo!("{now} {client:?} {request:?}")
    }

    /// Takes what happens on an accepted socket.
    pub fn handle_signal(&mut self, now: Time, socket: SocketId, signal: Signal) {
        todo!("{now} {socket} {signal:?}")
    }

    /// Takes a step's act.
    ///
    /// # Errors
    /// Why it is impossible.
    pub fn handle_act(&mut self, now: Time, act: ResolvedAct) -> Result<ActReceipt, ActError> {
        todo!("{now} {act:?}")
    }

    /// Does what is due at `now`: the switch, the dialect, delayed messages.
    pub fn handle_timeout(&mut self, now: Time) {
        todo!("{now}")
    }

    /// Gives the next output, oldest first.
    pub fn poll_output(&mut self) -> Option<Output> {
        todo!()
    }

    /// Returns the next instant at which something happens by itself.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        todo!()
    }

    /// Returns the state of the vendor, as `GET world` shows it.
    pub fn world(&mut self, now: Time) -> Value {
        todo!("{now}")
    }

    /// Returns what happened.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        todo!()
    }

    /// Returns where the people of the world are.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        todo!()
    }

    /// Returns how many exchanges are open: taken, and not answered yet.
    #[must_use]
    pub fn open_exchanges(&self) -> usize {
        todo!()
    }
}
