use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    sync::Arc,
    time::Duration,
};

use ctimock_dialect::{CloseBy, ExchangeId, Form, Signal, SocketId, Upgrade, Variant, Wall, World};
use ctimock_mock::{ActError, ActReceipt, Bound, Mock, MockOptions, Output, ResolvedAct, Vendor};
use ctimock_protocol::{
    AppEvent, ClientOutput, Connect, Endpoints, Invoke, InvokeId, LocalClient, Outcome, SocketNews,
};
use ctimock_time::{Deadline, Time};
use serde_json::{Map, Value};

/// Reference clients at a mock, in one process and in virtual time: connected as the runner connects
/// them, and nobody judges.
#[derive(Debug)]
pub struct Line {
    mock: Mock,
    seats: BTreeMap<Arc<str>, Seat>,
    now: Time,
    invoked: u64,
    returned: BTreeMap<InvokeId, Outcome>,
    told: Vec<AppEvent>,
}

struct Seat {
    client: Box<dyn LocalClient>,
    requests: BTreeMap<ExchangeId, u64>,
    sockets: BTreeMap<SocketId, u64>,
}

impl Line {
    /// Returns a line with every client of the world connected, at instant 0.
    ///
    /// # Panics
    /// If the world cannot be.
    #[must_use]
    pub fn new(vendor: &Vendor, world: &World, variant: Variant) -> Self {
        let options = MockOptions {
            seed: 1,
            wall: Wall::RUN,
            variant,
            journal: Bound::Unbounded,
        };
        let mut line = Self {
            mock: Mock::new(vendor, world, options).expect("the world can be"),
            seats: BTreeMap::new(),
            now: Time::ZERO,
            invoked: 0,
            returned: BTreeMap::new(),
            told: Vec::new(),
        };
        for person in &world.clients {
            let mut client = (vendor.client)();
            client.handle_connect(line.now, &connect(&person.name, &person.identity));
            let seat = Seat {
                client,
                requests: BTreeMap::new(),
                sockets: BTreeMap::new(),
            };
            line.seats.insert(Arc::from(person.name.as_str()), seat);
        }
        line.settle();
        line
    }

    /// Lets a client perform a method, and all that follows at this instant. `None`: it has not come
    /// to anything yet.
    ///
    /// # Panics
    /// If there is no such client, or the arguments are no object.
    pub fn invoke(&mut self, client: &str, method: &str, args: Value) -> Option<Outcome> {
        let Value::Object(args) = args else {
            panic!("arguments are an object, not {args}");
        };
        self.invoked += 1;
        let invoke = Invoke {
            id: InvokeId(self.invoked),
            client: client.to_owned(),
            method: method.to_owned(),
            args,
        };
        let seat = self.seats.get_mut(client).expect("the client is connected");
        seat.client.handle_invoke(self.now, &invoke);
        self.settle();
        self.returned.remove(&invoke.id)
    }

    /// Takes a step's act, and all that follows at this instant.
    ///
    /// # Errors
    /// Why it is impossible.
    pub fn act(&mut self, act: ResolvedAct) -> Result<ActReceipt, ActError> {
        let receipt = self.mock.handle_act(self.now, act);
        self.settle();
        receipt
    }

    /// Lets time pass, deadline by deadline.
    pub fn wait(&mut self, span: Duration) {
        let end = self.now + span;
        while let Some(due) = self.deadline().filter(|due| due.at <= end) {
            self.now = self.now.max(due.at);
            self.wake();
        }
        self.now = end;
        self.wake();
    }

    /// Returns what the apps were told since this was last asked, as `anna: rings`.
    pub fn told(&mut self) -> Vec<String> {
        let told = std::mem::take(&mut self.told);
        told.iter()
            .map(|event| format!("{}: {}", event.client, event.name))
            .collect()
    }

    /// Returns what the apps were told since this was last asked, with its payload.
    pub fn events(&mut self) -> Vec<AppEvent> {
        std::mem::take(&mut self.told)
    }

    /// Returns the mock.
    #[must_use]
    pub fn mock(&self) -> &Mock {
        &self.mock
    }

    /// Returns the nearest deadline of the mock and its clients.
    #[must_use]
    pub fn deadline(&self) -> Option<Deadline> {
        let clients = self.seats.values().map(|seat| seat.client.poll_timeout());
        Deadline::earliest(clients.chain([self.mock.poll_timeout()]))
    }

