use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use ctimock_dialect::{
    Action, ActionError, Channel, Context, Deed, Dialect, Directory, ExchangeId, Found,
    ProvisionError, Signal, SocketId, Upgrade, Variant, World,
};
use ctimock_switch::{AgentId, CallId, DeviceId, Event, Settings};
use ctimock_time::{Deadline, Time};
use http::{HeaderMap, Method, Request, Response, Uri};
use serde_json::Value;

use super::{
    book::Book,
    cors,
    deadlines::{Deadlines, Due},
    options::{self, AnswerOrder, Options},
    problems::{Bindings, Kept, Problem, Telephones},
    reply::{self, Handled},
    roster::Roster,
    serials::Serials,
    sessions::Sessions,
    sockets::Sockets,
};

/// Returns the vendor's server so varied.
#[must_use]
pub fn dialect(variant: &Variant) -> Box<dyn Dialect> {
    Box::new(Server::new(variant))
}

/// The vendor's server.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) options: Options,
    pub(super) roster: Roster,
    pub(super) book: Book,
    pub(super) sessions: Sessions,
    pub(super) sockets: Sockets,
    pub(super) deadlines: Deadlines,
    pub(super) serials: Serials,
    /// How many agents are logged on, by the order of events.
    pub(super) logged_on: usize,
    /// The call with ends of connections that are not told yet.
    pub(super) clearing: Option<CallId>,
    /// When they are told at the latest.
    pub(super) clears_due: Option<Time>,
    /// Events that a problem keeps back.
    pub(super) kept: Kept,
    /// What unclean exits left behind, where a problem keeps it.
    pub(super) bindings: Bindings,
    /// Which telephones are online, where a problem lets that lag.
    pub(super) telephones: Telephones,
    /// Answers that wait for the events of their requests.
    late: BTreeMap<ExchangeId, Response<Bytes>>,
    /// The names of the world, for whoever asks by them.
    pub(super) names: BTreeMap<String, Found>,
    /// Agents by the names of their clients and parties.
    pub(super) named_agents: BTreeMap<String, AgentId>,
}

impl Server {
    fn new(variant: &Variant) -> Self {
        Self {
            options: Options::new(variant),
            roster: Roster::default(),
            book: Book::default(),
            sessions: Sessions::default(),
            sockets: Sockets::default(),
            deadlines: Deadlines::default(),
            serials: Serials::default(),
            logged_on: 0,
            clearing: None,
            clears_due: None,
            kept: Kept::default(),
            bindings: Bindings::default(),
            telephones: Telephones::default(),
            late: BTreeMap::new(),
            names: BTreeMap::new(),
            named_agents: BTreeMap::new(),
        }
    }

    fn answer(&mut self, cx: &mut Context<'_>, exchange: ExchangeId, response: Response<Bytes>) {
        match self.options.quirks.answer_order {
            AnswerOrder::AnswerFirst => cx.respond(exchange, response),
            AnswerOrder::EventsFirst => {
                self.late.insert(exchange, response);
                self.deadlines.add(cx.now(), Due::Answer(exchange));
            }
        }
    }
}

impl Dialect for Server {
    fn switch_settings(&self, world: &World) -> Settings {
        let signals_hang_up = !self.options.problems.has(Problem::SilentTrunk);
        Settings {
            signals_hang_up,
            ..options::switch_settings(world)
        }
    }

    fn provision(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<Directory, Vec<ProvisionError>> {
        self.build(cx, world)
    }

    fn client_of(&self, uri: &Uri, headers: &HeaderMap) -> Option<Arc<str>> {
        self.whose(uri.path(), headers)
    }

    fn on_request(&mut self, cx: &mut Context<'_>, exchange: ExchangeId, request: Request<Bytes>) {
        self.bindings.next_input();
        let (parts, body) = request.into_parts();
        if parts.method == Method::OPTIONS {
            let mut response = cors::preflight(&parts.headers);
            self.options.problems.spoil(&parts, &mut response);
            cx.respond(exchange, response);
            return;
        }
        if let Some(client) = self.whose(parts.uri.path(), &parts.headers) {
            cx.claim(Channel::Exchange(exchange), &client);
        }
        let handled: Handled = self.route(cx, exchange, &parts, &body);
        let mut response = reply::response(handled, &parts.headers);
        self.options.problems.spoil(&parts, &mut response);
        self.answer(cx, exchange, response);
    }

    fn on_upgrade(&mut self, _: &mut Context<'_>, id: SocketId, request: &Request<()>) -> Upgrade {
        self.decide_upgrade(id, request)
    }

    fn on_signal(&mut self, cx: &mut Context<'_>, socket: SocketId, signal: Signal) {
        self.bindings.next_input();
        self.handle_signal(cx, socket, signal);
    }

    fn on_event(&mut self, cx: &mut Context<'_>, event: &Event) {
        match event {
            Event::Agent(event) => {
                self.tell_partings(cx);
                self.on_agent_event(cx, event);
            }
            Event::Call(event) => self.on_call_event(cx, event),
            // Registration shows in client-state and in the next login, and nobody is told.
            Event::DeviceRegistered { .. } | Event::DeviceUnregistered { .. } => {}
        }
    }

    fn on_timeout(&mut self, cx: &mut Context<'_>) {
        self.bindings.next_input();
        while let Some(due) = self.deadlines.take(cx.now()) {
            match due {
                Due::Answer(exchange) => {
                    if let Some(response) = self.late.remove(&exchange) {
                        cx.respond(exchange, response);
                    }
                }
                Due::Clears => {
                    self.clears_due = None;
                    self.tell_partings(cx);
                }
                Due::Socket(socket) => self.wake_socket(cx, socket),
                Due::Beginning(agent, call) => self.tell_late(cx, agent, call),
                Due::SockJs(socket) => self.beat_sockjs(cx, socket),
                Due::Early(agent) => self.tell_early(cx, agent),
                Due::Extension(call) => self.dial_extension(cx, call),
                Due::Idle(socket) => self.cut_idle(cx, socket),
                Due::Loss(call) => self.lose_lines(cx, call),
                Due::FarEnd(call) => self.hang_up_far_end(cx, call),
                Due::Session(session) => self.end_session(session),
                Due::Heartbeat(agent) => self.log_off_silent(cx, agent),
            }
        }
    }

    fn poll_timeout(&self) -> Option<Deadline> {
        self.deadlines.next()
    }

    fn on_action(&mut self, cx: &mut Context<'_>, action: &Action) -> Result<(), ActionError> {
        self.act(cx, action)
    }

    fn on_deed(
        &mut self,
        cx: &mut Context<'_>,
        party: DeviceId,
        deed: &Deed,
        call: Option<CallId>,
    ) -> Option<Result<Option<CallId>, ActionError>> {
        let outcome = self.do_deed(cx, party, deed, call)?;
        Some(outcome.map(|()| None))
    }

    fn on_placed(&mut self, cx: &mut Context<'_>, call: CallId) {
        self.record_placed(cx, call);
    }

    fn find(&mut self, cx: &mut Context<'_>, word: &str) -> Option<Found> {
        self.search(cx, word)
    }

    fn call_name(&self, call: CallId) -> Option<String> {
        self.book.name(call)
    }

    fn world(&self, cx: &Context<'_>) -> Value {
        self.show(cx)
    }
}
