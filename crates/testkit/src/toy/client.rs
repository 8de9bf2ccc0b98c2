//! Step 4 of adding a vendor: a reference client, written from the documents as the vendor's SDK would
//! be, without a look at the dialect. It runs in virtual time: its sockets and its clock are given.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Duration,
};

use bytes::Bytes;
use ctimock_protocol::{
    CallError, CallErrorKind, ClientOutput, Connect, Invoke, InvokeId, LocalClient, Outcome,
    SocketNews, TransportError,
};
use ctimock_time::{Deadline, Time};
use http::{Request, Response};
use serde_json::{Map, Value, json};

/// How long the client waits before it listens again (Bell manual 3).
const RECONNECT: Duration = Duration::from_secs(1);

/// One app with the Bell's SDK in it.
#[derive(Debug, Default)]
pub(super) struct BellClient {
    http: String,
    ws: String,
    house: String,
    token: Option<String>,
    /// What is asked, by the request's number.
    asked: BTreeMap<u64, Asked>,
    /// The login that is done when the socket is open.
    opening: Option<InvokeId>,
    socket: Option<u64>,
    reconnect_at: Option<Time>,
    /// Who called, by the calls that have rung here and that nobody has answered.
    ringing: BTreeMap<String, String>,
    mine: BTreeSet<String>,
    numbers: u64,
    outputs: VecDeque<ClientOutput>,
}

#[derive(Debug)]
enum Asked {
    Login(InvokeId),
    Call(InvokeId),
    Other(InvokeId),
}

impl LocalClient for BellClient {
    fn handle_connect(&mut self, _now: Time, connect: &Connect) {
        let endpoint = |name| connect.endpoints.get(name).cloned().unwrap_or_default();
        self.http = endpoint("http");
        self.ws = endpoint("ws");
        self.house = text(connect.identity.get("house"));
    }

    fn handle_invoke(&mut self, _now: Time, invoke: &Invoke) {
        let (id, args) = (invoke.id, &invoke.args);
        let call = || text(args.get("call"));
        match invoke.method.as_str() {
            "login" => self.login(id, args),
            "call" => {
                let body = json!({ "to": args.get("to") });
                self.ask(Asked::Call(id), "POST", "/bell/calls", &body);
            }
            "answer" => {
                let path = format!("/bell/calls/{}/answer", call());
                self.ask(Asked::Other(id), "POST", &path, &Value::Null);
            }
            "hangUp" => {
                let path = format!("/bell/calls/{}", call());
                self.ask(Asked::Other(id), "DELETE", &path, &Value::Null);
            }
            "mute" => self.returned(id, Ok(None)),
            other => self.returned(
                id,
                Err(CallError {
                    kind: CallErrorKind::Unsupported,
                    message: format!("the Bell's client has no `{other}`"),
                    data: Value::Null,
                }),
            ),
        }
    }

    fn handle_response(
        &mut self,
        _now: Time,
        request: u64,
        response: Result<Response<Bytes>, TransportError>,
    ) {
        let Some(asked) = self.asked.remove(&request) else {
            return;
        };
        let (Asked::Login(id) | Asked::Call(id) | Asked::Other(id)) = asked;
        let body = match read(response) {
            Ok(body) => body,
            Err(error) => return self.returned(id, Err(error)),
        };
        match asked {
            Asked::Login(id) => {
                self.token = Some(text(body.get("token")));
                self.opening = Some(id);
                self.open();
            }
            Asked::Call(id) => {
                self.mine.insert(text(body.get("call")));
                self.returned(id, Ok(Some(body)));
            }
            Asked::Other(id) => self.returned(id, Ok(None)),
        }
    }

