use std::time::Duration;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream},
    time::Instant,
};

use crate::{limits::Limits, testing::Place};

/// Writes bytes on a fresh connection, and returns everything that is answered until it is closed.
async fn say(place: &mut Place, bytes: &[u8]) -> String {
    let pipe = place.raw();
    let (mut reader, mut writer) = tokio::io::split(pipe);
    let written = bytes.to_vec();
    let writing = tokio::spawn(async move {
        // Who is refused in the middle may not get rid of the rest.
        let _ = writer.write_all(&written).await;
        writer
    });
    let mut answer = Vec::new();
    reader
        .read_to_end(&mut answer)
        .await
        .expect("a pipe ends well");
    drop(writing.await);
    String::from_utf8(answer).expect("answers are text")
}

fn status(answer: &str) -> &str {
    answer.lines().next().unwrap_or_default()
}

fn body(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
    serde_json::from_str(body).expect("the body is JSON")
}

/// The server lives on, and somebody else can use it.
async fn lives_on(place: &mut Place) {
    let said = place.ask("GET", "health", Value::Null).await;
    assert_eq!(said.0, 200);
    place.log_in("2").await;
}

#[tokio::test(start_paused = true)]
async fn garbage_is_400_and_the_connection_ends() {
    let mut place = Place::new();

    let answer = say(
        &mut place,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    )
    .await;

    assert_eq!(status(&answer), "HTTP/1.1 400 Bad Request");
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn ten_megabytes_of_headers_are_431() {
    let mut place = Place::new();
    let mut request = b"GET /bell/x HTTP/1.1\r\nhost: bell\r\nx-large: ".to_vec();
    request.resize(10 * 1024 * 1024, b'x');

    let answer = say(&mut place, &request).await;

    assert_eq!(
        status(&answer),
        "HTTP/1.1 431 Request Header Fields Too Large"
    );
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_that_says_it_is_too_large_is_413_at_once() {
    let mut place = Place::new();
    let mut request =
        b"POST /bell/login HTTP/1.1\r\nhost: bell\r\ncontent-length: 10485760\r\n\r\n".to_vec();
    request.resize(request.len() + 10 * 1024 * 1024, b'x');

    let answer = say(&mut place, &request).await;

    assert_eq!(status(&answer), "HTTP/1.1 413 Payload Too Large");
    let error = json!({ "error": "a body has at most 1048576 bytes" });
    assert_eq!(body(&answer), error);
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_that_turns_out_too_large_is_413() {
    let mut place = Place::with_limits(Limits {
        body_bytes: 1000,
        ..Limits::default()
    });
    let mut request =
        b"POST /bell/login HTTP/1.1\r\nhost: bell\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..100 {
        request.extend_from_slice(b"10\r\nxxxxxxxxxxxxxxxx\r\n");
    }
    request.extend_from_slice(b"0\r\n\r\n");

    let answer = say(&mut place, &request).await;

    assert_eq!(status(&answer), "HTTP/1.1 413 Payload Too Large");
    assert_eq!(
        body(&answer),
        json!({ "error": "a body has at most 1000 bytes" })
    );
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_of_the_largest_size_is_taken() {
    let mut place = Place::with_limits(Limits {
        body_bytes: 1000,
        ..Limits::default()
    });
    let mut line = place.connect().await;

    let said = line.ask("POST", "/bell/login", &[], "x".repeat(1000)).await;

    assert_eq!(said.status, 401, "the Bell was asked");
}

#[tokio::test(start_paused = true)]
async fn half_a_body_is_408_when_the_rest_does_not_come() {
    let mut place = Place::new();
    let began = Instant::now();

    let request =
        b"POST /bell/login HTTP/1.1\r\nhost: bell\r\ncontent-length: 100\r\n\r\n{\"house\"";
    let answer = say(&mut place, request).await;

    assert_eq!(status(&answer), "HTTP/1.1 408 Request Timeout");
    let error = json!({ "error": "the body did not come to its end within 30 s" });
    assert_eq!(body(&answer), error);
    assert!(began.elapsed() >= Duration::from_secs(30));
    assert_eq!(
        place.journal(0).await,
        Vec::<String>::new(),
        "the mock never saw it"
    );
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn who_leaves_in_the_middle_of_a_body_never_reaches_the_mock() {
    let mut place = Place::new();
    let mut pipe = place.raw();
    let request = b"POST /bell/login HTTP/1.1\r\nhost: bell\r\ncontent-length: 100\r\n\r\n{";
    pipe.write_all(request).await.unwrap();

    drop(pipe);

    assert_eq!(place.journal(0).await, Vec::<String>::new());
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_says_nothing_is_ended_after_its_time() {
    let mut place = Place::new();
    let mut silent = place.raw();
    let began = Instant::now();

    assert_eq!(read_all(&mut silent).await, "");

    assert_eq!(
        began.elapsed().as_secs(),
        Limits::default().head_time.as_secs()
    );
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn a_head_that_trickles_in_has_only_so_much_time() {
    let mut place = Place::new();
    let mut pipe = place.raw();
    let began = Instant::now();

    let (mut reader, mut writer) = tokio::io::split(&mut pipe);
    let trickle = async {
        for byte in b"GET /bell/x HTTP/1.1\r\n".iter().cycle() {
            tokio::time::sleep(Duration::from_secs(10)).await;
            if writer.write_all(&[*byte]).await.is_err() {
                break;
            }
        }
    };
    let mut answer = Vec::new();
    tokio::select! {
        () = trickle => {}
        read = reader.read_to_end(&mut answer) => { read.unwrap(); }
    }

    let most = Limits::default().head_time + Duration::from_secs(20);
    assert!(began.elapsed() <= most, "{:?}", began.elapsed());
    lives_on(&mut place).await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_silent_connections_disturb_nobody() {
    let mut place = Place::new();
    let silent: Vec<DuplexStream> = (0..1000).map(|_| place.raw()).collect();

    let (_, mut at_annas) = place.listen("1").await;
    let step = json!({ "party": "carl", "does": "calls", "to": "anna" });
    let (status, _) = place.ask("POST", "steps", step).await;

    assert_eq!((status, at_annas.event().await), (200, "rings".to_owned()));
    drop(silent);
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_an_answer_that_never_comes_may_leave() {
    let mut place = Place::new();
    let step = json!({ "fault": "drop", "on": "login" });
    place.ask("POST", "steps", step).await;
    let mut pipe = place.raw();
    let request =
        b"POST /bell/login HTTP/1.1\r\nhost: bell\r\ncontent-length: 13\r\n\r\n{\"house\":\"1\"}";
    pipe.write_all(request).await.unwrap();
    while place
        .journal(0)
        .await
        .last()
        .is_none_or(|word| word != "fault")
    {
        tokio::task::yield_now().await;
    }

    drop(pipe);

    lives_on(&mut place).await;
}

async fn read_all(pipe: &mut DuplexStream) -> String {
    let mut answer = String::new();
    pipe.read_to_string(&mut answer)
        .await
        .expect("a pipe ends well");
    answer
}
