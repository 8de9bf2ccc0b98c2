//! F9–F16, F22, F23 and F26: sessions, requests and modes. What is about the transport alone is in
//! `transport_problems`.

use std::time::Duration;

use ctimock_dialect::Upgrade;
use ctimock_switch::Plan;
use http::Request;
use rstest::rstest;
use serde_json::{Value, json};

use super::bench::{Bench, CALLS, Desk, STATE, customer, login_body, world};

const SECOND: Duration = Duration::from_secs(1);

fn log_on(bench: &mut Bench, session: &str, job: &str, ext: &str) -> u16 {
    let body = login_body(job, ext, "NotReady");
    bench.ask("POST", STATE, session, body).0
}

fn log_off(bench: &mut Bench, session: &str, agent: &str) -> u16 {
    let body = json!({"func": "Logout", "agentId": agent}).to_string();
    bench.ask("POST", STATE, session, body).0
}

fn mode_of(bench: &mut Bench, agent: usize) -> Value {
    bench.world()["agents"][agent]["agentMode"].clone()
}

fn beat(bench: &mut Bench, desk: &Desk) -> u16 {
    let path = "/api/csta/agent/heartbeat/5001@test.cc";
    bench.ask("POST", path, &desk.session, "").0
}

/// A world in which anna can call somebody who answers at once.
fn with_carl(problem: &str) -> Bench {
    let mut world = world(1, json!({}));
    world
        .parties
        .push(customer("carl", "13800138000", Plan::default()));
    Bench::with_problem(world, problem)
}

#[test]
fn f9_refuses_logins_for_five_seconds_and_again_after_a_minute_without_agent() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F9");
    let session = bench.session("5001");

    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 451);
    bench.pass(4 * SECOND);
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 451);
    bench.pass(SECOND);
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 204);

    assert_eq!(log_off(&mut bench, &session, "5001@test.cc"), 204);
    bench.pass(59 * SECOND);
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 204);
    assert_eq!(log_off(&mut bench, &session, "5001@test.cc"), 204);
    bench.pass(60 * SECOND);
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 451);
}

#[test]
fn f10_finds_the_agent_on_at_its_extension_and_the_log_off_frees_it() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F10");
    let socket = bench.listen("5001@test.cc");
    let session = bench.session("5001");

    assert_eq!(bench.told(socket), Vec::<String>::new());
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 454);
    assert_eq!(log_off(&mut bench, &session, "5001@test.cc"), 204);
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 204);
    assert_eq!(log_off(&mut bench, &session, "5001@test.cc"), 204);
    bench.session("5001");
    assert_eq!(mode_of(&mut bench, 0), "Logout");
    bench.pass(60 * SECOND);
    bench.session("5001");
    assert_eq!(mode_of(&mut bench, 0), "NotReady");
}

#[test]
fn f10_elsewhere_finds_the_agent_on_at_another_extension() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F10.elsewhere");
    let session = bench.session("5001");

    let body = login_body("5001", "8001", "Ready");
    let (status, body) = bench.ask("POST", STATE, &session, body);

    assert_eq!((status, &body["deviceId"]), (455, &json!("80019@test.cc")));
}

#[test]
fn f10_taken_finds_another_agent_who_goes_when_its_heartbeats_are_missed() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F10.taken");
    let session = bench.session("5001");

    let body = login_body("5001", "8001", "Ready");
    let (status, body) = bench.ask("POST", STATE, &session, body);
    assert_eq!(
        (status, &body["agent"], &body["agentId"]),
        (459, &json!("50019@test.cc"), &json!("50019@test.cc"))
    );

    bench.pass(180 * SECOND);
    let session = bench.session("5001");
    assert_eq!(log_on(&mut bench, &session, "5001", "8001"), 204);
}

#[test]
fn f10_with_two_agents_leaves_a_binding_for_each() {
    let mut bench = Bench::with_problem(world(2, json!({})), "F10");

    for (job, ext) in [("5001", "8001"), ("5002", "8002")] {
        let session = bench.session(job);
        assert_eq!(log_on(&mut bench, &session, job, ext), 454);
    }
}

#[rstest]
#[case("F11", 0)]
#[case("F11.call_stays", 1)]
fn f11_cuts_two_seconds_after_the_answer(#[case] problem: &str, #[case] calls_left: usize) {
    let mut bench = with_carl(problem);
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);
    assert_eq!(bench.leg(&anna, &call, "answer").0, 204);

    bench.pass(2 * SECOND - Duration::from_millis(1));
    assert_eq!(bench.closed(anna.socket), Vec::<u16>::new());
    bench.pass(Duration::from_millis(1));
    assert_eq!(bench.closed(anna.socket), [1006]);
    assert_eq!(bench.world()["calls"].as_array().unwrap().len(), 1);
    bench.events(anna.socket);

    bench.pass(SECOND);
    let left = bench.world()["calls"].as_array().unwrap().len();
    assert_eq!(left, calls_left);
    let again = bench.listen("5001@test.cc");
    assert_eq!(
        bench.told(again),
        Vec::<String>::new(),
        "nothing is told again"
    );
}

