use std::time::Duration;

use bytes::Bytes;
use ctimock_dialect::{
    Action, ActionError, CloseBy, Context, Dialect, Effect, ExchangeId, Found, Mint, PartyKind,
    PartySpec, Person, ProvisionError, QueueSpec, Signal, SocketId, Upgrade, Variant, Wall, World,
};
use ctimock_switch::{
    CallId, Command, DeviceId, Ends, Media, Plan, Receipt, Refusal, Switch, Target,
};
use ctimock_time::{Deadline, Time};
use http::{Request, Response};
use serde_json::{Value, json};

use crate::dialect;

/// The dialect on the real switch, driven as a mock drives it.
pub(super) struct Bench {
    pub(super) dialect: Box<dyn Dialect>,
    switch: Switch,
    mint: Mint,
    now: Time,
    exchanges: u64,
    sockets: u64,
    /// Everything that the dialect did, in its order.
    pub(super) effects: Vec<Effect>,
}

impl Bench {
    pub(super) fn new(world: World) -> Self {
        Self::with_quirks(world, &[])
    }

    pub(super) fn with_quirks(world: World, quirks: &[(&str, &str)]) -> Self {
        let mut chosen = Variant::default();
        for (name, value) in quirks {
            chosen
                .quirks
                .select(crate::contract(), name, value)
                .expect("the contract has the quirk");
        }
        Self::provision(world, &chosen).expect("the world can be built")
    }

    pub(super) fn with_problem(world: World, problem: &str) -> Self {
        let mut chosen = Variant::default();
        chosen
            .problems
            .select(crate::contract(), problem)
            .expect("the contract has the problem");
        Self::provision(world, &chosen).expect("the world can be built")
    }

    pub(super) fn provision(world: World, variant: &Variant) -> Result<Self, Vec<ProvisionError>> {
        let dialect = dialect(variant);
        let mut bench = Self {
            switch: Switch::new(dialect.switch_settings(&world)),
            dialect,
            mint: Mint::new(7),
            now: Time::ZERO,
            exchanges: 0,
            sockets: 0,
            effects: Vec::new(),
        };
        bench.with(|dialect, cx| dialect.provision(cx, &world))?;
        Ok(bench)
    }

