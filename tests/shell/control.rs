use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use super::{
    http::{Request, connect},
    server::Server,
};

/// Takes out the instant: real time passes as it likes.
fn timeless((status, mut body): (u16, Value)) -> (u16, Value) {
    let now = body.as_object_mut().and_then(|body| body.remove("now"));
    assert!(
        now.is_some_and(|now| now.is_string()),
        "every answer says when"
    );
    (status, body)
}

#[test]
fn a_step_about_somebody_unknown_is_404() {
    let server = Server::new("unknown");

    let step = json!({ "party": "13800138000", "does": "calls", "to": "nobody" });
    let said = timeless(server.control("POST", "steps", step));

    let error = "`nobody` is no name of this world, no number and no identity";
    let wanted = json!({ "error": error, "step": 1, "calls": [], "bound": {} });
    assert_eq!(said, (404, wanted));
}

#[test]
fn a_step_that_the_state_forbids_is_409() {
    let server = Server::new("forbidden");

    let step = json!({ "party": "customer", "does": "hangs_up" });
    let said = timeless(server.control("POST", "steps", step));

    let error = "`customer` has no call, and `of` does not say which";
    let wanted = json!({ "error": error, "step": 1, "calls": [], "bound": {} });
    assert_eq!(said, (409, wanted));
}

#[test]
fn a_state_that_differs_is_409_with_the_differences() {
    let server = Server::new("state");

    let agents = json!([{ "agentMode": "Ready" }, {}, {}]);
    let said = timeless(server.control("POST", "steps", json!({ "state": { "agents": agents } })));

    let difference = json!({
        "path": "agents[0].agentMode",
        "expected": "\"Ready\"",
        "observed": "\"Logout\"",
    });
    let wanted = json!({
        "error": "the state is not what was wanted",
        "differences": [difference],
        "step": 1,
        "calls": [],
        "bound": {},
    });
    assert_eq!(said, (409, wanted));
}

#[test]
fn a_step_that_cannot_be_understood_is_422_with_its_place() {
    let server = Server::new("unreadable");

    let body = "{\"party\": \"13800138000\", \"does\": \"clals\", \"to\": \"8001\"}";
    let answer = server.ask(Request::new("POST", "/_ctimock/steps").body(body));

    let diagnostic = json!({
        "file": "request",
        "line": 1,
        "column": 34,
        "code": "unknown-deed",
        "message": "unknown deed `clals`",
        "label": "not a word of the language",
        "help": "did you mean `calls`?",
    });
    let wanted = json!({ "error": "unknown deed `clals`", "diagnostics": [diagnostic] });
    assert_eq!((answer.status, answer.json()), (422, wanted));
}

#[test]
fn the_journal_is_told_as_it_happens() {
    let server = Server::new("events");
    let request = Request::new("GET", "/_ctimock/journal").header("accept", "text/event-stream");
    let mut stream = connect(&server.address);
    stream.write_all(&request.bytes()).expect("it listens");
    let mut lines = BufReader::new(stream)
        .lines()
        .map(|line| line.expect("it goes on"));
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();

    server.session("5001");
    let mut told = lines.filter_map(|line| {
        let data = line.strip_prefix("data: ")?;
        serde_json::from_str::<Value>(data).ok()
    });
    let first = told.next().expect("it goes on");
    let second = told.next().expect("it goes on");

    assert_eq!(head[0], "HTTP/1.1 200 OK");
    assert!(
        head.contains(&"content-type: text/event-stream".to_owned()),
        "{head:?}"
    );
    let words = |entry: &Value| (entry["what"].clone(), entry["operation"].clone());
    assert_eq!(words(&first), (json!("request"), json!("login")));
    assert_eq!(words(&second), (json!("response"), json!("login")));
}

#[test]
fn a_reset_forgets_everything_that_happened() {
    let server = Server::new("reset");
    let (_, mut phone) = server.log_on("5001", "8001");

    let (status, _) = server.control("POST", "reset", Value::Null);

    assert_eq!(status, 200);
    assert_eq!(phone.end(), Some((1012, "the mock is reset".to_owned())));
    let (_, journal) = server.control("GET", "journal", Value::Null);
    assert_eq!(journal, json!([]));
    let (_, world) = server.control("GET", "world", Value::Null);
    assert_eq!(world["agents"][0]["agentMode"], "Logout");
}
