use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::testing::Place;

#[tokio::test(start_paused = true)]
async fn a_number_that_nobody_declared_calls_and_its_call_is_told() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;

    let step = json!({ "party": "13800138999", "does": "calls", "to": "1" });
    let said = place.ask("POST", "steps", step).await;

    let wanted = json!({ "now": "00:00.000", "calls": ["C1"], "bound": {} });
    assert_eq!(said, (200, wanted));
    assert_eq!(at_annas.event().await, "rings");
}

#[tokio::test(start_paused = true)]
async fn what_one_request_binds_the_next_one_knows() {
    let mut place = Place::new();
    let calls = json!({ "party": "carl", "does": "calls", "to": "anna", "as": "$c" });
    place.ask("POST", "steps", calls).await;

    let hangs_up = json!({ "party": "carl", "does": "hangs_up", "of": "$c" });
    let said = place.ask("POST", "steps", hangs_up).await;

    let wanted = json!({ "now": "00:00.000", "calls": [], "bound": { "c": "C1" } });
    assert_eq!(said, (200, wanted));
}

#[tokio::test(start_paused = true)]
async fn somebody_unknown_is_404() {
    let mut place = Place::new();

    let step = json!({ "party": "carl", "does": "calls", "to": "ana" });
    let (status, body) = place.ask("POST", "steps", step).await;

    assert_eq!(status, 404);
    let wanted = json!({
        "error": "`ana` is no name of this world, no number and no identity; did you mean `anna`?",
        "step": 1,
        "now": "00:00.000",
        "calls": [],
        "bound": {},
    });
    assert_eq!(body, wanted);
}

#[tokio::test(start_paused = true)]
async fn what_the_switch_refuses_is_409_and_what_was_done_before_is_told() {
    let mut place = Place::new();

    let steps = json!([
        { "party": "carl", "does": "calls", "to": "anna", "as": "$c" },
        { "party": "carl", "does": "retrieves" },
        { "party": "carl", "does": "hangs_up" },
    ]);
    let (status, body) = place.ask("POST", "steps", steps).await;

    assert_eq!(status, 422, "the Bell has no `retrieves`: {body}");
    let steps = json!([
        { "party": "carl", "does": "calls", "to": "anna", "as": "$c" },
        { "party": "carl", "does": "answers" },
        { "party": "carl", "does": "hangs_up" },
    ]);
    let (status, body) = place.ask("POST", "steps", steps).await;
    let error = body["error"].as_str().unwrap().to_owned();
    assert!(error.starts_with("`carl` cannot do this: "), "{error}");
    let wanted = json!({
        "error": error,
        "step": 2,
        "now": "00:00.000",
        "calls": ["C1"],
        "bound": { "c": "C1" },
    });
    assert_eq!((status, body), (409, wanted));
}

#[tokio::test(start_paused = true)]
async fn who_has_no_call_is_409_with_the_calls_that_there_are() {
    let mut place = Place::new();

    let step = json!({ "party": "carl", "does": "hangs_up" });
    let said = place.ask("POST", "steps", step).await;

    let wanted = json!({
        "error": "`carl` has no call, and `of` does not say which",
        "step": 1,
        "now": "00:00.000",
        "calls": [],
        "bound": {},
    });
    assert_eq!(said, (409, wanted));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_understood_is_422_with_the_diagnostics_of_check() {
    let mut place = Place::new();

    let step = json!({ "party": "carl", "does": "cals", "to": "anna" });
    let (status, body) = place.ask("POST", "steps", step).await;

    assert_eq!(status, 422);
    let diagnostic = &body["diagnostics"][0];
    assert_eq!(body["error"], diagnostic["message"]);
    assert_eq!(diagnostic["file"], "request");
    assert_eq!(diagnostic["line"], 1);
    let help = diagnostic["help"].as_str().unwrap();
    assert!(help.contains("calls"), "{help}");
}

#[tokio::test(start_paused = true)]
async fn what_is_no_json_is_422() {
    let mut place = Place::new();
    let mut line = place.connect().await;

    let said = line
        .ask(
            "POST",
            "/_ctimock/steps",
            &[],
            "{\"party\": \"carl\",".to_owned(),
        )
        .await;

    assert_eq!(said.status, 422);
    assert_eq!(said.json()["diagnostics"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(start_paused = true)]
async fn a_verb_that_needs_a_client_is_422_and_the_others_are_named() {
    let mut place = Place::new();

    let (status, body) = place
        .ask("POST", "steps", json!({ "expect": [{ "rings": {} }] }))
        .await;

    assert_eq!(status, 422);
    let text = body.to_string();
    for verb in ["party", "backend", "fault", "state", "wait"] {
        assert!(
            text.contains(&format!("`{verb}`")),
            "{verb} is not named in {text}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_state_that_fits_binds_and_one_that_does_not_is_409_with_the_differences() {
    let mut place = Place::new();
    let steps = json!([
        { "party": "carl", "does": "calls", "to": "anna" },
        { "state": { "calls": [{ "call": "$ringing" }] } },
    ]);
    let fitting = place.ask("POST", "steps", steps).await;

    let other = json!({ "state": { "calls": [{ "call": "C7", "parties": "<array>" }] } });
    let differing = place.ask("POST", "steps", other).await;

    let bound = json!({ "ringing": "C1" });
    let wanted = json!({ "now": "00:00.000", "calls": ["C1"], "bound": bound });
    assert_eq!(fitting, (200, wanted));
    let wanted = json!({
        "error": "the state is not what was wanted",
        "differences": [
            { "path": "calls[0].call", "expected": "\"C7\"", "observed": "\"C1\"" },
        ],
        "step": 1,
        "now": "00:00.000",
        "calls": [],
        "bound": bound,
    });
    assert_eq!(differing, (409, wanted));
}

#[tokio::test(start_paused = true)]
async fn a_wait_lasts_as_long_as_it_says() {
    let mut place = Place::new();
    let began = Instant::now();

    let said = place.ask("POST", "steps", json!({ "wait": "90s" })).await;

    assert_eq!(began.elapsed(), Duration::from_secs(90));
    let wanted = json!({ "now": "01:30.000", "calls": [], "bound": {} });
    assert_eq!(said, (200, wanted));
}

#[tokio::test(start_paused = true)]
async fn a_reset_ends_a_wait_with_409() {
    let mut place = Place::new();
    let mut waiting = place.connect().await;
    let mut resetting = place.connect().await;

    let body = json!({ "wait": "10m" });
    let (waited, _) = tokio::join!(
        waiting.post("/_ctimock/steps", &body),
        resetting.post("/_ctimock/reset", &Value::Null),
    );

    assert_eq!(waited.status, 409);
    assert_eq!(waited.json()["error"], "everything was reset");
}

#[tokio::test(start_paused = true)]
async fn a_fault_takes_what_it_says_and_the_journal_has_it() {
    let mut place = Place::new();
    let step = json!({ "fault": "status", "on": "login", "code": 503 });
    place.ask("POST", "steps", step).await;

    let body = json!({ "house": "1" });
    let said = place.connect().await.post("/bell/login", &body).await;

    assert_eq!(said.status, 503);
    assert_eq!(
        place.journal(0).await,
        ["act", "request", "fault", "response"]
    );
}

#[tokio::test(start_paused = true)]
async fn steps_for_a_vendor_that_is_not_served_are_404() {
    let mut place = Place::new();

    let step = json!({ "vendor": "gong", "wait": "1s" });
    let said = place.ask("POST", "steps", step).await;

    let wanted = json!({ "error": "vendor `gong` is not served here; there is `bell`" });
    assert_eq!(said, (404, wanted));
}
