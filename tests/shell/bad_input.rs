use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::{
    http::{Request, connect, send},
    phone::Phone,
    server::Server,
};

/// Another agent was on all the while, and hears what it should.
fn undisturbed(server: &Server, other: &mut Phone) {
    server.steps(json!({ "party": "13900139000", "does": "calls", "to": "8002", "as": "$c" }));
    assert_eq!(other.event()["eventName"], "delivered");
    server.steps(json!({ "party": "13900139000", "does": "hangs_up" }));
    assert_eq!(other.event()["eventName"], "connectionCleared");
}

#[test]
fn garbage_is_refused_and_nobody_is_disturbed() {
    let server = Server::new("garbage");
    let (_, mut other) = server.log_on("5002", "8002");
    let garbage: Vec<u8> = (0..4096_u32).map(|at| (at * 7919 % 251) as u8).collect();

    let answers = [
        send(
            &server.address,
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
        )
        .status,
        send(&server.address, b"GET / HTTP/9.9\r\n\r\n").status,
        send(&server.address, b"GET /\x00 HTTP/1.1\r\nhost: x\r\n\r\n").status,
        send(&server.address, &garbage).status,
    ];

    assert_eq!(answers, [400; 4]);
    undisturbed(&server, &mut other);
}

#[test]
fn ten_megabytes_of_headers_are_431() {
    let server = Server::new("large-head");
    let (_, mut other) = server.log_on("5002", "8002");
    let large = "x".repeat(10 * 1024 * 1024);

    let answer = server.ask(Request::new("GET", "/login").header("x-large", &large));

    assert_eq!(answer.status, 431);
    undisturbed(&server, &mut other);
}

#[test]
fn an_oversized_body_is_413_in_words() {
    let server = Server::new("large-body");
    let (_, mut other) = server.log_on("5002", "8002");

    let answer = server.ask(Request::new("POST", "/login").body(vec![b'x'; 10 * 1024 * 1024]));

    let error = json!({ "error": "a body has at most 1048576 bytes" });
    assert_eq!((answer.status, answer.json()), (413, error));
    undisturbed(&server, &mut other);
}

#[test]
fn half_a_body_never_reaches_the_vendor() {
    let server = Server::new("half-body");
    let (_, mut other) = server.log_on("5002", "8002");
    let (_, before) = server.control("GET", "journal", Value::Null);

    let mut stream = connect(&server.address);
    stream
        .write_all(b"POST /login HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nusername=5")
        .expect("it listens");
    drop(stream);

    undisturbed(&server, &mut other);
    let seen = before.as_array().expect("a list").len();
    let (_, after) = server.control("GET", &format!("journal?since={seen}"), Value::Null);
    let requests = after.as_array().expect("a list").iter();
    assert_eq!(
        requests.filter(|entry| entry["what"] == "request").count(),
        0
    );
}

#[test]
fn a_stomp_frame_split_anywhere_is_one_frame() {
    let server = Server::new("split");
    let session = server.session("5001");
    let mut phone = Phone::open(&server.address);

    let frames = "CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0\
                  SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\nreceipt:subscribed\n\n\0";
    for byte in frames.split_inclusive(|_| true) {
        phone.send(byte);
    }
    let connected = phone.text();
    assert_eq!(phone.text(), "RECEIPT\nreceipt-id:subscribed\n\n\0");
    let answer = server.ask(super::server::log_on("5001", "8001", &session));

    assert!(connected.starts_with("CONNECTED\n"), "{connected}");
    assert_eq!(answer.status, 204);
    assert_eq!(phone.event()["eventName"], "agentLoggedOn");
}

#[test]
fn unknown_and_broken_stomp_frames_end_in_an_error_frame_and_nobody_is_disturbed() {
    let server = Server::new("broken-stomp");
    let (_, mut other) = server.log_on("5002", "8002");

    for frame in [
        "DANCE\nto:music\n\n\0",
        "CONNECT\nno-colon\n\n\0",
        "\u{1f4a3}\n\n\0",
    ] {
        let mut phone = Phone::open(&server.address);
        phone.send(frame);
        let text = phone.text();
        assert!(
            text.starts_with("ERROR\n"),
            "{frame:?} is answered {text:?}"
        );
        assert!(phone.end().is_some(), "{frame:?}: it is closed in order");
    }

    undisturbed(&server, &mut other);
}

#[test]
fn binary_messages_and_bytes_that_are_no_websocket_disturb_nobody() {
    let server = Server::new("binary");
    let (_, mut other) = server.log_on("5002", "8002");

    let mut binary = Phone::open(&server.address);
    let sent = binary
        .0
        .send(Message::Binary(vec![0, 159, 146, 150].into()));
    sent.expect("it is open");
    let mut broken = Phone::open(&server.address);
    broken
        .0
        .get_mut()
        .write_all(&[0xff; 64])
        .expect("it is open");
    let end = broken.end();

    assert_eq!(end.map(|(code, _)| code), Some(1002));
    undisturbed(&server, &mut other);
}

#[test]
fn a_thousand_idle_connections_disturb_nobody() {
    let server = Server::new("idle");
    let (_, mut other) = server.log_on("5002", "8002");

    // Half of them say nothing at all, the other half have begun a head.
    let idle: Vec<TcpStream> = (0..1000)
        .map(|number| {
            let mut stream = connect(&server.address);
            if number % 2 == 0 {
                stream
                    .write_all(b"GET /login HTTP/1.1\r\nhost:")
                    .expect("it listens");
            }
            stream
        })
        .collect();

    undisturbed(&server, &mut other);
    assert_eq!(server.control("GET", "health", Value::Null).0, 200);
    drop(idle);
}

#[test]
fn an_agent_that_does_not_read_is_closed_and_nobody_is_disturbed() {
    let server = Server::new("slow-reader");
    let (_, mut slow) = server.log_on("5001", "8001");
    let (_, mut other) = server.log_on("5002", "8002");

    // What the system keeps for the slow one is some megabytes, and only then does the server.
    let round = json!([
        { "party": "13800138000", "does": "calls", "to": "8001" },
        { "party": "13800138000", "does": "hangs_up" },
    ]);
    let many: Vec<Value> = (0..400)
        .flat_map(|_| round.as_array().cloned())
        .flatten()
        .collect();
    let many = Value::Array(many);
    let mut closed = None;
    for _ in 0..200 {
        let (_, world) = server.control("GET", "world", Value::Null);
        let since = server.steps(many.clone());
        assert!(since["calls"].is_array());
        if world["agents"][0]["sockets"] == 0 {
            closed = Some(world);
            break;
        }
    }
    assert!(closed.is_some(), "the slow one is closed");

    undisturbed(&server, &mut other);
    let mut bytes = Vec::new();
    let rest = slow.0.get_mut().read_to_end(&mut bytes);
    assert!(
        rest.is_err() || !bytes.is_empty(),
        "what was sent before can be read"
    );
}
