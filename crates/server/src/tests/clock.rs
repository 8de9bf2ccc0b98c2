use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, advance};

use crate::testing::Place;

#[tokio::test(start_paused = true)]
async fn the_clock_shows_real_time_and_what_was_added() {
    let mut place = Place::new();
    advance(Duration::from_millis(1500)).await;

    let before = place.ask("GET", "clock", Value::Null).await;
    let after = place.ask("POST", "clock", json!({ "advance": "3m" })).await;

    assert_eq!(before, (200, json!({ "now": "00:01.500" })));
    assert_eq!(after, (200, json!({ "now": "03:01.500" })));
}

#[tokio::test(start_paused = true)]
async fn an_advance_passes_each_deadline_at_its_own_instant() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;
    let step = json!({ "party": "carl", "does": "calls", "to": "anna" });
    place.ask("POST", "steps", step).await;
    let began = Instant::now();

    place.ask("POST", "clock", json!({ "advance": "5m" })).await;

    let heard = (at_annas.event().await, at_annas.event().await);
    assert_eq!(heard, ("rings".to_owned(), "ended".to_owned()));
    assert_eq!(
        began.elapsed(),
        Duration::ZERO,
        "nobody waits for an advance"
    );
    let (_, journal) = place.ask("GET", "journal", Value::Null).await;
    let entries = journal.as_array().unwrap();
    let end = entries
        .iter()
        .find(|entry| entry["name"] == "ended")
        .unwrap();
    assert_eq!(end["at"], "01:00.000", "the ring time-out is a minute");
}

#[tokio::test(start_paused = true)]
async fn a_deadline_comes_by_itself_when_its_time_has_come() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;
    let step = json!({ "party": "carl", "does": "calls", "to": "anna" });
    place.ask("POST", "steps", step).await;
    assert_eq!(at_annas.event().await, "rings");
    let began = Instant::now();

    let event = at_annas.event().await;

    assert_eq!((event.as_str(), began.elapsed().as_secs()), ("ended", 60));
}

#[tokio::test(start_paused = true)]
async fn the_timer_goes_by_the_clock_that_was_moved() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;
    let step = json!({ "party": "carl", "does": "calls", "to": "anna" });
    place.ask("POST", "steps", step).await;
    assert_eq!(at_annas.event().await, "rings");
    place
        .ask("POST", "clock", json!({ "advance": "50s" }))
        .await;
    let began = Instant::now();

    let event = at_annas.event().await;

    assert_eq!((event.as_str(), began.elapsed().as_secs()), ("ended", 10));
}

#[tokio::test(start_paused = true)]
async fn two_advances_at_once_add_up() {
    let mut place = Place::new();
    let (mut one, mut other) = (place.connect().await, place.connect().await);

    let minute = json!({ "advance": "1m" });
    tokio::join!(
        one.post("/_ctimock/clock", &minute),
        other.post("/_ctimock/clock", &minute),
    );

    let shown = place.ask("GET", "clock", Value::Null).await;
    assert_eq!(shown, (200, json!({ "now": "02:00.000" })));
}

#[tokio::test(start_paused = true)]
async fn what_is_no_duration_is_422_with_an_example() {
    let mut place = Place::new();

    let mut errors = Vec::new();
    for body in [
        json!({ "advance": 3 }),
        json!({ "advance": "3" }),
        json!({ "advnce": "3m" }),
        json!({ "advance": "9000h" }),
    ] {
        let (status, body) = place.ask("POST", "clock", body).await;
        assert_eq!(status, 422);
        errors.push(body["error"].as_str().unwrap().to_owned());
    }

    let example = "`{\"advance\": \"3m\"}`";
    let wrong = |value: &str| {
        format!(
            "`advance` is a duration of at most a year with its unit, as in {example}, not `{value}`"
        )
    };
    let wanted = [
        wrong("3"),
        wrong("\"3\""),
        format!("the body is {example}, not `{{\"advnce\":\"3m\"}}`"),
        wrong("\"9000h\""),
    ];
    assert_eq!(errors, wanted);
}