    /// Lets the dialect do something, and then hear of everything that came of it.
    pub(super) fn with<T>(
        &mut self,
        act: impl FnOnce(&mut dyn Dialect, &mut Context<'_>) -> T,
    ) -> T {
        let result = self.step(act);
        self.settle();
        result
    }

    fn step<T>(&mut self, act: impl FnOnce(&mut dyn Dialect, &mut Context<'_>) -> T) -> T {
        let mut cx = Context::new(
            self.now,
            &Wall::RUN,
            &mut self.switch,
            &mut self.mint,
            &mut self.effects,
        );
        act(self.dialect.as_mut(), &mut cx)
    }

    fn drain_events(&mut self) {
        while let Some(event) = self.switch.poll_event() {
            self.step(|dialect, cx| dialect.on_event(cx, &event));
        }
    }

    /// Does everything that is due at this instant.
    fn settle(&mut self) {
        self.drain_events();
        while self.next().is_some_and(|deadline| deadline.at <= self.now) {
            self.switch.handle_timeout(self.now);
            self.drain_events();
            self.step(|dialect, cx| dialect.on_timeout(cx));
            self.drain_events();
        }
    }

    pub(super) fn next(&self) -> Option<Deadline> {
        Deadline::earliest([self.switch.poll_timeout(), self.dialect.poll_timeout()])
    }

    /// Lets scenario time pass, deadline by deadline.
    pub(super) fn pass(&mut self, span: Duration) {
        let end = self.now + span;
        while let Some(deadline) = self.next().filter(|deadline| deadline.at <= end) {
            self.now = deadline.at;
            self.settle();
        }
        self.now = end;
    }

    /// Sends a request; gives the status and the body as JSON (`null` when there is none).
    pub(super) fn ask(
        &mut self,
        method: &str,
        path: &str,
        session: &str,
        body: impl Into<Bytes>,
    ) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sessionId", session)
            .body(body.into())
            .expect("the request can be written");
        let response = self.send(request);
        let body = match response.body() {
            body if body.is_empty() => Value::Null,
            body => serde_json::from_slice(body)
                .unwrap_or_else(|_| String::from_utf8_lossy(body).into_owned().into()),
        };
        (response.status().as_u16(), body)
    }

    pub(super) fn send(&mut self, request: Request<Bytes>) -> Response<Bytes> {
        self.exchanges += 1;
        let id = ExchangeId(self.exchanges);
        self.with(|dialect, cx| dialect.on_request(cx, id, request));
        let answers: Vec<&Response<Bytes>> = self
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Respond { exchange, response } if *exchange == id => Some(response),
                _ => None,
            })
            .collect();
        assert_eq!(answers.len(), 1, "a request has one answer");
        answers[0].clone()
    }

    /// Opens a WebSocket.
    pub(super) fn open(&mut self) -> SocketId {
        self.open_at("/mvc/stomp/websocket")
    }

    /// Opens a WebSocket at a path.
    pub(super) fn open_at(&mut self, path: &str) -> SocketId {
        self.sockets += 1;
        let id = SocketId(self.sockets);
        let request = Request::get(path)
            .body(())
            .expect("the request can be written");
        let upgrade = self.with(|dialect, cx| dialect.on_upgrade(cx, id, &request));
        assert!(
            matches!(upgrade, Upgrade::Accept { subprotocol: None }),
            "{upgrade:?}"
        );
        self.signal(id, Signal::Opened);
        id
    }

    pub(super) fn signal(&mut self, id: SocketId, signal: Signal) {
        self.with(|dialect, cx| dialect.on_signal(cx, id, signal));
    }

    pub(super) fn text(&mut self, id: SocketId, text: &str) {
        self.signal(id, Signal::Text(text.to_owned()));
    }

    pub(super) fn cut(&mut self, id: SocketId) {
        let by = CloseBy::Client {
            code: None,
            reason: String::new(),
        };
        self.signal(id, Signal::Closed(by));
    }

    /// Opens a WebSocket and listens to an agent as the client does, but without heart-beats.
    pub(super) fn listen(&mut self, login: &str) -> SocketId {
        let id = self.open();
        self.text(id, "CONNECT\naccept-version:1.1,1.0\nheart-beat:0,0\n\n\0");
        let topic = login.replace('.', "_");
        self.text(
            id,
            &format!("SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.{topic}\n\n\0"),
        );
        id
    }

    /// Logs in at TPI; gives the session.
    pub(super) fn session(&mut self, job: &str) -> String {
        let form = format!("username={job}&password=123456&namespace=test.cc");
        let (status, body) = self.ask("POST", "/login", "", form);
        assert_eq!(status, 200, "{body}");
        body["sessionId"].as_str().expect("a session").to_owned()
    }

    /// Logs an agent on: session, socket, state.
    pub(super) fn log_on(&mut self, job: &str, ext: &str, mode: &str) -> Desk {
        let session = self.session(job);
        let socket = self.listen(&format!("{job}@test.cc"));
        let answer = self.ask("POST", STATE, &session, login_body(job, ext, mode));
        assert_eq!(answer, (204, Value::Null));
        Desk {
            session,
            socket,
            device: format!("{ext}@test.cc"),
        }
    }

    pub(super) fn state(&mut self, desk: &Desk, body: Value) -> (u16, Value) {
        self.ask("POST", STATE, &desk.session, body.to_string())
    }

    pub(super) fn dial(&mut self, desk: &Desk, to: &str) -> (u16, Value) {
        let body = json!({"from": desk.device, "to": to}).to_string();
        self.ask("POST", CALLS, &desk.session, body)
    }

    /// Dials; gives the call's id.
    pub(super) fn call(&mut self, desk: &Desk, to: &str) -> String {
        let (status, body) = self.dial(desk, to);
        assert_eq!(status, 200, "{body}");
        body["callId"].as_str().expect("an id").to_owned()
    }

    /// Performs a service on the agent's own leg: `answer`, `hold`, `retrieve`, or "" to drop it.
    pub(super) fn leg(&mut self, desk: &Desk, call: &str, service: &str) -> (u16, Value) {
        let leg = format!("{CALLS}/{call}/connections/{}%7C{call}", desk.device);
        match service {
            "" => self.ask("DELETE", &leg, &desk.session, ""),
            service => self.ask("POST", &format!("{leg}/{service}"), &desk.session, ""),
        }
    }

    /// Performs a service with a body on the agent's own leg.
    pub(super) fn serve(
        &mut self,
        desk: &Desk,
        call: &str,
        service: &str,
        body: Value,
    ) -> (u16, Value) {
        let leg = format!("{CALLS}/{call}/connections/{}%7C{call}", desk.device);
        let body = body.to_string();
        self.ask("POST", &format!("{leg}/{service}"), &desk.session, body)
    }

    /// Consults a third party about a call; gives the consultation's id.
    pub(super) fn consult(&mut self, desk: &Desk, call: &str, to: &str) -> String {
        let body = json!({ "consultationParticipant": to });
        let (status, body) = self.serve(desk, call, "consult", body);
        assert_eq!(status, 200, "{body}");
        body["callId"].as_str().expect("an id").to_owned()
    }

    /// Returns and forgets the events that went to a socket, as JSON.
    pub(super) fn events(&mut self, socket: SocketId) -> Vec<Value> {
        let mut events = Vec::new();
        self.effects.retain(|effect| match effect {
            Effect::Send {
                socket: to,
                name: Some(name),
                frame,
            } if *to == socket => {
                let event: Value = serde_json::from_str(&frame.body).expect("an event is JSON");
                assert_eq!(event["eventName"], *name);
                events.push(event);
                false
            }
            _ => true,
        });
        events
    }

    /// Returns and forgets the events that went to a socket, each with the fields that vary.
    pub(super) fn told(&mut self, socket: SocketId) -> Vec<String> {
        self.events(socket).iter().map(brief).collect()
    }

    /// Returns and forgets what is no event: frames of the protocol.
    pub(super) fn written(&mut self, socket: SocketId) -> Vec<String> {
        let mut written = Vec::new();
        self.effects.retain(|effect| match effect {
            Effect::Send {
                socket: to,
                name: None,
                frame,
            } if *to == socket => {
                written.push(frame.text());
                false
            }
            _ => true,
        });
        written
    }

    /// Returns the close codes of a socket.
    pub(super) fn closed(&self, socket: SocketId) -> Vec<u16> {
        let code = |effect: &Effect| match effect {
            Effect::Close {
                socket: of, code, ..
            } if *of == socket => Some(*code),
            _ => None,
        };
        self.effects.iter().filter_map(code).collect()
    }

    pub(super) fn claims(&self) -> Vec<String> {
        let claim = |effect: &Effect| match effect {
            Effect::Claim { channel, client } => Some(format!("{channel:?} {client}")),
            _ => None,
        };
        self.effects.iter().filter_map(claim).collect()
    }

    /// Gives the switch a command, as a simulated party does.
    pub(super) fn command(&mut self, command: Command) -> Result<Receipt, Refusal> {
        self.with(|_, cx| cx.command(command))
    }

    /// Returns the device that a word stands for.
    pub(super) fn device(&mut self, word: &str) -> DeviceId {
        match self.step(|dialect, cx| dialect.find(cx, word)) {
            Some(Found::Device(device)) => device,
            other => panic!("`{word}` is {other:?}"),
        }
    }

    /// A party calls a device or queue; gives the call's id.
    pub(super) fn incoming(&mut self, from: &str, to: &str, data: &[(&str, &str)]) -> String {
        match self.offer(from, to, data) {
            Ok(Receipt::Call(call, _)) => self.dialect.call_name(call).expect("the call is known"),
            other => panic!("the call came to {other:?}"),
        }
    }

    /// A party calls a device or queue, perhaps in vain.
    pub(super) fn offer(
        &mut self,
        from: &str,
        to: &str,
        data: &[(&str, &str)],
    ) -> Result<Receipt, Refusal> {
        let from = self.device(from);
        let to = match self.step(|dialect, cx| dialect.find(cx, to)) {
            Some(Found::Device(device)) => Target::Device(device),
            Some(Found::Queue(queue)) => Target::Queue(queue),
            other => panic!("`{to}` is {other:?}"),
        };
        let text = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.command(Command::Offer {
            from,
            to,
            media: Media::Voice,
            data: data.iter().map(text).collect(),
            ends: Ends::BelowTwo,
        })
    }

    /// Returns the call of an id.
    pub(super) fn call_id(&mut self, name: &str) -> CallId {
        match self.step(|dialect, cx| dialect.find(cx, name)) {
            Some(Found::Call(call)) => call,
            other => panic!("`{name}` is {other:?}"),
        }
    }

    pub(super) fn act(&mut self, name: &str, params: Value) -> Result<(), ActionError> {
        let Value::Object(params) = params else {
            panic!("parameters are an object, not {params}");
        };
        let action = Action {
            name: name.to_owned(),
            params,
        };
        self.with(|dialect, cx| dialect.on_action(cx, &action))
    }

    pub(super) fn world(&mut self) -> Value {
        self.step(|dialect, cx| dialect.world(cx))
    }
}

