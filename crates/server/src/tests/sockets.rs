use bytes::Bytes;
use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::{
    limits::Limits,
    testing::{Place, Telephone},
};

/// Returns how the journal shows the end of a WebSocket.
async fn closing(place: &mut Place) -> Value {
    let (_, journal) = place.ask("GET", "journal", Value::Null).await;
    let entries = journal.as_array().unwrap();
    let closed = entries.iter().find(|entry| entry["what"] == "closed");
    let closed = closed.expect("it was closed");
    json!([closed["by"], closed["code"], closed["reason"]])
}

#[tokio::test(start_paused = true)]
async fn a_handshake_is_refused_with_the_vendors_own_answer_before_the_101() {
    let mut place = Place::new();

    let refused = Telephone::try_new(place.raw(), "/bell/events?token=none").await;

    let Err(Error::Http(response)) = refused else {
        panic!("an answer was wanted");
    };
    let body = response.body().clone().unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(body, json!({ "error": "log in first" }));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_says_goodbye_is_answered_and_journaled_with_its_words() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;

    at_annas.close(4321, "enough").await;
    let end = at_annas.end().await;

    assert_eq!(end, Some((4321, "enough".to_owned())));
    assert_eq!(closing(&mut place).await, json!(["client", 4321, "enough"]));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_vanishes_is_journaled_without_a_code() {
    let mut place = Place::new();
    let (_, at_annas) = place.listen("1").await;

    drop(at_annas);
    tokio::task::yield_now().await;

    assert_eq!(closing(&mut place).await, json!(["client", null, ""]));
}

#[tokio::test(start_paused = true)]
async fn the_mock_closes_with_its_own_code_after_what_it_sent() {
    let mut place = Place::new();
    let (_, mut older) = place.listen("1").await;

    let (_, _newer) = place.listen("1").await;

    let end = older.end().await;
    assert_eq!(end, Some((4001, "another telephone".to_owned())));
}

#[tokio::test(start_paused = true)]
async fn the_code_1006_is_a_cut_without_a_close_frame() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;

    let step = json!({ "fault": "close", "client": "anna", "code": 1006 });
    let (status, body) = place.ask("POST", "steps", step).await;

    assert_eq!(status, 200, "{body}");
    assert_eq!(at_annas.end().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_ping_is_answered_with_its_own_bytes() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;

    at_annas
        .send(Message::Ping(Bytes::from_static(b"there?")))
        .await;

    let pong = Message::Pong(Bytes::from_static(b"there?"));
    assert_eq!(at_annas.message().await, pong);
}

#[tokio::test(start_paused = true)]
async fn text_and_binary_messages_reach_the_vendor() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;

    at_annas.send(Message::Text("hello".into())).await;
    at_annas
        .send(Message::Binary(Bytes::from_static(&[0, 255])))
        .await;
    at_annas.close(1000, "").await;
    at_annas.end().await;

    let (_, journal) = place.ask("GET", "journal?since=4", Value::Null).await;
    let words: Vec<&str> = journal
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["what"].as_str())
        .filter(|word| *word != "note")
        .collect();
    assert_eq!(words, ["received", "received_binary", "closed"]);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_is_too_large_closes_with_1009() {
    let mut place = Place::with_limits(Limits {
        message_bytes: 1000,
        ..Limits::default()
    });
    let (_, mut at_annas) = place.listen("1").await;

    at_annas.send(Message::Text("x".repeat(1001).into())).await;
    let end = at_annas.end().await;

    let reason = "a message has at most 1000 bytes, and this one 1001";
    assert_eq!(end, Some((1009, reason.to_owned())));
    assert_eq!(closing(&mut place).await, json!(["mock", 1009, reason]));
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_does_not_read_is_closed_and_nobody_else_is_disturbed() {
    let mut place = Place::with_limits(Limits {
        outbox_bytes: 200,
        ..Limits::default()
    });
    // Anna's pipe takes next to nothing, and she does not read.
    let token = place.log_in("1").await;
    let path = format!("/bell/events?token={token}");
    let annas = Telephone::new(place.narrow(), &path).await;
    let (_, mut at_berts) = place.listen("2").await;

    let mut ended = 0;
    while place.journal(0).await.iter().all(|word| word != "closed") {
        let steps = json!([
            { "party": "carl", "does": "calls", "to": "anna" },
            { "party": "carl", "does": "hangs_up" },
        ]);
        assert_eq!(place.ask("POST", "steps", steps).await.0, 200);
        ended += 1;
        assert!(ended < 100, "the outbox overflows");
    }
    let step = json!({ "party": "carl", "does": "calls", "to": "bert" });
    place.ask("POST", "steps", step).await;

    assert_eq!(at_berts.event().await, "rings");
    let reason = "the client does not read what it is sent";
    assert_eq!(closing(&mut place).await, json!(["mock", 1013, reason]));
    drop(annas);
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_does_not_answer_our_goodbye_is_cut_after_a_second() {
    let mut place = Place::new();
    let (_, mut older) = place.listen("1").await;
    let (_, _newer) = place.listen("1").await;
    let began = Instant::now();

    let bytes = older.raw_end().await;

    assert_eq!(bytes.first(), Some(&0x88), "a close frame comes first");
    assert_eq!(began.elapsed(), Limits::default().closing_time);
}

#[tokio::test(start_paused = true)]
async fn bytes_that_are_no_frame_close_with_1002() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;

    at_annas.raw_bytes(&[0xff; 16]).await;
    let end = at_annas.end().await;

    let (code, reason) = end.expect("a close frame");
    assert_eq!(code, 1002);
    assert_eq!(closing(&mut place).await, json!(["mock", 1002, reason]));
}

#[tokio::test(start_paused = true)]
async fn a_handshake_without_its_headers_is_refused_in_words() {
    let mut place = Place::new();
    let token = place.log_in("1").await;
    let path = format!("/bell/events?token={token}");
    let mut line = place.connect().await;
    let upgrade = ("upgrade", "websocket");
    let connection = ("connection", "keep-alive, Upgrade");

    let no_key = line
        .ask("GET", &path, &[upgrade, connection], String::new())
        .await;
    let key = ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    let old = ("sec-websocket-version", "8");
    let headers = [upgrade, connection, key, old];
    let old_version = line.ask("GET", &path, &headers, String::new()).await;

    let error = "a WebSocket handshake has the header `sec-websocket-key`";
    assert_eq!(
        (no_key.status, no_key.json()),
        (400, json!({ "error": error }))
    );
    let error = "a WebSocket handshake has `sec-websocket-version: 13`";
    assert_eq!(
        (old_version.status, old_version.json()),
        (426, json!({ "error": error }))
    );
    assert_eq!(old_version.headers["sec-websocket-version"], "13");
}
