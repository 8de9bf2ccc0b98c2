//! F25: the mistakes of careless servers in headers, bodies and frames, each by its name.

use bytes::Bytes;
use ctimock_dialect::{Effect, Form, SocketId, Upgrade};
use http::{HeaderMap, Request, Response};
use rstest::rstest;
use serde_json::json;

use super::bench::{Bench, STATE, login_body, world};

const PATH: &str = "/api/csta/agent/client-state";

fn with(problem: &str) -> Bench {
    Bench::with_problem(world(1, json!({})), problem)
}

fn ask(bench: &mut Bench, method: &str, path: &str, session: &str) -> Response<Bytes> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("origin", "http://crm.test")
        .header("sessionId", session)
        .body(Bytes::new());
    bench.send(request.unwrap())
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

#[rstest]
#[case::errors_only("F25", [true, false, true])]
#[case::everywhere("F25.no_cors", [false, false, false])]
#[case::another_mistake("F25.empty_200", [true, true, true])]
fn an_answer_without_cors_lacks_its_header(#[case] problem: &str, #[case] has: [bool; 3]) {
    let mut bench = with(problem);
    let session = bench.session("5001");

    let answers = [
        ask(&mut bench, "GET", PATH, &session),
        ask(&mut bench, "GET", PATH, "none"),
        ask(&mut bench, "OPTIONS", PATH, ""),
    ];

    let statuses = answers.each_ref().map(|answer| answer.status().as_u16());
    assert_eq!(statuses, [200, 426, 204]);
    let allowed = answers.each_ref().map(|answer| {
        header(answer.headers(), "access-control-allow-origin") == Some("http://crm.test")
    });
    assert_eq!(allowed, has);
}

#[test]
fn a_preflight_that_forgets_the_session_allows_the_rest() {
    let mut bench = with("F25.no_session_header");

    let answer = ask(&mut bench, "OPTIONS", PATH, "");

    let allowed = header(answer.headers(), "access-control-allow-headers");
    assert_eq!(allowed, Some("content-type, x-requested-with"));
    let origin = header(answer.headers(), "access-control-allow-origin");
    assert_eq!(origin, Some("http://crm.test"));
}

#[test]
fn success_without_data_is_an_empty_200_and_is_done() {
    let mut bench = with("F25.empty_200");
    let session = bench.session("5001");

    let request = Request::post(STATE)
        .header("sessionId", &session)
        .body(login_body("5001", "8001", "Ready").into());
    let answer = bench.send(request.unwrap());

    assert_eq!(answer.status(), 200);
    assert!(answer.body().is_empty());
    assert_eq!(bench.world()["agents"][0]["agentMode"], "Ready");
}

#[test]
fn errors_without_a_body_keep_their_status() {
    let mut bench = with("F25.empty_errors");

    let answer = ask(&mut bench, "GET", PATH, "");

    assert_eq!(answer.status(), 426);
    assert!(answer.body().is_empty());
    assert_eq!(header(answer.headers(), "content-type"), None);
}

#[test]
fn a_login_without_token_is_204_and_a_wrong_password_is_still_401() {
    let mut bench = with("F25.no_token");
    let form = |password| format!("username=5001&password={password}&namespace=test.cc");

    let right = bench.ask("POST", "/agent/login", "", form("123456"));
    let wrong = bench.ask("POST", "/agent/login", "", form("0"));

    assert_eq!(right, (204, json!(null)));
    assert_eq!(wrong.0, 401);
}

#[test]
fn the_list_of_prefixes_is_204() {
    let mut bench = with("F25.no_prefixes");
    let session = bench.session("5001");

    let path = "/api/operation/operation/tenants/test.cc/agents/5001@test.cc";

    assert_eq!(bench.ask("GET", path, &session, ""), (204, json!(null)));
}

