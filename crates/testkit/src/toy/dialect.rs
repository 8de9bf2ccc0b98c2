//! Step 2 of adding a vendor: its server. Requests become commands of the switch, events of the switch
//! become messages. It reads no clock and opens no socket: the context gives it all that it may use.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use ctimock_dialect::{
    Action, ActionError, Channel, Context, Dialect, Directory, ExchangeId, Form, Found, Frame,
    ProvisionError, Quirks, Signal, SocketId, Upgrade, World,
};
use ctimock_switch::{
    CallData, CallEventKind, CallId, Command, DeviceId, Event, Media, Receipt, Settings, Target,
};
use ctimock_time::Deadline;
use http::{HeaderMap, Request, Uri};
use serde_json::{Value, json};

use super::{
    street::Street,
    wire::{Answer, answer, call_named, cause, name, refused, token},
};

/// The Bell's server.
#[derive(Debug)]
pub(super) struct BellDialect {
    street: Street,
    hides_callers: bool,
}

impl BellDialect {
    pub(super) fn new(quirks: &Quirks) -> Self {
        Self {
            street: Street::default(),
            hides_callers: quirks.value("caller") == Some("hidden"),
        }
    }

    /// The match is the route table.
    fn route(
        &mut self,
        cx: &mut Context<'_>,
        exchange: ExchangeId,
        request: &Request<Bytes>,
    ) -> Answer {
        let path = request.uri().path();
        let segments: Vec<&str> = path.split('/').skip_while(|word| *word != "bell").collect();
        let body: Value = serde_json::from_slice(request.body()).unwrap_or(Value::Null);
        let method = request.method().as_str();
        if let ("POST", ["bell", "login"]) = (method, segments.as_slice()) {
            return self.login(cx, exchange, &body);
        }
        let Some(device) =
            token(request.uri(), request.headers()).and_then(|token| self.street.by_token(&token))
        else {
            return (401, json!({ "error": "log in first" }));
        };
        cx.claim(
            Channel::Exchange(exchange),
            &self.street.houses[&device].client,
        );
        match (method, segments.as_slice()) {
            ("POST", ["bell", "calls"]) => self.call(cx, device, &body),
            ("POST", ["bell", "calls", call, "answer"]) => {
                carry_out(cx, call, |call| Command::Answer { call, device })
            }
            ("DELETE", ["bell", "calls", call]) => {
                carry_out(cx, call, |call| Command::Clear { call, device })
            }
            _ => (404, json!({ "error": "no such page" })),
        }
    }

    fn login(&mut self, cx: &mut Context<'_>, exchange: ExchangeId, body: &Value) -> Answer {
        let number = body["house"].as_str().unwrap_or_default();
        let device = self.street.find(cx, number);
        let house = device.and_then(|device| self.street.houses.get_mut(&device));
        let Some(house) = house else {
            return (401, json!({ "error": "no such house" }));
        };
        let token = cx.mint().uuid().to_string();
        house.token = Some(token.clone());
        cx.claim(Channel::Exchange(exchange), &house.client);
        (200, json!({ "token": token }))
    }

    fn call(&mut self, cx: &mut Context<'_>, from: DeviceId, body: &Value) -> Answer {
        let Some(to) = body["to"].as_str().and_then(|to| self.street.find(cx, to)) else {
            return (404, json!({ "error": "no such house" }));
        };
        let outcome = cx.command(Command::MakeCall {
            from,
            to: Target::Device(to),
            media: Media::Voice,
            data: CallData::new(),
        });
        match outcome {
            Ok(Receipt::Call(call, _)) => (200, json!({ "call": name(call) })),
            Ok(Receipt::Done | Receipt::Unchanged | Receipt::Pending) => (200, json!({})),
            Err(refusal) => refused(refusal),
        }
    }

    /// Tells a house something, if it has logged in and listens.
    fn tell(&self, cx: &mut Context<'_>, device: DeviceId, event: &'static str, data: &Value) {
        if let Some(socket) = self
            .street
            .houses
            .get(&device)
            .and_then(|house| house.socket)
        {
            let head = format!(r#"{{"event":"{event}","data":"#);
            let body = data.to_string().into();
            cx.send(
                socket,
                event,
                Frame {
                    head,
                    body,
                    tail: "}",
                    form: Form::Text,
                },
            );
        }
    }

    fn hang_out(&mut self, socket: SocketId) {
        if let Some(device) = self.street.by_socket(socket)
            && let Some(house) = self.street.houses.get_mut(&device)
        {
            house.socket = None;
        }
    }
}

impl Dialect for BellDialect {
    fn switch_settings(&self, world: &World) -> Settings {
        let seconds = world.settings.get("ring_seconds").and_then(Value::as_u64);
        Settings {
            ring_timeout: Some(Duration::from_secs(seconds.unwrap_or(60))),
            ..Settings::default()
        }
    }