    fn handle_socket(&mut self, now: Time, socket: u64, news: SocketNews) {
        if self.socket != Some(socket) {
            return;
        }
        match news {
            SocketNews::Opened => {
                if let Some(id) = self.opening.take() {
                    let house = json!({ "house": self.house });
                    self.returned(id, Ok(Some(house)));
                }
            }
            SocketNews::Refused(response) => {
                self.socket = None;
                if let (Some(id), Err(error)) = (self.opening.take(), read(Ok(response))) {
                    self.returned(id, Err(error));
                }
            }
            SocketNews::Text(text) => self.hear(&text),
            // The bell sends no binary messages.
            SocketNews::Binary(_) => {}
            SocketNews::Closed { code, .. } => {
                self.socket = None;
                // 4000 and above: the Bell has ended it on purpose (Bell manual 3).
                self.reconnect_at = (code < 4000).then(|| now + RECONNECT);
            }
        }
    }

    fn handle_timeout(&mut self, now: Time) {
        if self.reconnect_at.is_some_and(|at| at <= now) {
            self.reconnect_at = None;
            self.open();
        }
    }

    fn poll_output(&mut self) -> Option<ClientOutput> {
        self.outputs.pop_front()
    }

    fn poll_timeout(&self) -> Option<Deadline> {
        self.reconnect_at
            .map(|at| Deadline::new(at, "reconnect of the Bell's client"))
    }
}

impl BellClient {
    fn login(&mut self, id: InvokeId, args: &Map<String, Value>) {
        if let Some(house) = args.get("house") {
            self.house = text(Some(house));
        }
        let body = json!({ "house": self.house });
        self.ask(Asked::Login(id), "POST", "/bell/login", &body);
    }

    fn ask(&mut self, asked: Asked, method: &str, path: &str, body: &Value) {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.http))
            .header("content-type", "application/json");
        if let Some(token) = &self.token {
            request = request.header("x-bell-token", token);
        }
        match request.body(Bytes::from(body)) {
            Ok(request) => {
                self.numbers += 1;
                self.asked.insert(self.numbers, asked);
                self.outputs.push_back(ClientOutput::Request {
                    number: self.numbers,
                    request,
                });
            }
            Err(error) => {
                let (Asked::Login(id) | Asked::Call(id) | Asked::Other(id)) = asked;
                self.returned(id, Err(rejected(error.to_string(), Value::Null)));
            }
        }
    }

    fn open(&mut self) {
        let token = self.token.as_deref().unwrap_or_default();
        let uri = format!("{}/bell/events?token={token}", self.ws);
        if let Ok(request) = Request::builder().uri(uri).body(()) {
            self.numbers += 1;
            self.socket = Some(self.numbers);
            self.outputs.push_back(ClientOutput::Open {
                socket: self.numbers,
                request,
            });
        }
    }

    /// Tells the app what the Bell said, and what follows from it.
    fn hear(&mut self, message: &str) {
        let message: Value = serde_json::from_str(message).unwrap_or(Value::Null);
        let (name, data) = (text(message.get("event")), message["data"].clone());
        let call = text(data.get("call"));
        self.tell(&name, data.clone());
        match name.as_str() {
            "rings" if !self.mine.contains(&call) => {
                self.ringing.insert(call, text(data.get("from")));
            }
            "talking" => {
                self.ringing.remove(&call);
            }
            "ended" => {
                if let Some(from) = self.ringing.remove(&call) {
                    self.tell("inner.missed", json!({ "call": call, "from": from }));
                }
            }
            _ => {}
        }
    }

    fn tell(&mut self, name: &str, data: Value) {
        self.outputs.push_back(ClientOutput::Event {
            name: name.to_owned(),
            data,
        });
    }

    fn returned(&mut self, id: InvokeId, outcome: Outcome) {
        self.outputs
            .push_back(ClientOutput::Returned { id, outcome });
    }
}

/// Returns the body of a good answer, or the error that the method ends with.
fn read(response: Result<Response<Bytes>, TransportError>) -> Result<Value, CallError> {
    let response = response.map_err(|error| rejected(error.to_string(), Value::Null))?;
    let status = response.status();
    let body: Value = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
    if status.is_success() {
        return Ok(body);
    }
    let data = json!({ "status": status.as_u16(), "error": body.get("error") });
    Err(rejected(format!("the Bell answered {status}"), data))
}

fn rejected(message: String, data: Value) -> CallError {
    CallError {
        kind: CallErrorKind::Rejected,
        message,
        data,
    }
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}
