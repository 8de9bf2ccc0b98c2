use std::sync::{Arc, LazyLock};

use ctimock_mock::Vendor;
use ctimock_testkit::{scenario, toy};
use http::request::Parts;
use serde_json::{Value, json};

use crate::{
    limits::Limits,
    testing::{BELL, Place, STREET, street},
};

/// A Bell under another name and path.
static GONG: LazyLock<Vendor> = LazyLock::new(|| Vendor {
    name: "gong",
    claims: |head: &Parts| head.uri.path().starts_with("/gong/"),
    ..toy::vendor()
});

/// Anna and bert have bells; zoe has a gong.
fn place() -> Place {
    let elsewhere = STREET.replace("anna", "zoe").replace("bert", "yann");
    let mut options = street(&[STREET]);
    let world = Arc::new(scenario(&BELL, &elsewhere));
    options.worlds.push((&GONG, vec![world]));
    Place::of(options, Limits::default())
}

#[tokio::test(start_paused = true)]
async fn each_vendor_has_the_requests_that_it_claims() {
    let mut place = place();
    let mut line = place.connect().await;
    let body = json!({ "house": "1" });

    let bell = line.post("/bell/login", &body).await;
    let gong = line.post("/gong/bell/login", &body).await;
    let nobody = line.post("/drum/login", &body).await;

    assert_eq!((bell.status, gong.status), (200, 200));
    let error = "no vendor that is served here has `POST /drum/login`";
    let wanted = json!({ "error": error, "vendors": ["bell", "gong"] });
    assert_eq!((nobody.status, nobody.json()), (404, wanted));
}

#[tokio::test(start_paused = true)]
async fn a_preflight_for_a_path_that_nobody_has_is_answered_when_several_are_served() {
    let mut place = place();
    let mut line = place.connect().await;

    let said = line.ask("OPTIONS", "/drum", &[], String::new()).await;

    assert_eq!(said.status, 204);
    assert_eq!(said.headers["access-control-allow-origin"], "*");
}

#[tokio::test(start_paused = true)]
async fn a_vendor_must_be_named_when_there_are_several() {
    let mut place = place();

    let without = place.ask("GET", "world", Value::Null).await;
    let with = place.ask("GET", "world?vendor=gong", Value::Null).await;

    let error = "several vendors are served: say which, `bell`, `gong`";
    assert_eq!(without, (422, json!({ "error": error })));
    assert_eq!(with.0, 200);
}

#[tokio::test(start_paused = true)]
async fn a_step_is_for_the_vendor_that_is_named_or_whose_people_are_in_it() {
    let mut place = place();
    let fault = |more: Value| {
        let mut step = json!({ "fault": "status", "on": "login", "code": 503 });
        step.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        step
    };

    let by_name = place
        .ask("POST", "steps", fault(json!({ "vendor": "bell" })))
        .await;
    let by_query = place
        .ask("POST", "steps?vendor=bell", fault(json!({})))
        .await;
    let by_people = place
        .ask("POST", "steps", fault(json!({ "client": "zoe" })))
        .await;
    let undecided = place.ask("POST", "steps", fault(json!({}))).await;
    let carl = json!({ "party": "carl", "does": "calls", "to": "anna" });
    let both = place.ask("POST", "steps", carl).await;

    let answers = [by_name.0, by_query.0, by_people.0, undecided.0, both.0];
    assert_eq!(answers, [200, 200, 200, 422, 422]);
    let (_, journal) = place.ask("GET", "journal?vendor=gong", Value::Null).await;
    assert_eq!(journal[0]["act"], "fault status on login at zoe");
}

#[tokio::test(start_paused = true)]
async fn steps_of_one_request_are_for_one_vendor() {
    let mut place = place();

    let steps = json!([{ "vendor": "bell", "wait": "1s" }, { "vendor": "gong", "wait": "1s" }]);
    let said = place.ask("POST", "steps", steps).await;

    let error = "the steps of one request are for one vendor";
    assert_eq!(said, (422, json!({ "error": error })));
}

#[tokio::test(start_paused = true)]
async fn one_clock_moves_every_vendor() {
    let mut place = place();
    for vendor in ["bell", "gong"] {
        let step = json!({ "vendor": vendor, "party": "13800138000", "does": "calls", "to": "1" });
        assert_eq!(place.ask("POST", "steps", step).await.0, 200);
    }

    place.ask("POST", "clock", json!({ "advance": "1m" })).await;

    for vendor in ["bell", "gong"] {
        let path = format!("world?vendor={vendor}");
        let (_, world) = place.ask("GET", &path, Value::Null).await;
        assert_eq!(
            (&world["now"], &world["calls"]),
            (&json!("01:00.000"), &json!([]))
        );
    }
}
