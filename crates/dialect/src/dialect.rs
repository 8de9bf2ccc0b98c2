use std::sync::Arc;

use bytes::Bytes;
use ctimock_switch::{CallId, DeviceId, Event, Settings};
use ctimock_time::Deadline;
use http::{HeaderMap, Request, Uri};
use serde_json::Value;

use crate::{
    Action, ActionError, Context, Deed, Directory, ExchangeId, Found, ProvisionError, Signal,
    SocketId, Upgrade, World,
};

/// A vendor's server, without sockets, clock and threads.
///
/// The rule of every machine holds: after each `on_*` the caller takes the effects out of the
/// context, feeds the switch's events back through [`on_event`](Self::on_event) until there are none,
/// and reads [`poll_timeout`](Self::poll_timeout).
pub trait Dialect: Send {
    /// Returns how the vendor's switch is tuned in this world: ring time-outs, after-call work. Asked
    /// once, before [`provision`](Self::provision).
    fn switch_settings(&self, world: &World) -> Settings {
        let _ = world;
        Settings::default()
    }

    /// Builds a scenario's world: devices, agents, queues, parties and their plans. Called once,
    /// before anything else. Agent parties are logged on unless their `mode` says otherwise.
    ///
    /// # Errors
    /// Everything in the world that cannot be, each with its path (`given.clients.anna.ext`).
    fn provision(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<Directory, Vec<ProvisionError>>;

    /// Tells whose request or handshake it is (by session, token or path) without handling it. Asked
    /// only when a fault waits for one client's requests and the shell does not know whose it is.
    /// `None` (the default) is nobody's.
    fn client_of(&self, uri: &Uri, headers: &HeaderMap) -> Option<Arc<str>> {
        let _ = (uri, headers);
        None
    }

    /// Answers a request, at once or later, with [`Context::respond`]. A dialect always answers:
    /// what it does not know gets the vendor's own "not found".
    fn on_request(&mut self, cx: &mut Context<'_>, exchange: ExchangeId, request: Request<Bytes>);

    /// Decides on a WebSocket handshake before the `101` leaves.
    fn on_upgrade(
        &mut self,
        cx: &mut Context<'_>,
        socket: SocketId,
        request: &Request<()>,
    ) -> Upgrade;

    /// Takes what happens on an accepted WebSocket.
    fn on_signal(&mut self, cx: &mut Context<'_>, socket: SocketId, signal: Signal);

    /// Tells the clients concerned what happened in the switch.
    fn on_event(&mut self, cx: &mut Context<'_>, event: &Event);

    /// Does what is due at `cx.now()`.
    fn on_timeout(&mut self, cx: &mut Context<'_>);

    /// Returns the next instant at which the dialect itself (not the switch) does something.
    fn poll_timeout(&self) -> Option<Deadline>;

    /// Makes something happen at the vendor that no party does (the contract's `actions`).
    ///
    /// # Errors
    /// Why it cannot happen.
    fn on_action(&mut self, cx: &mut Context<'_>, action: &Action) -> Result<(), ActionError>;

    /// Lets the vendor carry out a party's act in its own way. `None` (the default) leaves it to the
    /// switch's service of that name.
    fn on_deed(
        &mut self,
        cx: &mut Context<'_>,
        party: DeviceId,
        deed: &Deed,
        call: Option<CallId>,
    ) -> Option<Result<Option<CallId>, ActionError>> {
        let _ = (cx, party, deed, call);
        None
    }

    /// Hears of a call that a party has placed, before it is asked for its name: of one that fails or
    /// waits there may have been no event yet. The default does nothing.
    fn on_placed(&mut self, cx: &mut Context<'_>, call: CallId) {
        let _ = (cx, call);
    }

    /// Finds what a word of the vendor's wire stands for: a number, an extension, an identity, a call
    /// id. A telephone number that nobody declared becomes an outside device that ignores calls.
    fn find(&mut self, cx: &mut Context<'_>, word: &str) -> Option<Found>;

    /// Returns a call's id on the vendor's wire; also of calls that have ended, while remembered.
    fn call_name(&self, call: CallId) -> Option<String>;

    /// Returns the vendor's state for `GET world` and the `state` step: an object with at least
    /// `agents` and `calls`, in the vendor's own words.
    fn world(&self, cx: &Context<'_>) -> Value;
}
