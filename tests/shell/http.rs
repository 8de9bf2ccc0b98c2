use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// A request, written by hand: what goes over the wire is what the test says.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    head: String,
    body: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self {
            head: format!("{method} {path} HTTP/1.1\r\nhost: ctimock\r\nconnection: close\r\n"),
            body: Vec::new(),
        }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json; charset=UTF-8")
            .body(body.to_string())
    }

    pub(crate) fn form(self, body: &str) -> Self {
        self.header(
            "content-type",
            "application/x-www-form-urlencoded; charset=UTF-8",
        )
        .body(body)
    }

    pub(crate) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        let mut with = self.header("content-length", &body.len().to_string());
        with.body = body;
        with
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.head.clone().into_bytes();
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.body);
        bytes
    }

    pub(crate) fn send(&self, address: &str) -> Answer {
        send(address, &self.bytes())
    }
}

/// Returns a fresh connection. Whoever waits on it for longer than a test can take has failed.
pub(crate) fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("it listens");
    let most = Some(Duration::from_secs(60));
    stream.set_read_timeout(most).expect("it is not zero");
    stream
}

/// Sends bytes, and reads the answer until the connection ends.
pub(crate) fn send(address: &str, bytes: &[u8]) -> Answer {
    let mut stream = connect(address);
    let mut writer = stream.try_clone().expect("a connection has two ends");
    let mut read = Vec::new();
    std::thread::scope(|scope| {
        // Who is refused in the middle may not get rid of the rest.
        scope.spawn(move || drop(writer.write_all(bytes)));
        stream
            .read_to_end(&mut read)
            .expect("the answer comes whole");
    });
    Answer::read(&String::from_utf8(read).expect("answers are text"))
}

impl Answer {
    pub(crate) fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("an answer has a head");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.and_then(|word| word.parse().ok()).expect("a status"),
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }
}