#[test]
fn a_strict_heartbeat_wants_a_session() {
    let mut bench = with("F25.strict_heartbeat");
    let anna = bench.log_on("5001", "8001", "Ready");
    let path = "/api/csta/agent/heartbeat/5001@test.cc";

    assert_eq!(bench.ask("POST", path, "", "").0, 426);
    assert_eq!(bench.ask("POST", path, &anna.session, "").0, 204);
}

#[rstest]
#[case::nobody_asked(None, Some("v11.stomp"))]
#[case::somebody_asked(Some("v12.stomp"), Some("v12.stomp"))]
fn a_subprotocol_is_chosen_unasked(#[case] offered: Option<&str>, #[case] got: Option<&str>) {
    let mut bench = with("F25.subprotocol");
    let mut request = Request::get("/mvc/stomp/websocket");
    if let Some(offered) = offered {
        request = request.header("sec-websocket-protocol", offered);
    }
    let request = request.body(()).unwrap();

    let upgrade = bench.with(|dialect, cx| dialect.on_upgrade(cx, SocketId(1), &request));

    let chosen = match upgrade {
        Upgrade::Accept { subprotocol } => subprotocol,
        other => panic!("{other:?}"),
    };
    assert_eq!(chosen.as_deref(), got);
}

/// Opens a socket as the client does, with heart-beats; gives what the broker wrote.
fn connect(bench: &mut Bench) -> (SocketId, Vec<String>) {
    let socket = bench.open();
    bench.text(
        socket,
        "CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0",
    );
    bench.text(
        socket,
        "SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0",
    );
    let written = bench.written(socket);
    (socket, written)
}

#[test]
fn connected_without_heart_beats_has_its_other_headers() {
    let written = connect(&mut with("F25.no_heart_beat_header")).1;
    let usual = connect(&mut Bench::new(world(1, json!({})))).1;

    let without = usual[0].replace("heart-beat:10000,10000\n", "");
    assert_ne!(usual[0], without, "it stands there else");
    assert_eq!(written, [without]);
}

#[test]
fn a_silent_broker_promises_heart_beats_and_sends_none() {
    let mut bench = with("F25.silent_broker");
    let (socket, written) = connect(&mut bench);

    assert!(written[0].contains("\nheart-beat:10000,10000\n"));
    bench.pass(std::time::Duration::from_secs(19));
    assert_eq!(bench.written(socket), Vec::<String>::new());
}

#[test]
fn an_error_comes_behind_the_subscription_and_the_events_go_on() {
    let mut bench = with("F25.open_error");

    let anna = bench.log_on("5001", "8001", "Ready");

    let written = bench.written(anna.socket);
    assert!(written[1].starts_with("ERROR\n"), "{written:?}");
    assert_eq!(bench.closed(anna.socket), Vec::<u16>::new());
    assert_eq!(bench.events(anna.socket).len(), 2);
}

/// Returns the first event's frame: its head, and how it goes out.
fn first_frame(problem: &str) -> (String, Form) {
    let mut bench = with(problem);
    bench.log_on("5001", "8001", "Ready");
    let frame = |effect: &Effect| match effect {
        Effect::Send {
            name: Some(_),
            frame,
            ..
        } => Some((frame.head.clone(), frame.form)),
        _ => None,
    };
    bench.effects.iter().find_map(frame).expect("an event")
}

#[test]
fn events_of_another_subscription_name_it() {
    let (usual, _) = first_frame("F25.no_cors");
    let (head, _) = first_frame("F25.other_subscription");

    assert!(usual.contains("\nsubscription:sub-0\n"), "{usual}");
    assert!(head.contains("\nsubscription:other-sub-0\n"), "{head}");
}

#[test]
fn events_may_be_binary() {
    assert_eq!(first_frame("F25.no_cors").1, Form::Text);
    assert_eq!(first_frame("F25.binary_frames").1, Form::Binary);
}

#[test]
fn an_event_may_come_behind_another_frame_in_its_message() {
    let (usual, _) = first_frame("F25.no_cors");
    let (head, _) = first_frame("F25.two_frames");

    assert_eq!(head, format!("{usual}null\0{usual}"));
}
