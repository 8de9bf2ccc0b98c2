//! Where tests stand: a street of the Bell, with a shell that carries nothing and writes down all.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use ctimock_dialect::{CloseBy, Deed, Signal, SocketId, Upgrade, Variant, Wall, World};
use ctimock_scenario::{Fault, FaultKind, Occurrence, Place, SourceFile, Times};
use ctimock_switch::{Media, Plan};
use ctimock_testkit::{WorldBuilder, plans, toy};
use ctimock_time::Time;
use http::Request;
use serde_json::{Map, Value, json};

use crate::{ActError, ActReceipt, Bound, Mock, MockOptions, Output, ResolvedAct, Vendor, What};

/// The number of a customer in every street.
pub(crate) const CARL: &str = "13800138000";

/// A mock of the Bell, at an instant.
pub(crate) struct Door {
    pub(crate) mock: Mock,
    pub(crate) now: Time,
    /// What the mock put out since it was last asked: `socket 1: rings`, `exchange 2: 200`.
    said: Vec<String>,
}

/// A house that has logged in.
pub(crate) struct Inside {
    pub(crate) token: String,
    pub(crate) socket: SocketId,
}

impl Door {
    /// Returns the street where anna and bert live, and carl calls from outside and ignores calls.
    pub(crate) fn new() -> Self {
        Self::with_carl(plans::ignores())
    }

    /// Returns that street with another carl.
    pub(crate) fn with_carl(plan: Plan) -> Self {
        Self::of(
            &street()
                .customer("carl", json!({ "number": CARL }), plan)
                .build(),
        )
    }

    pub(crate) fn of(world: &World) -> Self {
        let mock =
            Mock::new(&vendor(), world, options(Bound::Unbounded)).expect("the world can be");
        Self {
            mock,
            now: Time::ZERO,
            said: Vec::new(),
        }
    }

    /// Sends a request as the shell of that client (or of nobody) and returns its number.
    pub(crate) fn ask(
        &mut self,
        client: Option<&str>,
        method: &str,
        path: &str,
        token: &str,
        body: &Value,
    ) -> u64 {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-bell-token", token)
            .body(Bytes::from(body.to_string()))
            .expect("the request is one");
        let client = client.map(Arc::from);
        let exchange = self.mock.handle_request(self.now, client.as_ref(), request);
        self.drain();
        exchange.0
    }

    /// Logs a house in and opens its socket, with a shell that does not know whose they are.
    pub(crate) fn log_in(&mut self, house: &str) -> Inside {
        let exchange = self.ask(None, "POST", "/bell/login", "", &json!({ "house": house }));
        let token = self.body_of(exchange)["token"]
            .as_str()
            .expect("a login gives a token")
            .to_owned();
        let socket = self.open(None, &token).expect("a token opens a socket");
        self.said.clear();
        Inside { token, socket }
    }

    /// Opens a socket; the error is the status of the refusal.
    pub(crate) fn open(&mut self, client: Option<&str>, token: &str) -> Result<SocketId, u16> {
        let request = Request::builder()
            .uri(format!("/bell/events?token={token}"))
            .body(())
            .expect("the request is one");
        let client = client.map(Arc::from);
        let (socket, upgrade) = self
            .mock
            .handle_upgrade(self.now, client.as_ref(), &request);
        self.drain();
        match upgrade {
            Upgrade::Accept { .. } => {
                self.signal(socket, Signal::Opened);
                Ok(socket)
            }
            Upgrade::Refuse(response) => Err(response.status().as_u16()),
            Upgrade::Silence => Err(0),
        }
    }

    pub(crate) fn signal(&mut self, socket: SocketId, signal: Signal) {
        self.mock.handle_signal(self.now, socket, signal);
        self.drain();
    }

    /// The client vanishes.
    pub(crate) fn vanish(&mut self, socket: SocketId) {
        let by = CloseBy::Client {
            code: None,
            reason: String::new(),
        };
        self.signal(socket, Signal::Closed(by));
    }

    /// Makes anna's house (or another) call somebody, and returns the call's name.
    pub(crate) fn call(&mut self, inside: &Inside, to: &str) -> String {
        let body = json!({ "to": to });
        let exchange = self.ask(None, "POST", "/bell/calls", &inside.token, &body);
        self.body_of(exchange)["call"]
            .as_str()
            .expect("a call has a name")
            .to_owned()
    }

    pub(crate) fn act(&mut self, act: ResolvedAct) -> Result<ActReceipt, ActError> {
        let receipt = self.mock.handle_act(self.now, act);
        self.drain();
        receipt
    }

