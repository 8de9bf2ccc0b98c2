use ctimock_conformance::{Conductor, Order, Said};
use ctimock_dialect::{CloseBy, Form, Signal, Upgrade};
use ctimock_mock::{Mock, Output, Vendor};
use ctimock_protocol::{ClientOutput, Connect, Endpoints, SocketNews};
use ctimock_time::{Deadline, Time};
use http::{
    Request,
    header::{HOST, HeaderValue, SEC_WEBSOCKET_PROTOCOL},
    uri::PathAndQuery,
};

use crate::seat::Seat;

/// How many messages may pass at one instant before the case is given up.
const MOVES: usize = 100_000;

/// How often the conductor may find the world settled at one instant.
const ROUNDS: usize = 1_000;

/// Where mock, clients and conductor of one case meet, at one instant after the other.
///
/// The order at one instant is fixed: mock, clients, conductor.
pub(crate) struct Table<'v> {
    pub(crate) vendor: &'v Vendor,
    pub(crate) mock: Mock,
    pub(crate) conductor: Conductor,
    seats: Vec<Seat>,
    journal_read: u64,
    endpoints: Endpoints,
}

/// The world does not come to rest at one instant.
pub(crate) struct Unsettled {
    /// Who spoke last.
    pub(crate) last: String,
}

impl<'v> Table<'v> {
    pub(crate) fn new(vendor: &'v Vendor, mock: Mock, conductor: Conductor) -> Self {
        let host = format!("{}.test", vendor.name);
        let endpoints = Endpoints::from([
            ("http".to_owned(), format!("http://{host}")),
            ("ws".to_owned(), format!("ws://{host}")),
        ]);
        Self {
            vendor,
            mock,
            conductor,
            seats: Vec::new(),
            journal_read: 0,
            endpoints,
        }
    }

    /// Lets everything happen that happens at `now`, until nobody has anything more to say.
    pub(crate) fn settle(&mut self, now: Time) -> Result<(), Unsettled> {
        for _ in 0..ROUNDS {
            self.exchange(now)?;
            self.conductor.handle_settled(now);
            if !self.carry_orders(now) {
                return Ok(());
            }
        }
        Err(Unsettled {
            last: "the scenario's own steps".to_owned(),
        })
    }

    /// Returns the next instant at which somebody has something to do.
    pub(crate) fn poll_timeout(&self) -> Option<Deadline> {
        let clients = self.seats.iter().map(|seat| seat.client.poll_timeout());
        Deadline::earliest(
            [self.mock.poll_timeout()]
                .into_iter()
                .chain(clients)
                .chain([self.conductor.poll_timeout()]),
        )
    }

    fn exchange(&mut self, now: Time) -> Result<(), Unsettled> {
        let mut last = String::new();
        for _ in 0..MOVES {
            let Some(speaker) = self.move_once(now) else {
                self.read_journal();
                return Ok(());
            };
            last = speaker;
        }
        Err(Unsettled { last })
    }

    /// Carries one thing; says who spoke, or nothing when all are silent.
    fn move_once(&mut self, now: Time) -> Option<String> {
        if let Some(output) = self.mock.poll_output() {
            self.carry_mock(now, output);
            return Some(self.vendor.name.to_owned());
        }
        for index in 0..self.seats.len() {
            if let Some(output) = self.seats[index].client.poll_output() {
                self.carry_client(now, index, output);
                return Some(self.seats[index].name.to_string());
            }
        }
        let due = |deadline: Option<Deadline>| deadline.is_some_and(|next| next.at <= now);
        if due(self.mock.poll_timeout()) {
            self.mock.handle_timeout(now);
            return Some(self.vendor.name.to_owned());
        }
        let seat = self
            .seats
            .iter_mut()
            .find(|seat| due(seat.client.poll_timeout()))?;
        seat.client.handle_timeout(now);
        Some(seat.name.to_string())
    }

    fn carry_mock(&mut self, now: Time, output: Output) {
        match output {
            Output::Respond { exchange, response } => {
                for seat in &mut self.seats {
                    if let Some(number) = seat.requests.remove(&exchange) {
                        seat.client.handle_response(now, number, Ok(response));
                        return;
                    }
                }
            }
            Output::Send { socket, frame } => {
                for seat in &mut self.seats {
                    if let Some(number) = seat.sockets.get(&socket) {
                        let news = match frame.form {
                            Form::Text | Form::SockJs => SocketNews::Text(frame.text()),
                            Form::Binary => SocketNews::Binary(frame.text().into()),
                        };
                        seat.client.handle_socket(now, *number, news);
                        return;
                    }
                }
            }
            Output::Close {
                socket,
                code,
                reason,
            } => {
                for seat in &mut self.seats {
                    if let Some(number) = seat.sockets.remove(&socket) {
                        seat.client
                            .handle_socket(now, number, SocketNews::Closed { code, reason });
                        return;
                    }
                }
            }
        }
    }

