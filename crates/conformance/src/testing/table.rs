use std::sync::Arc;

use bytes::Bytes;
use ctimock_dialect::{ExchangeId, Frame, SocketId};
use ctimock_mock::{ActError, ActReceipt, Entry, What};
use ctimock_protocol::{CallError, CallErrorKind, InvokeId};
use ctimock_scenario::Scenario;
use ctimock_time::Time;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use super::contract;
use crate::{CaseReport, Conductor, Order, Play, Said, Words};

/// A conductor with hand-made clients and a hand-made mock round it.
pub(crate) struct Table {
    pub(crate) conductor: Conductor,
    pub(crate) orders: Vec<Order>,
    now: Time,
}

impl Table {
    /// Begins a case; the clients are connected and the first step has begun.
    pub(crate) fn drive(scenario: Arc<Scenario>) -> Self {
        Self::begin(scenario, Play::Drive)
    }

    /// Begins a case of `serve`.
    pub(crate) fn watch(scenario: Arc<Scenario>) -> Self {
        Self::begin(scenario, Play::Watch)
    }

    /// Begins a case whose words are listed.
    pub(crate) fn asserting(scenario: Arc<Scenario>) -> Self {
        Self::round(Conductor::new(scenario, contract(), Play::Drive).with_words(Words::Listed))
    }

    fn begin(scenario: Arc<Scenario>, play: Play) -> Self {
        Self::round(Conductor::new(scenario, contract(), play))
    }

    fn round(conductor: Conductor) -> Self {
        let mut table = Self {
            conductor,
            orders: Vec::new(),
            now: Time::ZERO,
        };
        table.drain();
        table.settle()
    }

    /// Moves to an instant, without anything happening there yet.
    pub(crate) fn at(mut self, millis: u64) -> Self {
        self.now = Time::from_millis(millis);
        self
    }

    /// Lets the present instant settle.
    pub(crate) fn settle(mut self) -> Self {
        self.conductor.handle_settled(self.now);
        self.drain();
        self
    }

    /// A client tells its app something.
    pub(crate) fn told(mut self, client: &str, name: &str, data: Value) -> Self {
        let name = name.to_owned();
        self.conductor
            .handle_client(self.now, client, Said::Event { name, data });
        self
    }

    /// A method of `anna` comes to a result.
    pub(crate) fn returned(self, id: u64, value: Value) -> Self {
        self.outcome(id, Ok(Some(value)))
    }

    /// A method of `anna` is refused.
    pub(crate) fn rejected(self, id: u64, data: Value) -> Self {
        let message = "refused".to_owned();
        let kind = CallErrorKind::Rejected;
        self.outcome(
            id,
            Err(CallError {
                kind,
                message,
                data,
            }),
        )
    }

    /// A method of `anna` comes to something.
    pub(crate) fn outcome(mut self, id: u64, outcome: ctimock_protocol::Outcome) -> Self {
        let id = InvokeId(id);
        self.conductor
            .handle_client(self.now, "anna", Said::Returned { id, outcome });
        self
    }

    /// A client is gone.
    pub(crate) fn gone(mut self, client: &str, reason: &str) -> Self {
        let reason = reason.to_owned();
        self.conductor
            .handle_client(self.now, client, Said::Gone { reason });
        self
    }

    /// The mock has carried out an act that made this call.
    pub(crate) fn acted(mut self, call: Option<&str>) -> Self {
        let call = call.map(str::to_owned);
        self.conductor.handle_act(self.now, Ok(ActReceipt { call }));
        self
    }

    /// The mock has refused an act.
    pub(crate) fn refused(mut self, error: ActError) -> Self {
        self.conductor.handle_act(self.now, Err(error));
        self
    }

    /// The mock shows its state.
    pub(crate) fn world(mut self, world: Value) -> Self {
        self.conductor.handle_world(self.now, &world);
        self
    }

    /// The mock journals something at a channel of which it does not know whose it is.
    pub(crate) fn journal_of_nobody(mut self, what: What) -> Self {
        self.conductor.handle_journal(&entry(self.now, None, what));
        self
    }

    /// Returns the orders that were given so far, a few words each.
    pub(crate) fn words(&self) -> Vec<String> {
        self.orders.iter().map(word).collect()
    }

    /// The mock journals something at `anna`'s channel.
    pub(crate) fn journal(mut self, what: What) -> Self {
        let entry = entry(self.now, Some("anna"), what);
        self.conductor.handle_journal(&entry);
        self
    }

    /// The mock sends `anna` an event, and she tells her app.
    pub(crate) fn passes_on(self, name: &'static str, data: Value) -> Self {
        self.journal(sent(name, &data)).told("anna", name, data)
    }

    /// Ends the case.
    pub(crate) fn report(self) -> CaseReport {
        let now = self.now;
        self.conductor.report(now, 0)
    }

    fn drain(&mut self) {
        while let Some(order) = self.conductor.poll_order() {
            self.orders.push(order);
        }
    }
}

fn word(order: &Order) -> String {
    match order {
        Order::Connect(connect) => {
            format!(
                "connect {} {}",
                connect.client,
                Value::Object(connect.identity.clone())
            )
        }
        Order::Invoke(invoke) => {
            format!("{} {}", invoke.method, Value::Object(invoke.args.clone()))
        }
        Order::Act(act) => format!("{act:?}"),
        Order::ReadWorld => "world".to_owned(),
    }
}

/// Returns an entry of the journal.
pub(crate) fn entry(at: Time, client: Option<&str>, what: What) -> Entry {
    Entry {
        seq: 0,
        at,
        client: client.map(Arc::from),
        what,
    }
}

/// Returns an event that the mock sent.
pub(crate) fn sent(name: &'static str, data: &Value) -> What {
    What::Sent {
        socket: SocketId(1),
        name: Some(name),
        frame: Frame::plain(data.to_string()),
    }
}

/// Returns a request with a JSON body.
pub(crate) fn request(exchange: u64, method: Method, path: &str, body: Value) -> What {
    let tail = path.split('?').next().unwrap_or(path);
    let operation = contract().operation_name(method.as_str(), tail);
    What::Request {
        exchange: ExchangeId(exchange),
        operation: operation.map(|operation| Arc::from(&**operation)),
        method,
        uri: path.parse().expect("the test's path is one"),
        headers: HeaderMap::new(),
        body: if body.is_null() {
            Bytes::new()
        } else {
            Bytes::from(body.to_string())
        },
    }
}

/// Returns the answer to a request.
pub(crate) fn response(exchange: u64, status: u16) -> What {
    What::Response {
        exchange: ExchangeId(exchange),
        operation: None,
        status: StatusCode::from_u16(status).expect("the test's status is one"),
        headers: HeaderMap::new(),
        body: Bytes::from(json!({ "status": status }).to_string()),
    }
}
