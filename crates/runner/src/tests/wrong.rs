//! The Bell's client with one mistake each.

use std::{
    collections::VecDeque,
    sync::atomic::{AtomicU64, Ordering},
};

use bytes::Bytes;
use ctimock_protocol::{
    CallError, CallErrorKind, ClientOutput, Connect, Invoke, LocalClient, SocketNews,
    TransportError,
};
use ctimock_testkit::toy;
use ctimock_time::{Deadline, Time};
use http::Response;
use serde_json::{Value, json};

/// What a wrong client makes of an output of the right one.
type Mistake = fn(ClientOutput) -> Vec<ClientOutput>;

pub(super) fn loses_talking() -> Box<dyn LocalClient> {
    wrong(|output| {
        if is_talking(&output) {
            vec![]
        } else {
            vec![output]
        }
    })
}

pub(super) fn repeats_talking() -> Box<dyn LocalClient> {
    wrong(|output| match output {
        ClientOutput::Event { name, data } if name == "talking" => vec![
            ClientOutput::Event {
                name: name.clone(),
                data: data.clone(),
            },
            ClientOutput::Event { name, data },
        ],
        other => vec![other],
    })
}

pub(super) fn is_never_the_same() -> Box<dyn LocalClient> {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    wrong(|output| match output {
        ClientOutput::Request {
            number,
            mut request,
        } => {
            let call = CALLS.fetch_add(1, Ordering::Relaxed);
            request.headers_mut().insert("x-call", call.into());
            vec![ClientOutput::Request { number, request }]
        }
        other => vec![other],
    })
}

pub(super) fn knows_no_call() -> Box<dyn LocalClient> {
    wrong(|output| match output {
        ClientOutput::Returned {
            id,
            outcome: Ok(Some(data)),
        } if data.get("call").is_some() => {
            let outcome = Err(CallError {
                kind: CallErrorKind::Unsupported,
                message: "this client cannot call".to_owned(),
                data: Value::Null,
            });
            vec![ClientOutput::Returned { id, outcome }]
        }
        other => vec![other],
    })
}

pub(super) fn never_rests() -> Box<dyn LocalClient> {
    Box::new(Restless)
}

pub(super) fn panics() -> Box<dyn LocalClient> {
    wrong(|output| match output {
        ClientOutput::Event { .. } => panic!("the toy broke on purpose"),
        other => vec![other],
    })
}

fn is_talking(output: &ClientOutput) -> bool {
    matches!(output, ClientOutput::Event { name, .. } if name == "talking")
}

fn wrong(mistake: Mistake) -> Box<dyn LocalClient> {
    Box::new(Wrong {
        right: toy::client(),
        mistake,
        outputs: VecDeque::new(),
    })
}

struct Wrong {
    right: Box<dyn LocalClient>,
    mistake: Mistake,
    outputs: VecDeque<ClientOutput>,
}

impl LocalClient for Wrong {
    fn handle_connect(&mut self, now: Time, connect: &Connect) {
        self.right.handle_connect(now, connect);
    }

    fn handle_invoke(&mut self, now: Time, invoke: &Invoke) {
        self.right.handle_invoke(now, invoke);
    }

    fn handle_response(
        &mut self,
        now: Time,
        request: u64,
        response: Result<Response<Bytes>, TransportError>,
    ) {
        self.right.handle_response(now, request, response);
    }

    fn handle_socket(&mut self, now: Time, socket: u64, news: SocketNews) {
        self.right.handle_socket(now, socket, news);
    }

    fn handle_timeout(&mut self, now: Time) {
        self.right.handle_timeout(now);
    }

    fn poll_output(&mut self) -> Option<ClientOutput> {
        while self.outputs.is_empty() {
            self.outputs
                .extend((self.mistake)(self.right.poll_output()?));
        }
        self.outputs.pop_front()
    }

    fn poll_timeout(&self) -> Option<Deadline> {
        self.right.poll_timeout()
    }
}

/// Tells its app the same thing for ever, at one instant.
struct Restless;

impl LocalClient for Restless {
    fn handle_connect(&mut self, _: Time, _: &Connect) {}

    fn handle_invoke(&mut self, _: Time, _: &Invoke) {}

    fn handle_response(&mut self, _: Time, _: u64, _: Result<Response<Bytes>, TransportError>) {}

    fn handle_socket(&mut self, _: Time, _: u64, _: SocketNews) {}

    fn handle_timeout(&mut self, _: Time) {}

    fn poll_output(&mut self) -> Option<ClientOutput> {
        Some(ClientOutput::Event {
            name: "online".to_owned(),
            data: json!({ "house": "1" }),
        })
    }

    fn poll_timeout(&self) -> Option<Deadline> {
        None
    }
}
