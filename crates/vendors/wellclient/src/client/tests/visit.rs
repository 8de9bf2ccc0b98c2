use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use ctimock_protocol::{
    CallErrorKind, ClientOutput, Connect, Invoke, InvokeId, LocalClient, SocketNews, TransportError,
};
use ctimock_time::Time;
use http::Response;
use serde_json::{Map, Value, json};

use super::super::sdk::Sdk;

/// One visit of anna's to the page; what the client puts out is read as lines.
pub(super) struct Visit {
    pub(super) sdk: Sdk,
    now: Time,
    invokes: u64,
    requests: VecDeque<u64>,
    pub(super) headers: String,
    socket: u64,
    serial: u64,
}

pub(super) const CONNECTED: &str = "CONNECTED\nversion:1.1\nheart-beat:0,0\n\n\0";
pub(super) const DISCONNECT: &str = "send DISCONNECT\\n\\n\\0";

impl Visit {
    pub(super) fn new(options: Value) -> Self {
        let mut visit = Self {
            sdk: Sdk::default(),
            now: Time::ZERO,
            invokes: 0,
            requests: VecDeque::new(),
            headers: String::new(),
            socket: 0,
            serial: 100,
        };
        visit.load(options);
        visit
    }

    /// Returns a visit whose login has succeeded.
    pub(super) fn logged_in(options: Value) -> Self {
        let mut visit = Self::new(options);
        visit.reach_state_request(json!({}));
        visit.answer(204, "");
        visit.answer(200, r#"{"agentTrunks":[{"scanPrefix":"9"}]}"#);
        visit.event("agentLoggedOn", json!({"agentMode": "NotReady"}));
        visit.answer(204, "");
        visit
    }

    /// Loads or reloads the page.
    pub(super) fn load(&mut self, options: Value) -> Vec<String> {
        let connect = Connect {
            client: "anna".into(),
            endpoints: BTreeMap::from([
                ("http".into(), "http://mock:8600".into()),
                ("ws".into(), "ws://mock:8600".into()),
            ]),
            identity: object(
                json!({"jobNumber": "5001", "password": "123456", "domain": "test.cc", "ext": "8001"}),
            ),
            options: object(options),
        };
        self.sdk.handle_connect(self.now, &connect);
        self.drain()
    }

    /// Goes through `agentLogin` up to its state request.
    pub(super) fn reach_state_request(&mut self, args: Value) -> Vec<String> {
        self.invoke("agentLogin", args);
        self.answer(200, r#"{"sessionId":"s1"}"#);
        self.open();
        self.text(CONNECTED);
        self.pass(500)
    }

    pub(super) fn invoke(&mut self, method: &str, args: Value) -> Vec<String> {
        self.invokes += 1;
        let invoke = Invoke {
            id: InvokeId(self.invokes),
            client: "anna".into(),
            method: method.into(),
            args: object(args),
        };
        self.sdk.handle_invoke(self.now, &invoke);
        self.drain()
    }

    /// Answers the oldest open request.
    pub(super) fn answer(&mut self, status: u16, body: &str) -> Vec<String> {
        let response = Response::builder().status(status);
        let response = response.body(Bytes::from(body.to_owned())).unwrap();
        let number = self.requests.pop_front().expect("a request is open");
        self.sdk.handle_response(self.now, number, Ok(response));
        self.drain()
    }

    /// Loses the oldest open request.
    pub(super) fn lose_request(&mut self) -> Vec<String> {
        let number = self.requests.pop_front().expect("a request is open");
        self.sdk
            .handle_response(self.now, number, Err(TransportError));
        self.drain()
    }

    pub(super) fn open(&mut self) -> Vec<String> {
        self.news(SocketNews::Opened)
    }

    pub(super) fn text(&mut self, text: &str) -> Vec<String> {
        self.news(SocketNews::Text(text.into()))
    }

    pub(super) fn drop_socket(&mut self) -> Vec<String> {
        self.news(SocketNews::Closed {
            code: 1006,
            reason: String::new(),
        })
    }

    pub(super) fn news(&mut self, news: SocketNews) -> Vec<String> {
        self.sdk.handle_socket(self.now, self.socket, news);
        self.drain()
    }

    /// Delivers an event with the next serial, and returns the names of what the app is told.
    pub(super) fn event(&mut self, name: &str, fields: Value) -> Vec<String> {
        self.serial += 1;
        let mut event = object(json!({
            "eventName": name, "eventTime": "2018.12.24 08:59:57", "serial": self.serial,
        }));
        event.extend(object(fields));
        self.message(&Value::Object(event).to_string())
    }

    pub(super) fn message(&mut self, body: &str) -> Vec<String> {
        self.text(&format!("MESSAGE\nsubscription:sub-0\n\n{body}\0"))
    }

    /// Lets time pass, and runs what is due on the way.
    pub(super) fn pass(&mut self, millis: u64) -> Vec<String> {
        let end = Time::from_millis(self.now.as_millis() + millis);
        let mut lines = Vec::new();
        while let Some(deadline) = self.sdk.poll_timeout().filter(|next| next.at <= end) {
            assert!(deadline.at >= self.now, "{deadline:?} is in the past");
            self.now = deadline.at;
            self.sdk.handle_timeout(self.now);
            lines.extend(self.drain());
        }
        self.now = end;
        lines
    }

    pub(super) fn next_wake(&self) -> Option<(u64, &'static str)> {
        let next = self.sdk.poll_timeout()?;
        Some((next.at.as_millis(), next.reason))
    }

    fn drain(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.sdk.poll_output())
            .collect::<Vec<_>>()
            .into_iter()
            .map(|output| self.line(output))
            .collect()
    }

    fn line(&mut self, output: ClientOutput) -> String {
        match output {
            ClientOutput::Request { number, request } => {
                self.requests.push_back(number);
                let (head, body) = request.into_parts();
                self.headers = head
                    .headers
                    .iter()
                    .map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()))
                    .collect();
                let body = String::from_utf8(body.to_vec()).unwrap();
                let url = head.uri.to_string();
                let path = url.strip_prefix("http://mock:8600").expect("the http base");
                format!("{} {path} {body}", head.method)
                    .trim_end()
                    .to_owned()
            }
            ClientOutput::Open { socket, request } => {
                self.socket = socket;
                format!("open {}", request.uri())
            }
            ClientOutput::Send { socket, text } => {
                assert_eq!(socket, self.socket);
                format!(
                    "send {}",
                    text.escape_default().to_string().replace("\\u{0}", "\\0")
                )
            }
            ClientOutput::Close { code, .. } => {
                assert_eq!(code, None);
                "close".into()
            }
            ClientOutput::Returned { outcome, .. } => match outcome {
                Ok(None) => "resolved".into(),
                Ok(Some(value)) => format!("resolved {value}"),
                Err(error) => match error.kind {
                    CallErrorKind::Rejected => format!("rejected {}", error.data),
                    kind => format!("{kind:?} {}", error.message),
                },
            },
            ClientOutput::Event { name, data } if name.starts_with("inner.") || name == "onLog" => {
                format!("{name} {data}")
            }
            ClientOutput::Event { name, .. } => format!("event {name}"),
        }
    }
}

pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("`{other}` is no object"),
    }
}

/// A failed answer without a body, as the app sees it.
pub(super) fn rejected(status: u16, text: &str) -> String {
    format!(r#"rejected {{"status":{status},"statusText":"{text}","responseText":""}}"#)
}