#[test]
fn f11_strikes_the_next_call_too() {
    let mut bench = with_carl("F11");
    let mut anna = bench.log_on("5001", "8001", "Ready");

    for _ in 0..2 {
        let call = bench.incoming("carl", "8001", &[]);
        assert_eq!(bench.leg(&anna, &call, "answer").0, 204);
        bench.pass(3 * SECOND);
        assert_eq!(bench.closed(anna.socket), [1006]);
        anna.socket = bench.listen("5001@test.cc");
    }
}

#[test]
fn f12_cuts_a_socket_after_a_minute_of_silence_and_any_message_counts() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F12");
    let silent = bench.listen("5001@test.cc");
    let busy = bench.listen("5001@test.cc");

    assert!(bench.written(silent)[0].contains("\nheart-beat:0,0\n"));
    bench.pass(59 * SECOND);
    bench.text(busy, "h");
    assert_eq!(bench.closed(silent), Vec::<u16>::new());
    bench.pass(SECOND);
    assert_eq!(bench.closed(silent), [1006]);
    bench.pass(58 * SECOND);
    assert_eq!(bench.closed(busy), Vec::<u16>::new());
    bench.pass(SECOND);
    assert_eq!(bench.closed(busy), [1006]);
}

#[rstest]
#[case("F13", "503")]
#[case("F13.black_hole", "silence")]
fn f13_lets_no_websocket_through(#[case] problem: &str, #[case] said: &str) {
    let mut bench = Bench::with_problem(world(1, json!({})), problem);
    let request = Request::get("/mvc/stomp/websocket").body(()).unwrap();

    let upgrade =
        bench.with(|dialect, cx| dialect.on_upgrade(cx, ctimock_dialect::SocketId(1), &request));

    let upgrade = match upgrade {
        Upgrade::Accept { .. } => "accepted".to_owned(),
        Upgrade::Refuse(response) => response.status().as_str().to_owned(),
        Upgrade::Silence => "silence".to_owned(),
    };
    assert_eq!(upgrade, said);
}

#[test]
fn f14_refuses_heartbeats_that_count() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F14");
    let anna = bench.log_on("5001", "8001", "NotReady");

    for _ in 0..5 {
        bench.pass(60 * SECOND);
        assert_eq!(beat(&mut bench, &anna), 426);
    }

    assert_eq!(mode_of(&mut bench, 0), "NotReady");
    bench.pass(180 * SECOND);
    assert_eq!(mode_of(&mut bench, 0), "Logout");
}

#[test]
fn f14_expired_ends_a_session_two_minutes_after_its_login() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F14.expired");
    let anna = bench.log_on("5001", "8001", "NotReady");
    let state = |bench: &mut Bench, session: &str| {
        let path = "/api/csta/agent/client-state";
        bench.ask("GET", path, session, "").0
    };

    bench.pass(119 * SECOND);
    assert_eq!(state(&mut bench, &anna.session), 200);
    bench.pass(SECOND);
    assert_eq!(state(&mut bench, &anna.session), 426);
    assert_eq!(beat(&mut bench, &anna), 204);
    let session = bench.session("5001");
    assert_eq!(state(&mut bench, &session), 200);
}

#[rstest]
#[case("F15", &[])]
#[case("F15.told", &["agentLoggedOff Logout"])]
fn f15_counts_no_heartbeat(#[case] problem: &str, #[case] told: &[&str]) {
    let mut bench = Bench::with_problem(world(1, json!({})), problem);
    let anna = bench.log_on("5001", "8001", "NotReady");
    bench.events(anna.socket);

    for _ in 0..3 {
        assert_eq!(mode_of(&mut bench, 0), "NotReady");
        bench.pass(60 * SECOND);
        assert_eq!(beat(&mut bench, &anna), 204);
    }

    assert_eq!(mode_of(&mut bench, 0), "Logout");
    assert_eq!(bench.told(anna.socket), told);
    let ready = json!({"func": "SetState", "agentId": "5001@test.cc", "agentMode": "Ready"});
    assert_eq!(bench.state(&anna, ready).0, 458);
}

