use bytes::Bytes;
use http::Request;
use rstest::rstest;
use serde_json::json;

use super::bench::{Bench, world};

#[rstest]
#[case("/api/csta/agent/state")]
#[case("/sdk/api/csta/callControl/calls/K1/connections/8001@test.cc%7CK1/answer")]
#[case("/no/such/path")]
fn a_preflight_is_allowed_on_any_path(#[case] path: &str) {
    let mut bench = Bench::new(world(1, json!({})));
    let request = Request::options(path)
        .header("Origin", "http://app.test")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,sessionid")
        .body(Bytes::new())
        .expect("the request can be written");

    let response = bench.send(request);

    let header = |name: &str| response.headers().get(name).and_then(|it| it.to_str().ok());
    assert_eq!(response.status(), 204);
    assert_eq!(
        header("access-control-allow-origin"),
        Some("http://app.test")
    );
    assert_eq!(
        header("access-control-allow-headers"),
        Some("content-type, sessionid, x-requested-with")
    );
    assert_eq!(
        header("access-control-allow-methods"),
        Some("GET, POST, DELETE, OPTIONS")
    );
    assert_eq!(header("access-control-max-age"), Some("86400"));
}

#[rstest]
#[case::a_refusal("POST", "/api/csta/agent/state", 426)]
#[case::a_wrong_password("POST", "/login", 401)]
#[case::a_success("POST", "/api/csta/agent/heartbeat/5001@test.cc", 204)]
#[case::the_log_switch("GET", "/log/conf?token=welljoint", 200)]
#[case::a_log("POST", "/log/wellclient?token=welljoint", 204)]
#[case::an_upload("POST", "/sdk/client-log/upload?filename=testccw5001w010509txt", 204)]
#[case::an_unknown_path("GET", "/favicon.ico", 404)]
fn every_answer_may_be_read_by_the_page(
    #[case] method: &str,
    #[case] path: &str,
    #[case] status: u16,
) {
    let mut bench = Bench::new(world(1, json!({})));
    let body = match path {
        "/login" => "username=5001&password=no&namespace=test.cc",
        _ => "{}",
    };
    let request = |origin: &str| {
        Request::builder()
            .method(method)
            .uri(path)
            .header(
                if origin.is_empty() {
                    "x-none"
                } else {
                    "origin"
                },
                origin,
            )
            .body(Bytes::from_static(body.as_bytes()))
            .expect("the request can be written")
    };

    let answers = ["", "http://app.test"].map(|origin| bench.send(request(origin)));

    let allowed = answers.map(|answer| {
        assert_eq!(answer.status(), status);
        answer.headers()["access-control-allow-origin"].clone()
    });
    assert_eq!(allowed, ["*", "http://app.test"]);
}

#[test]
fn the_facts_for_sockjs_may_be_asked_for_with_credentials() {
    let mut bench = Bench::new(world(1, json!({})));
    let request = Request::get("/mvc/stomp/info?t=1")
        .header("origin", "http://app.test")
        .body(Bytes::new())
        .expect("the request can be written");

    let answer = bench.send(request);

    let headers = answer.headers();
    assert_eq!(headers["access-control-allow-origin"], "http://app.test");
    assert_eq!(headers["access-control-allow-credentials"], "true");
}

#[test]
fn the_log_switch_stays_on() {
    let mut bench = Bench::new(world(1, json!({})));

    let answer = bench.ask("GET", "/log/conf?token=welljoint", "", "");

    assert_eq!(answer, (200, json!("yes")));
}