    fn carry_client(&mut self, now: Time, index: usize, output: ClientOutput) {
        let seat = &mut self.seats[index];
        match output {
            ClientOutput::Request { number, request } => {
                let exchange = self
                    .mock
                    .handle_request(now, Some(&seat.name), arrived(request));
                seat.requests.insert(exchange, number);
            }
            ClientOutput::Open { socket, request } => {
                let request = arrived(request);
                let (id, upgrade) = self.mock.handle_upgrade(now, Some(&seat.name), &request);
                match upgrade {
                    Upgrade::Accept {
                        subprotocol: Some(chosen),
                    } if !offers(&request, &chosen) => {
                        // What a browser does with an answer that it did not ask for (RFC 6455 §4.1).
                        let (code, reason) = (None, String::new());
                        let by = CloseBy::Client { code, reason };
                        self.mock.handle_signal(now, id, Signal::Closed(by));
                        let (code, reason) = (1006, String::new());
                        seat.client
                            .handle_socket(now, socket, SocketNews::Closed { code, reason });
                    }
                    Upgrade::Accept { .. } => {
                        seat.sockets.insert(id, socket);
                        self.mock.handle_signal(now, id, Signal::Opened);
                        seat.client.handle_socket(now, socket, SocketNews::Opened);
                    }
                    Upgrade::Refuse(response) => {
                        seat.client
                            .handle_socket(now, socket, SocketNews::Refused(response));
                    }
                    Upgrade::Silence => {}
                }
            }
            ClientOutput::Send { socket, text } => {
                if let Some(id) = seat.socket_of(socket) {
                    self.mock.handle_signal(now, id, Signal::Text(text));
                }
            }
            ClientOutput::Close {
                socket,
                code,
                reason,
            } => {
                if let Some(id) = seat.socket_of(socket) {
                    seat.sockets.remove(&id);
                    let by = CloseBy::Client {
                        code,
                        reason: reason.clone(),
                    };
                    self.mock.handle_signal(now, id, Signal::Closed(by));
                    let code = code.unwrap_or(1005);
                    seat.client
                        .handle_socket(now, socket, SocketNews::Closed { code, reason });
                }
            }
            ClientOutput::Returned { id, outcome } => {
                let said = Said::Returned { id, outcome };
                self.read_journal();
                self.conductor
                    .handle_client(now, &self.seats[index].name, said);
            }
            ClientOutput::Event { name, data } => {
                let said = Said::Event { name, data };
                self.read_journal();
                self.conductor
                    .handle_client(now, &self.seats[index].name, said);
            }
        }
    }

    fn carry_orders(&mut self, now: Time) -> bool {
        let mut any = false;
        while let Some(order) = self.conductor.poll_order() {
            any = true;
            match order {
                Order::Connect(connect) => self.seat(now, connect),
                Order::Invoke(invoke) => {
                    let seat = self
                        .seats
                        .iter_mut()
                        .find(|seat| *seat.name == *invoke.client);
                    seat.expect("the conductor connects a client before it calls a method")
                        .client
                        .handle_invoke(now, &invoke);
                }
                Order::Act(act) => {
                    let outcome = self.mock.handle_act(now, *act);
                    self.read_journal();
                    self.conductor.handle_act(now, outcome);
                }
                Order::ReadWorld => {
                    let world = self.mock.world(now);
                    self.conductor.handle_world(now, &world);
                }
            }
        }
        any
    }

    fn seat(&mut self, now: Time, mut connect: Connect) {
        connect.endpoints = self.endpoints.clone();
        let mut seat = Seat::new(&connect.client, (self.vendor.client)());
        seat.client.handle_connect(now, &connect);
        self.seats.push(seat);
    }

    fn read_journal(&mut self) {
        for entry in self.mock.journal().since(self.journal_read) {
            self.conductor.handle_journal(entry);
        }
        self.journal_read = self.mock.journal().next_seq();
    }
}

/// A request as a server sees it: the path alone, and the host in its header.
fn arrived<B>(request: Request<B>) -> Request<B> {
    let (mut parts, body) = request.into_parts();
    if let Some(host) = parts.uri.host()
        && let Ok(host) = HeaderValue::from_str(host)
    {
        parts.headers.entry(HOST).or_insert(host);
    }
    let path = parts.uri.path_and_query().cloned();
    parts.uri = path
        .unwrap_or_else(|| PathAndQuery::from_static("/"))
        .into();
    Request::from_parts(parts, body)
}

/// Returns whether a handshake offers a subprotocol.
fn offers(request: &Request<()>, subprotocol: &str) -> bool {
    let offered = request.headers().get_all(SEC_WEBSOCKET_PROTOCOL).iter();
    offered
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|name| name.trim() == subprotocol)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn a_subprotocol_is_offered_by_its_name_in_a_list() {
        let request = Request::get("/x")
            .header(SEC_WEBSOCKET_PROTOCOL, "v10.stomp, v11.stomp")
            .body(())
            .expect("valid");

        assert!(offers(&request, "v11.stomp"));
        assert!(!offers(&request, "stomp"));
    }

    #[test]
    fn a_request_arrives_with_its_path_alone_and_its_host_as_a_header() {
        let request = Request::get("http://bell.test/api/x?y=1")
            .body(Bytes::new())
            .expect("valid");

        let request = arrived(request);

        assert_eq!(request.uri(), "/api/x?y=1");
        assert_eq!(
            request.headers().get(HOST).map(HeaderValue::as_bytes),
            Some(&b"bell.test"[..])
        );
    }
}
