use serde_json::{Value, json};

use crate::{
    limits::Limits,
    testing::{Place, STREET, street},
};

#[tokio::test(start_paused = true)]
async fn health_says_what_is_served() {
    let mut place = Place::new();

    let said = place.ask("GET", "health", Value::Null).await;

    let version = env!("CARGO_PKG_VERSION");
    let wanted = json!({ "status": "ok", "version": version, "vendors": ["bell"] });
    assert_eq!(said, (200, wanted));
}

#[tokio::test(start_paused = true)]
async fn the_world_shows_who_is_there_and_what_time_it_is() {
    let mut place = Place::new();
    let _annas = place.listen("1").await;

    let said = place.ask("GET", "world?vendor=bell", Value::Null).await;

    let wanted = json!({
        "now": "00:00.000",
        "agents": [{ "house": "1", "online": true }, { "house": "2", "online": false }],
        "calls": [],
    });
    assert_eq!(said, (200, wanted));
}

#[tokio::test(start_paused = true)]
async fn a_person_who_opens_the_address_is_told_what_this_is() {
    let mut place = Place::new();

    let said = place.connect().await.get("/").await;

    assert_eq!(said.status, 200);
    assert_eq!(said.headers["content-type"], "text/plain; charset=utf-8");
    assert!(said.body.contains("Served here: bell."), "{}", said.body);
}

#[tokio::test(start_paused = true)]
async fn what_nobody_claims_is_404_and_names_the_vendors() {
    let mut place = Place::new();

    let said = place.connect().await.get("/gong/login").await;

    let wanted = json!({
        "error": "no vendor that is served here has `GET /gong/login`",
        "vendors": ["bell"],
    });
    assert_eq!((said.status, said.json()), (404, wanted));
}

#[tokio::test(start_paused = true)]
async fn pages_of_any_origin_may_use_the_control_api() {
    let mut place = Place::new();
    let mut line = place.connect().await;

    let headers = [
        ("origin", "http://page.test"),
        ("access-control-request-method", "POST"),
        (
            "access-control-request-headers",
            "authorization, content-type",
        ),
    ];
    let preflight = line
        .ask("OPTIONS", "/_ctimock/steps", &headers, String::new())
        .await;
    let health = line.get("/_ctimock/health").await;

    assert_eq!((preflight.status, preflight.body.as_str()), (204, ""));
    let allowed = |name: &str| preflight.headers[name].to_str().unwrap().to_owned();
    assert_eq!(allowed("access-control-allow-origin"), "*");
    assert_eq!(
        allowed("access-control-allow-methods"),
        "GET, POST, OPTIONS"
    );
    assert_eq!(
        allowed("access-control-allow-headers"),
        "authorization, content-type, last-event-id"
    );
    assert_eq!(health.headers["access-control-allow-origin"], "*");
}

#[tokio::test(start_paused = true)]
async fn with_a_token_everything_but_health_and_preflights_needs_it() {
    let mut options = street(&[STREET]);
    options.token = Some("s3cret".to_owned());
    let mut place = Place::of(options, Limits::default());
    let mut line = place.connect().await;

    let mut asked = Vec::new();
    for (method, path) in [
        ("GET", "health"),
        ("OPTIONS", "steps"),
        ("GET", "world"),
        ("GET", "journal"),
        ("GET", "clock"),
        ("POST", "reset"),
        ("POST", "steps"),
    ] {
        let path = format!("/_ctimock/{path}");
        asked.push(line.ask(method, &path, &[], String::new()).await.status);
    }
    let events = [("accept", "text/event-stream")];
    let events = line
        .ask("GET", "/_ctimock/journal", &events, String::new())
        .await;
    let bearer = [("authorization", "Bearer s3cret")];
    let with = line
        .ask("GET", "/_ctimock/world", &bearer, String::new())
        .await;

    assert_eq!(asked, [200, 204, 401, 401, 401, 401, 401]);
    assert_eq!((events.status, with.status), (401, 200));
}

#[tokio::test(start_paused = true)]
async fn a_vendor_needs_no_token_of_the_control_api() {
    let mut options = street(&[STREET]);
    options.token = Some("s3cret".to_owned());
    let mut place = Place::of(options, Limits::default());

    let said = place
        .connect()
        .await
        .post("/bell/login", &json!({ "house": "1" }))
        .await;

    assert_eq!(said.status, 200);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_method_and_a_wrong_page_say_what_there_is() {
    let mut place = Place::new();

    let method = place.ask("POST", "world", Value::Null).await;
    let page = place.ask("GET", "wrld", Value::Null).await;

    let error = json!({ "error": "`/_ctimock/world` takes GET, not POST" });
    assert_eq!(method, (405, error));
    let error = "the control API has `health`, `world`, `journal`, `clock`, `reset` and `steps`, not `wrld`";
    assert_eq!(page, (404, json!({ "error": error })));
}

#[tokio::test(start_paused = true)]
async fn a_reset_puts_everything_back_and_closes_the_websockets() {
    let mut place = Place::new();
    let (_, mut at_annas) = place.listen("1").await;
    let calls = json!({ "party": "carl", "does": "calls", "to": "anna", "as": "$c" });
    place.ask("POST", "steps", calls).await;
    place
        .ask("POST", "clock", json!({ "advance": "10s" }))
        .await;

    let said = place.ask("POST", "reset", Value::Null).await;

    assert_eq!(said, (200, json!({ "now": "00:00.000" })));
    let end = at_annas.end().await;
    assert_eq!(end, Some((1012, "the mock is reset".to_owned())));
    assert_eq!(place.journal(0).await, Vec::<String>::new());
    let (_, world) = place.ask("GET", "world", Value::Null).await;
    let wanted = json!({
        "now": "00:00.000",
        "agents": [{ "house": "1", "online": false }, { "house": "2", "online": false }],
        "calls": [],
    });
    assert_eq!(world, wanted);
    let step = json!({ "party": "carl", "does": "hangs_up", "of": "$c" });
    assert_eq!(
        place.ask("POST", "steps", step).await.0,
        422,
        "`$c` is forgotten"
    );
}
