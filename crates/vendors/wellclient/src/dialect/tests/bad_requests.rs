use bytes::Bytes;
use rstest::rstest;
use serde_json::json;

use super::bench::{Bench, CALLS, STATE, world};

#[rstest]
#[case::nothing("", "wanted an agent's state as JSON, and there was no body")]
#[case::half(
    r#"{"func":"Login","lo"#,
    "wanted an agent's state as JSON, and there was `{\"func\":\"Login\",\"lo`: \
     EOF while parsing a string at line 1 column 19"
)]
#[case::a_list("[1]", "wanted an agent's state as JSON, and there was `[1]`: ")]
#[case::a_wrong_type(
    r#"{"func":5}"#,
    "wanted an agent's state as JSON, and there was `{\"func\":5}`: invalid type: integer `5`, \
     expected a string at line 1 column 9"
)]
fn a_body_that_is_no_state_gets_400_with_the_reason(
    #[case] body: &'static str,
    #[case] wanted: &str,
) {
    let mut bench = Bench::new(world(1, json!({})));
    let session = bench.session("5001");

    let (status, answer) = bench.ask("POST", STATE, &session, body);

    let error = answer["error"].as_str().expect("a reason");
    assert_eq!(status, 400);
    assert!(error.starts_with(wanted), "{error}");
}

#[test]
fn a_body_that_is_too_long_gets_413_and_bytes_get_400() {
    let mut bench = Bench::new(world(1, json!({})));
    let session = bench.session("5001");

    let long = bench.ask("POST", STATE, &session, vec![b' '; 64 * 1024 + 1]);
    let bytes = bench.ask("POST", STATE, &session, Bytes::from_static(&[0xff, 0xfe]));

    let error = "wanted at most 65536 bytes of body, and there were 65537";
    assert_eq!(long, (413, json!({ "error": error })));
    let error = "wanted a body in UTF-8, and there were other bytes";
    assert_eq!(bytes, (400, json!({ "error": error })));
}

#[rstest]
#[case::no_number(json!({"from": "8001@test.cc"}), 400)]
#[case::an_empty_number(json!({"from": "8001@test.cc", "to": ""}), 400)]
#[case::a_number_with_domain(json!({"from": "8001@test.cc", "to": "8002@test.cc"}), 400)]
#[case::a_name(json!({"from": "8001@test.cc", "to": "carl"}), 400)]
#[case::no_station(json!({"to": "8002"}), 400)]
#[case::an_unknown_station(json!({"from": "8009@test.cc", "to": "8002"}), 404)]
#[case::anothers_station(json!({"from": "8002@test.cc", "to": "8001"}), 409)]
#[case::the_own_extension(json!({"from": "8001@test.cc", "to": "8001"}), 409)]
fn a_call_that_cannot_be_made_is_refused(#[case] body: serde_json::Value, #[case] code: u16) {
    let mut bench = Bench::new(world(2, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench.events(anna.socket);

    let (status, answer) = bench.ask("POST", CALLS, &anna.session, body.to_string());

    assert_eq!(status, code, "{answer}");
    assert_eq!(bench.told(anna.socket), Vec::<String>::new());
}

#[test]
fn an_agent_who_is_off_cannot_call() {
    let mut bench = Bench::new(world(1, json!({})));
    let session = bench.session("5001");
    let body = json!({"from": "8001@test.cc", "to": "8002"}).to_string();

    let answer = bench.ask("POST", CALLS, &session, body);

    let error = "`5001@test.cc` is not logged on";
    assert_eq!(answer, (458, json!({ "error": error })));
}

#[test]
fn an_allocated_agent_cannot_call() {
    let mut bench = Bench::new(world(1, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    bench
        .act("allocates", json!({ "client": "5001" }))
        .expect("5001 is ready");

    assert_eq!(bench.dial(&anna, "13800138000").0, 460);
}

#[rstest]
#[case::raw_pipe("8001@test.cc|{call}", 204)]
#[case::encoded_all("8001%40test.cc%7C{call}", 204)]
#[case::no_pipe("8001@test.cc", 404)]
#[case::another_call("8001@test.cc%7Cabc", 404)]
#[case::another_station("8009@test.cc%7C{call}", 404)]
#[case::a_station_that_is_not_in_it("8002@test.cc%7C{call}", 404)]
fn a_connection_is_read_from_the_path(#[case] connection: &str, #[case] code: u16) {
    let mut bench = Bench::new(world(2, json!({})));
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.call(&anna, "13800138000");
    let connection = connection.replace("{call}", &call);

    let path = format!("{CALLS}/{call}/connections/{connection}");
    let (status, answer) = bench.ask("DELETE", &path, &anna.session, "");

    assert_eq!(status, code, "{answer}");
}

#[rstest]
#[case("GET", "/api/csta/agent/state")]
#[case("POST", "/api/csta/agent")]
#[case("DELETE", "/api/csta/callControl/calls")]
#[case("GET", "/")]
#[case("GET", "//")]
fn what_is_no_request_of_the_vendor_gets_404(#[case] method: &str, #[case] path: &str) {
    let mut bench = Bench::new(world(1, json!({})));

    let answer = bench.ask(method, path, "", "");

    let error = format!("`{method} {path}` is no request of wellClient");
    assert_eq!(answer, (404, json!({ "error": error })));
}