    fn wake(&mut self) {
        self.mock.handle_timeout(self.now);
        self.settle();
        for seat in self.seats.values_mut() {
            seat.client.handle_timeout(self.now);
        }
        self.settle();
    }

    /// Carries everything to and fro until nobody says anything more.
    fn settle(&mut self) {
        loop {
            let mut quiet = true;
            while let Some(output) = self.mock.poll_output() {
                quiet = false;
                self.carry_to_client(output);
            }
            for (name, output) in self.client_outputs() {
                quiet = false;
                self.carry_to_mock(&name, output);
            }
            if quiet {
                break;
            }
        }
    }

    fn client_outputs(&mut self) -> VecDeque<(Arc<str>, ClientOutput)> {
        let mut outputs = VecDeque::new();
        for (name, seat) in &mut self.seats {
            while let Some(output) = seat.client.poll_output() {
                outputs.push_back((Arc::clone(name), output));
            }
        }
        outputs
    }

    fn carry_to_client(&mut self, output: Output) {
        let now = self.now;
        for seat in self.seats.values_mut() {
            match &output {
                Output::Respond { exchange, response } => {
                    if let Some(number) = seat.requests.remove(exchange) {
                        let response = Ok(response.clone());
                        seat.client.handle_response(now, number, response);
                    }
                }
                Output::Send { socket, frame } => {
                    if let Some(number) = seat.sockets.get(socket) {
                        let news = match frame.form {
                            Form::Text | Form::SockJs => SocketNews::Text(frame.text()),
                            Form::Binary => SocketNews::Binary(frame.text().into()),
                        };
                        seat.client.handle_socket(now, *number, news);
                    }
                }
                Output::Close {
                    socket,
                    code,
                    reason,
                } => {
                    if let Some(number) = seat.sockets.remove(socket) {
                        let (code, reason) = (*code, reason.clone());
                        let news = SocketNews::Closed { code, reason };
                        seat.client.handle_socket(now, number, news);
                    }
                }
            }
        }
    }

    fn carry_to_mock(&mut self, name: &Arc<str>, output: ClientOutput) {
        let seat = self.seats.get_mut(name).expect("who speaks is connected");
        match output {
            ClientOutput::Request { number, request } => {
                let exchange = self.mock.handle_request(self.now, Some(name), request);
                seat.requests.insert(exchange, number);
            }
            ClientOutput::Open { socket, request } => {
                let (id, upgrade) = self.mock.handle_upgrade(self.now, Some(name), &request);
                match upgrade {
                    Upgrade::Accept { .. } => {
                        seat.sockets.insert(id, socket);
                        seat.client
                            .handle_socket(self.now, socket, SocketNews::Opened);
                        self.mock.handle_signal(self.now, id, Signal::Opened);
                    }
                    Upgrade::Refuse(response) => {
                        let news = SocketNews::Refused(response);
                        seat.client.handle_socket(self.now, socket, news);
                    }
                    Upgrade::Silence => {}
                }
            }
            ClientOutput::Send { socket, text } => {
                if let Some(id) = socket_of(seat, socket) {
                    self.mock.handle_signal(self.now, id, Signal::Text(text));
                }
            }
            ClientOutput::Close {
                socket,
                code,
                reason,
            } => {
                if let Some(id) = socket_of(seat, socket) {
                    seat.sockets.remove(&id);
                    let by = CloseBy::Client { code, reason };
                    self.mock.handle_signal(self.now, id, Signal::Closed(by));
                }
            }
            ClientOutput::Returned { id, outcome } => {
                self.returned.insert(id, outcome);
            }
            ClientOutput::Event { name: event, data } => self.told.push(AppEvent {
                client: name.to_string(),
                name: event,
                data,
            }),
        }
    }
}

impl fmt::Debug for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seat")
            .field("requests", &self.requests)
            .field("sockets", &self.sockets)
            .finish_non_exhaustive()
    }
}

fn socket_of(seat: &Seat, number: u64) -> Option<SocketId> {
    let mut sockets = seat.sockets.iter();
    sockets
        .find(|(_, own)| **own == number)
        .map(|(socket, _)| *socket)
}

fn connect(name: &str, identity: &Map<String, Value>) -> Connect {
    Connect {
        client: name.to_owned(),
        endpoints: Endpoints::from([
            ("http".to_owned(), "http://mock".to_owned()),
            ("ws".to_owned(), "ws://mock".to_owned()),
        ]),
        identity: identity.clone(),
        options: Map::new(),
    }
}
