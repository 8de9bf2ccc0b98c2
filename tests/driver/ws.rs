//! Clients that connect to the runner by themselves.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    thread,
};

use super::stage::TWO_CALLS;
use crate::program::{Program, repository};

#[test]
fn a_client_that_connects_by_itself_plays_every_case() {
    let two_calls = repository(TWO_CALLS);
    let outbound = repository("scenarios/wellclient/outbound");
    let mut run = Program::new("ws")
        .command(&["run", &two_calls, &outbound, "--client", "ws"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut told = String::new();
    let mut stderr = BufReader::new(run.stderr.take().expect("it is piped"));
    stderr.read_line(&mut told).expect("it tells where it is");
    let url = told
        .trim_end()
        .strip_prefix("waiting for a client at ")
        .expect("a URL");

    let mut client = Command::new("python3")
        .args([&repository("fixtures/clients/over-websocket/main.py"), url])
        .spawn()
        .expect("the client starts");

    let mut stdout = run.stdout.take().expect("it is piped");
    let reader = thread::spawn(move || {
        let mut out = String::new();
        stdout.read_to_string(&mut out).expect("it is text");
        out
    });
    let left = client.wait().expect("the client ends").code();
    if left != Some(0) {
        // The run waits for a client without limit, and there is none any more.
        run.kill().expect("the run can be ended");
    }
    let code = run.wait().expect("the run ends").code();
    let out = reader.join().expect("the output was read");
    assert_eq!((code, left), (Some(0), Some(0)), "{out}");
    assert!(
        out.lines()
            .last()
            .is_some_and(|line| line.ends_with(" passed, 0 failed")),
        "{out}"
    );
}
