use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::testing::Place;

#[tokio::test(start_paused = true)]
async fn a_request_of_the_vendor_is_answered_by_its_mock() {
    let mut place = Place::new();
    let mut line = place.connect().await;

    let said = line.post("/bell/login", &json!({ "house": "9" })).await;

    assert_eq!(
        (said.status, said.json()),
        (401, json!({ "error": "no such house" }))
    );
}

#[tokio::test(start_paused = true)]
async fn a_status_of_the_vendor_s_own_has_no_reason() {
    let mut place = Place::new();
    let step = json!({ "fault": "status", "on": "login", "code": 459 });
    place.ask("POST", "steps", step).await;
    let mut pipe = place.raw();
    let request = b"POST /bell/login HTTP/1.1\r\nhost: bell\r\nconnection: close\r\n\r\n";
    pipe.write_all(request).await.unwrap();

    let mut answer = String::new();
    pipe.read_to_string(&mut answer).await.unwrap();

    assert_eq!(answer.lines().next(), Some("HTTP/1.1 459 "));
}

#[tokio::test(start_paused = true)]
async fn one_connection_carries_many_requests() {
    let mut place = Place::new();
    let mut line = place.connect().await;

    let login = line.post("/bell/login", &json!({ "house": "1" })).await;
    let token = login.json()["token"].as_str().unwrap().to_owned();
    let headers = [("x-bell-token", token.as_str())];
    let call = line
        .ask(
            "POST",
            "/bell/calls",
            &headers,
            json!({ "to": "2" }).to_string(),
        )
        .await;

    assert_eq!((call.status, call.json()), (200, json!({ "call": "C1" })));
}

#[tokio::test(start_paused = true)]
async fn a_call_rings_at_the_other_house_is_answered_and_ends() {
    let mut place = Place::new();
    let (anna, mut at_annas) = place.listen("1").await;
    let (bert, mut at_berts) = place.listen("2").await;
    let mut line = place.connect().await;

    let headers = [("x-bell-token", anna.as_str())];
    let to_bert = json!({ "to": "2" }).to_string();
    line.ask("POST", "/bell/calls", &headers, to_bert).await;
    let rings = (at_annas.event().await, at_berts.event().await);
    let headers = [("x-bell-token", bert.as_str())];
    line.ask("POST", "/bell/calls/C1/answer", &headers, String::new())
        .await;
    let talks = (at_annas.event().await, at_berts.event().await);
    line.ask("DELETE", "/bell/calls/C1", &headers, String::new())
        .await;
    let ends = (at_annas.event().await, at_berts.event().await);

    let both = |event: &str| (event.to_owned(), event.to_owned());
    assert_eq!(
        (rings, talks, ends),
        (both("rings"), both("talking"), both("ended"))
    );
}
