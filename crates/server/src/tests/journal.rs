use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};

use crate::testing::Place;

#[tokio::test(start_paused = true)]
async fn the_journal_shows_a_request_with_its_answer() {
    let mut place = Place::new();
    let mut line = place.connect().await;
    line.ask(
        "POST",
        "/bell/login",
        &[("x-trace", "7")],
        "{\"house\":\"9\"}".to_owned(),
    )
    .await;

    let said = place.ask("GET", "journal", Value::Null).await;

    let wanted = json!([
        {
            "vendor": "bell",
            "seq": 0,
            "at": "00:00.000",
            "client": null,
            "what": "request",
            "exchange": 1,
            "operation": "login",
            "method": "POST",
            "uri": "/bell/login",
            "headers": { "x-trace": "7", "content-length": "13" },
            "body": { "house": "9" },
        },
        {
            "vendor": "bell",
            "seq": 1,
            "at": "00:00.000",
            "client": null,
            "what": "response",
            "exchange": 1,
            "operation": "login",
            "status": 401,
            "headers": { "content-type": "application/json" },
            "body": { "error": "no such house" },
        },
    ]);
    assert_eq!(said, (200, wanted));
}

#[tokio::test(start_paused = true)]
async fn a_reader_asks_for_a_part_of_the_journal() {
    let mut place = Place::new();
    for _ in 0..3 {
        place.log_in("1").await;
    }

    let (_, part) = place
        .ask("GET", "journal?since=2&limit=3", Value::Null)
        .await;
    let wrong = place.ask("GET", "journal?since=two", Value::Null).await;

    let numbers: Vec<&Value> = part.as_array().unwrap().iter().map(|e| &e["seq"]).collect();
    assert_eq!(numbers, [2, 3, 4]);
    let error = json!({ "error": "`since` is a whole number, not `two`" });
    assert_eq!(wrong, (422, error));
}

/// Reads server-sent events.
struct Events {
    body: hyper::body::Incoming,
    text: String,
}

impl Events {
    async fn new(place: &mut Place, path: &str, header: Option<(&str, &str)>) -> Self {
        let (mut sender, connection) = handshake(TokioIo::new(place.raw())).await.unwrap();
        tokio::spawn(connection);
        let request = Request::get(path).header("accept", "text/event-stream");
        let request = match header {
            Some((name, value)) => request.header(name, value),
            None => request,
        };
        let request = request.body(Full::new(Bytes::new())).unwrap();
        let response = sender.send_request(request).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self {
            body: response.into_body(),
            text: String::new(),
        }
    }

    /// Waits for the next event, and returns its id and word; `None` for a sign of life.
    async fn next(&mut self) -> Option<(u64, String)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let mut lines = event.lines();
                let id = lines.next()?.strip_prefix("id: ")?.parse().unwrap();
                let data = lines.next().unwrap().strip_prefix("data: ").unwrap();
                let data: Value = serde_json::from_str(data).unwrap();
                return Some((id, data["what"].as_str().unwrap().to_owned()));
            }
            let frame = self.body.frame().await.expect("it goes on").unwrap();
            let bytes = frame.into_data().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}

fn event(id: u64, what: &str) -> Option<(u64, String)> {
    Some((id, what.to_owned()))
}

#[tokio::test(start_paused = true)]
async fn a_listener_is_told_what_was_and_what_happens_as_it_happens() {
    let mut place = Place::new();
    place.log_in("1").await;
    let mut events = Events::new(&mut place, "/_ctimock/journal", None).await;

    let before = [events.next().await, events.next().await];
    place.log_in("2").await;
    let after = [events.next().await, events.next().await];

    assert_eq!(before, [event(0, "request"), event(1, "response")]);
    assert_eq!(after, [event(2, "request"), event(3, "response")]);
}

#[tokio::test(start_paused = true)]
async fn a_listener_that_comes_back_is_told_what_it_missed() {
    let mut place = Place::new();
    place.log_in("1").await;
    place.log_in("2").await;

    let seen = Some(("last-event-id", "1"));
    let mut resumed = Events::new(&mut place, "/_ctimock/journal", seen).await;
    let mut since = Events::new(&mut place, "/_ctimock/journal?since=3", None).await;

    assert_eq!(resumed.next().await, event(2, "request"));
    assert_eq!(since.next().await, event(3, "response"));
}

#[tokio::test(start_paused = true)]
async fn a_listener_hears_signs_of_life_when_nothing_happens() {
    let mut place = Place::new();
    let mut events = Events::new(&mut place, "/_ctimock/journal", None).await;

    assert_eq!(events.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn after_a_reset_a_listener_is_told_the_new_journal_from_its_start() {
    let mut place = Place::new();
    place.log_in("1").await;
    let mut events = Events::new(&mut place, "/_ctimock/journal", None).await;
    let before = [events.next().await, events.next().await];

    place.ask("POST", "reset", Value::Null).await;
    place.log_in("1").await;

    assert_eq!(before, [event(0, "request"), event(1, "response")]);
    assert_eq!(events.next().await, event(0, "request"));
}
