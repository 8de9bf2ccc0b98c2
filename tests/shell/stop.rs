use std::{
    io::{Read, Write},
    rc::Rc,
};

use serde_json::{Value, json};

use super::{http::connect, server::Server};
use crate::program::Program;

#[test]
fn a_term_signal_ends_it_cleanly_and_says_goodbye_to_every_websocket() {
    let server = Server::new("term");
    let (_, mut phone) = server.log_on("5001", "8001");

    server.signal("TERM");
    let end = phone.end();
    let ended = server.end("TERM");

    assert_eq!(end, Some((1001, "the server stops".to_owned())));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{ended:?}");
}

#[test]
fn an_interrupt_ends_it_cleanly_as_well() {
    let ended = Server::new("interrupt").end("INT");

    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{ended:?}");
}

#[test]
fn connections_that_say_nothing_or_wait_for_ever_do_not_keep_it() {
    let server = Server::new("waiting");
    let mut silent = connect(&server.address);
    let mut half = connect(&server.address);
    half.write_all(b"POST /login HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nuse")
        .expect("it listens");
    server.steps(json!({ "fault": "drop", "on": "login" }));
    let mut parked = connect(&server.address);
    parked
        .write_all(b"POST /login HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\na=b")
        .expect("it listens");

    let ended = server.end("TERM");

    assert_eq!(ended.code, Some(0), "{ended:?}");
    let mut rest = Vec::new();
    let silent = silent.read_to_end(&mut rest);
    assert_eq!(silent.expect("it is closed, not reset"), 0);
}

#[test]
fn the_journals_file_has_everything_after_the_end() {
    let server = Server::with(Program::new("journal"), &["--journal", "journal.jsonl"]);
    server.session("5001");
    let folder = Rc::clone(&server.program);

    let ended = server.end("TERM");
    let text = folder.read("journal.jsonl");

    assert_eq!(ended.code, Some(0));
    let entries: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    let shown: Vec<(&Value, &Value, &Value)> = entries
        .iter()
        .map(|entry| (&entry["vendor"], &entry["seq"], &entry["what"]))
        .collect();
    let line = |seq: u64, what: &str| (json!("wellclient"), json!(seq), json!(what));
    let wanted = [line(0, "request"), line(1, "response")];
    let wanted: Vec<(&Value, &Value, &Value)> = wanted
        .iter()
        .map(|(one, two, three)| (one, two, three))
        .collect();
    assert_eq!(shown, wanted);
}