    fn provision(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<Directory, Vec<ProvisionError>> {
        self.street.build(cx, world)
    }

    fn client_of(&self, uri: &Uri, headers: &HeaderMap) -> Option<Arc<str>> {
        let device = self.street.by_token(&token(uri, headers)?)?;
        Some(Arc::clone(&self.street.houses[&device].client))
    }

    fn on_request(&mut self, cx: &mut Context<'_>, exchange: ExchangeId, request: Request<Bytes>) {
        let (status, body) = self.route(cx, exchange, &request);
        cx.respond(exchange, answer(status, &body));
    }

    fn on_upgrade(
        &mut self,
        cx: &mut Context<'_>,
        socket: SocketId,
        request: &Request<()>,
    ) -> Upgrade {
        let token = token(request.uri(), request.headers());
        let Some(device) = token.and_then(|token| self.street.by_token(&token)) else {
            return Upgrade::Refuse(answer(401, &json!({ "error": "log in first" })));
        };
        let house = self
            .street
            .houses
            .get_mut(&device)
            .expect("a token is a house's");
        cx.claim(Channel::Socket(socket), &house.client);
        if let Some(older) = house.socket.replace(socket) {
            cx.close(older, 4001, "another telephone");
        }
        Upgrade::Accept { subprotocol: None }
    }

    fn on_signal(&mut self, cx: &mut Context<'_>, socket: SocketId, signal: Signal) {
        match signal {
            Signal::Opened => {
                if let Some(device) = self.street.by_socket(socket) {
                    let house = self.street.number(device);
                    self.tell(cx, device, "online", &json!({ "house": house }));
                }
            }
            Signal::Text(_) | Signal::Binary(_) => cx.note("the Bell takes no messages"),
            Signal::Closed(_) => self.hang_out(socket),
        }
    }

    fn on_event(&mut self, cx: &mut Context<'_>, event: &Event) {
        let Event::Call(event) = event else {
            return;
        };
        let call = name(event.call);
        match event.kind {
            CallEventKind::Delivered { .. } => {
                let from = match self.hides_callers {
                    true => "hidden",
                    false => self.street.number(event.origin),
                };
                let to = self.street.number(event.subject);
                let data = json!({ "call": call, "from": from, "to": to });
                for party in &event.parties {
                    self.tell(cx, party.device, "rings", &data);
                }
            }
            CallEventKind::Established { .. } => {
                for party in &event.parties {
                    self.tell(cx, party.device, "talking", &json!({ "call": call }));
                }
            }
            CallEventKind::ConnectionCleared => {
                let data = json!({ "call": call, "cause": cause(event.cause) });
                self.tell(cx, event.subject, "ended", &data);
            }
            _ => {}
        }
    }

    fn on_timeout(&mut self, _cx: &mut Context<'_>) {}

    fn poll_timeout(&self) -> Option<Deadline> {
        None
    }

    fn on_action(&mut self, cx: &mut Context<'_>, action: &Action) -> Result<(), ActionError> {
        let client = action.params.get("client").and_then(Value::as_str);
        let client =
            client.ok_or_else(|| ActionError::Invalid("`client` is missing".to_owned()))?;
        let mut houses = self.street.houses.values_mut();
        let house = houses
            .find(|house| &*house.client == client)
            .ok_or_else(|| ActionError::Unknown(format!("`{client}` lives in no house")))?;
        if house.token.take().is_none() {
            return Err(ActionError::Refused(format!("`{client}` is not logged in")));
        }
        if let Some(socket) = house.socket {
            cx.close(socket, 4000, "logged off");
        }
        Ok(())
    }

    fn find(&mut self, cx: &mut Context<'_>, word: &str) -> Option<Found> {
        if let Some(call) = call_named(word).filter(|call| cx.switch().call(*call).is_some()) {
            return Some(Found::Call(call));
        }
        self.street.find(cx, word).map(Found::Device)
    }

    fn call_name(&self, call: CallId) -> Option<String> {
        Some(name(call))
    }

    fn world(&self, cx: &Context<'_>) -> Value {
        let agents = self.street.houses.iter().map(|(device, house)| {
            json!({ "house": self.street.number(*device), "online": house.socket.is_some() })
        });
        let calls = cx.switch().calls().map(|call| {
            let parties = call.connections.iter();
            let parties = parties.map(|party| self.street.number(party.device));
            json!({ "call": name(call.id), "parties": parties.collect::<Vec<_>>() })
        });
        json!({ "agents": agents.collect::<Vec<_>>(), "calls": calls.collect::<Vec<_>>() })
    }
}

fn carry_out(cx: &mut Context<'_>, call: &str, command: impl FnOnce(CallId) -> Command) -> Answer {
    let Some(call) = call_named(call) else {
        return (404, json!({ "error": "no such call" }));
    };
    match cx.command(command(call)) {
        Ok(_) => (200, json!({})),
        Err(refusal) => refused(refusal),
    }
}