/// An agent at work.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) session: String,
    pub(super) socket: SocketId,
    pub(super) device: String,
}

pub(super) const STATE: &str = "/api/csta/agent/state";
pub(super) const CALLS: &str = "/api/csta/callControl/calls";

pub(super) fn login_body(job: &str, ext: &str, mode: &str) -> String {
    json!({
        "loginId": format!("{job}@test.cc"),
        "device": format!("{ext}@test.cc"),
        "password": "123456",
        "agentMode": mode,
        "func": "Login",
        "sessionId": "",
    })
    .to_string()
}

/// Returns an event's name with the fields that vary, without domains.
pub(super) fn brief(event: &Value) -> String {
    let mut text = event["eventName"].as_str().expect("a name").to_owned();
    let fields = [
        "agentMode",
        "reason",
        "alertingDevice",
        "answeringDevice",
        "holdingDevice",
        "retrievingDevice",
        "releasingDevice",
        "hangupDevice",
        "transferringDevice",
        "transferredToDevice",
        "conferencingDevice",
        "addedParty",
        "callingDevice",
        "calledDevice",
        "callType",
        "split",
        "cause",
        "failedCode",
    ];
    for field in fields {
        if let Some(value) = event[field].as_str() {
            text.push(' ');
            text.push_str(value.strip_suffix("@test.cc").unwrap_or(value));
        }
    }
    text
}