    pub(crate) fn does(&mut self, who: &str, deed: Deed) -> Result<ActReceipt, ActError> {
        self.act(party(who, deed, None))
    }

    pub(crate) fn calls(&mut self, who: &str, to: &str) -> Result<ActReceipt, ActError> {
        self.does(who, calls(to))
    }

    /// Begins a fault that takes the first occurrence.
    pub(crate) fn fault(&mut self, on: Option<&str>, kind: FaultKind) {
        self.begin(fault(on, kind)).expect("the fault makes sense");
    }

    pub(crate) fn begin(&mut self, fault: Fault) -> Result<ActReceipt, ActError> {
        self.act(ResolvedAct::Fault(fault))
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, span: Duration) {
        self.now = self.now + span;
        self.mock.handle_timeout(self.now);
        self.drain();
    }

    /// Returns what the mock put out since it was last asked.
    pub(crate) fn said(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said)
    }

    /// Returns the answer's body, from the journal.
    pub(crate) fn body_of(&self, asked: u64) -> Value {
        let bodies = self.mock.journal().since(0).filter_map(|entry| {
            let What::Response { exchange, body, .. } = &entry.what else {
                return None;
            };
            (exchange.0 == asked).then(|| serde_json::from_slice(body).expect("answers are JSON"))
        });
        bodies.last().expect("the request is answered")
    }

    /// Returns what is journaled of these kinds, as `client what`.
    pub(crate) fn owners(&self, words: &[&str]) -> Vec<String> {
        let entries = self.mock.journal().since(0);
        entries
            .filter(|entry| words.contains(&entry.what.word()))
            .map(|entry| {
                let client = entry.client.as_deref().unwrap_or("nobody");
                format!("{client}: {}", entry.what.word())
            })
            .collect()
    }

    /// Returns what faults have done, as `kind on: effect`.
    pub(crate) fn faults(&self) -> Vec<String> {
        let entries = self.mock.journal().since(0);
        entries
            .filter_map(|entry| match &entry.what {
                What::Fault { kind, on, effect } => Some(format!("{kind} {on}: {effect}")),
                _ => None,
            })
            .collect()
    }

    /// Returns the hints.
    pub(crate) fn notes(&self) -> Vec<&str> {
        let entries = self.mock.journal().since(0);
        entries
            .filter_map(|entry| match &entry.what {
                What::Note(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    fn drain(&mut self) {
        while let Some(output) = self.mock.poll_output() {
            self.said.push(match output {
                Output::Respond { exchange, response } => {
                    format!("{exchange}: {}", response.status().as_u16())
                }
                Output::Send { socket, frame } => {
                    let message: Value = serde_json::from_str(&frame.text()).expect("JSON");
                    format!("{socket}: {}", message["event"].as_str().expect("a name"))
                }
                Output::Close { socket, code, .. } => format!("{socket}: closed with {code}"),
            });
        }
        let _ = self.mock.poll_timeout();
    }
}

pub(crate) fn street() -> WorldBuilder {
    WorldBuilder::new()
        .client("anna", json!({ "house": "1" }))
        .client("bert", json!({ "house": "2" }))
}

pub(crate) fn options(journal: Bound) -> MockOptions {
    MockOptions {
        seed: 7,
        wall: Wall::RUN,
        variant: Variant::default(),
        journal,
    }
}

/// The Bell as this crate's own type: its tests are built beside the crate that `testkit` sees.
pub(crate) fn vendor() -> Vendor {
    Vendor {
        name: "bell",
        claims: toy::claims,
        contract: toy::contract,
        dialect: toy::dialect,
        client: toy::client,
        sdk: &[],
        adapter: "",
        demo: toy::DEMO,
    }
}

pub(crate) fn party(who: &str, deed: Deed, of: Option<&str>) -> ResolvedAct {
    ResolvedAct::Party {
        who: who.to_owned(),
        deed,
        of: of.map(str::to_owned),
    }
}

pub(crate) fn calls(to: &str) -> Deed {
    Deed::Calls {
        to: to.to_owned(),
        media: Media::Voice,
        data: Map::new(),
    }
}

pub(crate) fn fault(on: Option<&str>, kind: FaultKind) -> Fault {
    Fault {
        place: Place {
            file: Arc::new(SourceFile {
                path: "street.yaml".into(),
                text: String::new(),
            }),
            span: 0..0,
        },
        kind,
        on: on.map(str::to_owned),
        client: None,
        occurrence: Occurrence {
            nth: 1,
            times: Times::Count(1),
        },
        lasting: None,
    }
}
