use std::net::TcpListener;

use super::{http::Request, server::Server};
use crate::program::{Program, Said};

/// Runs `serve` where it cannot start: at a port that is taken. What is checked before the port shows in
/// its exit code.
fn serve_at_taken_port(program: &Program, host: &str, args: &[&str]) -> (String, Said) {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it is bound").port();
    let address = format!("{host}:{port}");
    let mut all = vec!["serve", "--listen", &address];
    all.extend(args);
    let said = program.run(&all);
    (address, said)
}

#[test]
fn a_taken_port_is_a_clear_error_with_exit_3() {
    let (address, said) = serve_at_taken_port(&Program::new("taken-port"), "127.0.0.1", &[]);

    assert_eq!(said.code, Some(3), "{said:?}");
    assert_eq!(said.out, "");
    let start = format!("error: cannot listen on {address}: ");
    assert!(said.err.starts_with(&start), "{}", said.err);
    assert!(said.err.contains("in use"), "{}", said.err);
}

#[test]
fn an_address_that_others_can_reach_needs_a_token() {
    let (address, said) = serve_at_taken_port(&Program::new("open"), "0.0.0.0", &[]);

    assert_eq!(said.code, Some(2), "{said:?}");
    let wanted =
        format!("error: {address} can be reached from outside, and that needs `--token`\n");
    assert_eq!(said.err, wanted);
}

#[test]
fn with_a_token_the_control_api_wants_it_and_the_vendor_does_not() {
    let server = Server::with(Program::new("token"), &["--token", "s3cret"]);

    let without = server.ask(Request::new("GET", "/_ctimock/world"));
    let with = Request::new("GET", "/_ctimock/world").header("authorization", "Bearer s3cret");
    let with = server.ask(with);

    assert_eq!((without.status, with.status), (401, 200));
    server.session("5001");
}

#[test]
fn a_journal_that_cannot_be_written_is_exit_3() {
    let program = Program::new("no-journal");
    let args = ["--journal", "no/such/folder/journal.jsonl"];
    let (_, said) = serve_at_taken_port(&program, "127.0.0.1", &args);

    assert_eq!(said.code, Some(3), "{said:?}");
    let start = "error: cannot write the journal `no/such/folder/journal.jsonl`: ";
    assert!(said.err.starts_with(start), "{}", said.err);
}

#[test]
fn a_world_that_cannot_be_is_exit_2_and_names_its_file() {
    let program = Program::new("bad-world");
    program.file(
        "world.yaml",
        r#"vendor: wellclient
given:
  clients:
    anna: { jobNumber: "5001", password: "123456", domain: test.cc, ext: "8001" }
    bert: { jobNumber: "5001", password: "654321", domain: test.cc, ext: "8002" }
"#,
    );

    let (_, said) = serve_at_taken_port(&program, "127.0.0.1", &["world.yaml"]);

    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(
        said.err,
        "error: the world of `world.yaml` cannot be set up: `given.clients.bert.password`: two \
         clients with one job number have two passwords\n"
    );
}

#[test]
fn two_files_with_one_identity_are_exit_2_and_named() {
    let program = Program::new("shared");
    let world = |name: &str, number: &str| {
        format!(
            "scenario: s\nvendor: wellclient\ngiven:\n  clients:\n    {name}: {{ jobNumber: \
             \"5001\", password: \"1\", domain: test.cc, ext: \"8001\" }}\n  parties:\n    carl: \
             {{ number: \"{number}\" }}\nsteps:\n  - wait: 1s\n"
        )
    };
    program.file("one.yaml", &world("anna", "13800138000"));
    program.file("other.yaml", &world("zoe", "13800138001"));

    let (_, said) = serve_at_taken_port(&program, "127.0.0.1", &["one.yaml", "other.yaml"]);

    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(
        said.err,
        "error: `one.yaml` and `other.yaml` both use client jobNumber \"5001\", \
         domain \"test.cc\", ext \"8001\", and each file needs identities of its own\n"
    );
}