#[test]
fn f15_tells_the_next_log_off_that_somebody_asks_for() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F15");
    let anna = bench.log_on("5001", "8001", "NotReady");
    bench.events(anna.socket);

    assert_eq!(log_off(&mut bench, &anna.session, "5001@test.cc"), 204);

    assert_eq!(bench.told(anna.socket), ["agentLoggedOff Logout"]);
}

#[test]
fn f16_lets_the_earlier_session_win_until_a_body_names_the_later() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F16");
    let first = bench.session("5001");
    assert_eq!(log_on(&mut bench, &first, "5001", "8001"), 204);
    let second = bench.session("5001");

    // An SDK before 1.1.0.12 names its session in the header alone.
    assert_eq!(log_off(&mut bench, &second, "5001@test.cc"), 426);
    let body = json!({"func": "Logout", "agentId": "5001@test.cc", "sessionId": second});
    let named = bench.ask("POST", STATE, "", body.to_string());

    assert_eq!(named.0, 204);
    assert_eq!(log_on(&mut bench, &first, "5001", "8001"), 426);
    assert_eq!(log_on(&mut bench, &second, "5001", "8001"), 204);
}

#[test]
fn f22_refuses_a_raw_pipe_and_takes_an_encoded_one() {
    let mut bench = with_carl("F22");
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);

    let raw = format!("{CALLS}/{call}/connections/8001@test.cc|{call}/answer");
    assert_eq!(bench.ask("POST", &raw, &anna.session, "").0, 400);
    assert_eq!(bench.leg(&anna, &call, "answer").0, 204);
}

#[rstest]
#[case("F23", "Ready", "Allocated")]
#[case("F23", "NotReady", "NotReady")]
#[case("F23.after_work", "Ready", "WorkNotReady")]
#[case("F23.after_work", "NotReady", "NotReady")]
fn f23_uses_the_absence_of_a_ready_agent(
    #[case] problem: &str,
    #[case] mode: &str,
    #[case] found: &str,
) {
    let mut bench = Bench::with_problem(world(1, json!({})), problem);
    let anna = bench.log_on("5001", "8001", mode);
    let second = bench.listen("5001@test.cc");

    bench.cut(anna.socket);
    assert_eq!(mode_of(&mut bench, 0), mode, "another socket is there");
    bench.cut(second);

    assert_eq!(mode_of(&mut bench, 0), found);
    let path = "/api/csta/agent/client-state";
    let (_, state) = bench.ask("GET", path, &anna.session, "");
    assert_eq!(state["agent"]["agentMode"], found);
}

#[rstest]
#[case("F26", 200, json!({"pendingMode": "NotReady"}))]
#[case("F26.busy", 460, Value::Null)]
fn f26_of_a_mode_in_a_call(#[case] problem: &str, #[case] status: u16, #[case] answer: Value) {
    let mut bench = with_carl(problem);
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);
    assert_eq!(bench.leg(&anna, &call, "answer").0, 204);

    let body = json!({"func": "SetState", "agentId": "5001@test.cc", "agentMode": "NotReady"});
    let (answered, mut body) = bench.state(&anna, body);

    if let Some(fields) = body.as_object_mut() {
        fields.remove("error");
    }
    let is_nothing = body.as_object().is_some_and(serde_json::Map::is_empty);
    let body = if is_nothing { Value::Null } else { body };
    assert_eq!((answered, body), (status, answer));
}

#[test]
fn f26_quota_refuses_ready_and_nothing_else() {
    let mut bench = Bench::with_problem(world(1, json!({})), "F26.quota");
    let anna = bench.log_on("5001", "8001", "NotReady");
    let set =
        |mode: &str| json!({"func": "SetState", "agentId": "5001@test.cc", "agentMode": mode});

    assert_eq!(bench.state(&anna, set("Ready")).0, 465);
    assert_eq!(bench.state(&anna, set("NotReady")).0, 204);
}

#[test]
fn f26_recording_refuses_and_records_nothing_whatever_the_world_says() {
    let mut world = world(1, json!({"recording": "on"}));
    world
        .parties
        .push(customer("carl", "13800138000", Plan::default()));
    let mut bench = Bench::with_problem(world, "F26.recording");
    let anna = bench.log_on("5001", "8001", "Ready");
    let call = bench.incoming("carl", "8001", &[]);
    assert_eq!(bench.leg(&anna, &call, "answer").0, 204);

    for service in ["Start", "Stop"] {
        let path = format!("/api/csta/callControl/recording/{service}?extension=8001@test.cc");
        assert_eq!(bench.ask("POST", &path, &anna.session, "").0, 466);
    }
    let told = bench.told(anna.socket);
    assert!(
        !told.iter().any(|event| event.starts_with("record")),
        "{told:?}"
    );
}
