use std::net::TcpStream;

use serde_json::Value;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::tungstenite::{Message, WebSocket, client, handshake::client::generate_key};

use super::http::connect;

/// A WebSocket with STOMP on it, as the vendor's client speaks it (dossier §5).
pub(crate) struct Phone(pub(crate) WebSocket<TcpStream>);

impl Phone {
    /// Opens it, and exchanges CONNECT and CONNECTED.
    pub(crate) fn connect(address: &str) -> Self {
        Self::beating(address, "10000,10000")
    }

    /// Opens it with other heart-beats than the vendor's client: `0,0` is none at all.
    pub(crate) fn beating(address: &str, beats: &str) -> Self {
        let mut phone = Self::open(address);
        phone.send(&format!(
            "CONNECT\naccept-version:1.1,1.0\nheart-beat:{beats}\n\n\0"
        ));
        let connected = phone.text();
        assert!(
            connected.starts_with("CONNECTED\nversion:1.1\n"),
            "{connected}"
        );
        phone
    }

    /// Opens the WebSocket, under a prefix as deployments have it.
    pub(crate) fn open(address: &str) -> Self {
        let request = Request::get(format!("ws://{address}/sdk/mvc/stomp/websocket"))
            .header("host", address)
            .header("origin", "http://page.test")
            .header("connection", "Upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", generate_key())
            .body(())
            .expect("a handshake");
        let (socket, response) = client(request, connect(address)).expect("it is accepted");
        // The client asks for no subprotocol, and must not be given one.
        assert_eq!(response.headers().get("sec-websocket-protocol"), None);
        Self(socket)
    }

    /// Subscribes, and waits until that is done: what is asked over another connection may overtake it.
    /// (The vendor's client asks for no receipt; it waits half a second.)
    pub(crate) fn subscribe(&mut self, topic: &str) {
        let receipt = "receipt:subscribed";
        self.send(&format!(
            "SUBSCRIBE\nid:sub-0\ndestination:{topic}\n{receipt}\n\n\0"
        ));
        assert_eq!(self.text(), "RECEIPT\nreceipt-id:subscribed\n\n\0");
    }

    pub(crate) fn send(&mut self, text: &str) {
        let sent = self.0.send(Message::Text(text.into()));
        sent.expect("it is open");
    }

    /// Waits for the next text that is no heart-beat.
    pub(crate) fn text(&mut self) -> String {
        loop {
            match self.0.read().expect("it is open") {
                Message::Text(text) if text.as_str() == "\n" => {}
                Message::Text(text) => return text.as_str().to_owned(),
                other => panic!("a text was wanted, and there was {other:?}"),
            }
        }
    }

    /// Waits for the next event.
    pub(crate) fn event(&mut self) -> Value {
        let text = self.text();
        let (head, body) = text.split_once("\n\n").expect("a frame has a head");
        assert!(head.starts_with("MESSAGE\n"), "{text}");
        let body = body.strip_suffix('\0').expect("a frame ends with NUL");
        serde_json::from_str(body).expect("events are JSON")
    }

    /// Waits for the end; what still comes is forgotten. `None`: there was no close frame.
    pub(crate) fn end(&mut self) -> Option<(u16, String)> {
        let mut frame = None;
        loop {
            match self.0.read() {
                Ok(Message::Close(close)) => {
                    frame = close.map(|close| (close.code.into(), close.reason.to_string()));
                }
                Ok(_) => {}
                Err(_) => return frame,
            }
        }
    }
}
