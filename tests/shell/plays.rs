use serde_json::json;

use super::{http::Request, server::Server};
use crate::program::Program;

const SCENARIO: &str = r#"scenario: A customer calls, and anna answers
vendor: wellclient
given:
  clients:
    anna: { jobNumber: "5001", password: "123456", domain: test.cc, ext: "8001" }
  parties:
    carl: { number: "17602176375" }
steps:
  - call: agentLogin
    args: { agentMode: Ready }
  - expect:
      - agentLoggedOn: { agentId: 5001@test.cc }
      - agentReady: {}
  - party: carl
    does: calls
    to: anna
    as: $c
  - expect:
      - delivered: { callId: $c }
  - call: answerCall
    args: { callId: $c }
  - expect:
      - established: { callId: $c }
      - optional: [recordStarted: {}]
"#;

fn serve(test: &str) -> Server {
    let program = Program::new(test);
    program.file("answer.yaml", SCENARIO);
    Server::with(program, &["--strict", "answer.yaml"])
}

#[test]
fn a_scenario_is_played_against_whoever_connects() {
    let server = serve("played");

    let (session, mut phone) = server.log_on("5001", "8001");
    let delivered = phone.event();
    let call = delivered["callId"].as_str().expect("the customer calls");
    let path =
        format!("/api/csta/callControl/calls/{call}/connections/8001@test.cc%7C{call}/answer");
    let answer = server.ask(Request::new("POST", &path).header("sessionId", &session));
    assert_eq!(answer.status, 204);
    assert_eq!(phone.event()["eventName"], "established");
    let ended = server.end("TERM");

    assert_eq!(ended.code, Some(0), "{ended:?}");
    let mut lines = ended.out.lines();
    assert_eq!(lines.next(), Some("answer.yaml"));
    assert_eq!(lines.filter(|line| line.contains(": done at ")).count(), 6);
}

#[test]
fn what_is_not_done_at_the_stop_is_exit_1_and_says_where_it_waits() {
    let server = serve("not-played");

    let (_, mut phone) = server.log_on("5001", "8001");
    assert_eq!(phone.event()["eventName"], "delivered");
    let ended = server.end("TERM");

    assert_eq!(ended.code, Some(1), "{ended:?}");
    let waits = ended.out.lines().find(|line| line.contains("waits since"));
    let waits = waits.expect("it says where it waits");
    assert!(
        waits.starts_with("  line 20: call answerCall of anna: waits since "),
        "{waits}"
    );
}

#[test]
fn a_world_sets_up_who_is_there_and_plays_nothing() {
    let program = Program::new("world");
    program.file(
        "world.yaml",
        "vendor: wellclient\ngiven:\n  clients:\n    zoe: { jobNumber: \"5009\", password: \"1\", \
         domain: test.cc, ext: \"8009\" }\n",
    );
    let server = Server::with(program, &["--strict", "world.yaml"]);

    let (_, world) = server.control("GET", "world", json!(null));
    let ended = server.end("TERM");

    let agents = world["agents"].as_array().expect("agents are listed");
    assert_eq!(agents.len(), 1);
    assert_eq!(agents[0]["agentId"], "5009@test.cc");
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""));
}