/// Returns an event's name with its calls: the one it is about, then the old ones and the new one.
pub(super) fn ids(event: &Value, names: &[(&str, &str)]) -> String {
    let fields = ["callId", "primaryOldCall", "secondaryOldCall", "newCall"];
    let mut text = event["eventName"].as_str().expect("a name").to_owned();
    for id in fields.iter().filter_map(|field| event[field].as_str()) {
        let known = names.iter().find(|(_, known)| *known == id);
        text.push(' ');
        text.push_str(known.map_or(id, |(name, _)| name));
    }
    text
}

/// A world of clients 5001 at 8001, 5002 at 8002… with settings.
pub(super) fn world(clients: usize, settings: Value) -> World {
    let client = |number: usize| {
        person(
            &format!("agent{number}"),
            json!({
                "jobNumber": format!("500{number}"),
                "password": "123456",
                "domain": "test.cc",
                "ext": format!("800{number}"),
                "prefix": ["9", "90"],
            }),
        )
    };
    World {
        clients: (1..=clients).map(client).collect(),
        settings: object(settings),
        ..World::default()
    }
}

pub(super) fn person(name: &str, identity: Value) -> Person {
    Person {
        name: name.to_owned(),
        identity: object(identity),
    }
}

pub(super) fn customer(name: &str, number: &str, plan: Plan) -> PartySpec {
    PartySpec {
        person: person(name, json!({ "number": number })),
        kind: PartyKind::Customer,
        plan,
    }
}

pub(super) fn queue(name: &str, number: &str, members: &[&str]) -> QueueSpec {
    QueueSpec {
        name: name.to_owned(),
        number: number.to_owned(),
        members: members.iter().map(|name| ((*name).to_owned(), 0)).collect(),
        policy: ctimock_switch::Policy::default(),
        ring_timeout: Some(Duration::from_secs(10)),
        on_no_answer: ctimock_switch::OnNoAnswer::default(),
        on_empty: ctimock_switch::OnEmpty::default(),
    }
}

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => panic!("wanted an object, and there was {other}"),
    }
}
