//! Pages that play.

use std::{
    env,
    ffi::OsString,
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    process::{self, Command, Stdio},
    thread,
};

use super::stage::PAGE;
use crate::{
    driver::stage::TWO_CALLS,
    program::{Program, Said, repository},
};

#[test]
fn the_drivers_own_tests_pass() {
    let tests = repository("crates/server/driver/tests/");
    let files = fs::read_dir(&tests).expect("the tests are there");
    let files = files.map(|file| file.expect("a file").path());
    let output = Command::new("node")
        .arg("--test")
        .args(files.filter(|file| file.to_string_lossy().ends_with(".test.js")))
        .output()
        .expect("Node starts");

    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{out}");
    assert!(out.contains("\n# fail 0\n"), "{out}");
}

#[test]
fn a_page_of_ten_lines_passes_scenarios_of_every_topic_in_a_browser() {
    let scenarios = repository("scenarios/wellclient");
    let client = format!("browser:{}", repository(PAGE));
    let program = Program::new("browser");

    let said = program.run(&[
        "run",
        &scenarios,
        "--filter",
        "tag:browser",
        "--client",
        &client,
    ]);

    let passed = said.last_line().strip_suffix(" passed, 0 failed");
    let cases = passed.and_then(|cases| cases.parse().ok()).unwrap_or(0);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(cases >= 60, "{}", said.out);
}

#[test]
fn a_page_that_somebody_else_serves_loads_sdk_and_driver_from_a_server_of_ctimock() {
    let program = Program::new("browser-url");
    let mut server = program
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut ready = String::new();
    let out = server.stdout.take().expect("it is piped");
    BufReader::new(out)
        .read_line(&mut ready)
        .expect("standard output is text");
    let url = ready.trim_end().strip_prefix("ready ").expect("it listens");
    let page = format!(
        r#"<!doctype html><script src="{url}/sdk/wellclient.js"></script>
<script type="module" src="{url}/_ctimock/driver.js"></script>"#
    );
    let page = serve(page);

    let client = format!("browser:{page}?theme=dark#top");
    let said = program.run(&["run", &repository(TWO_CALLS), "--client", &client]);

    server.kill().expect("it runs");
    server.wait().expect("it ends");
    assert_eq!(
        said.last_line(),
        "1 passed, 0 failed",
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn what_a_browser_keeps_from_its_page_is_seen_as_it_is_there() {
    let program = Program::new("browser-cors");
    for problem in ["no_cors", "no_session_header"] {
        program.file(&format!("{problem}.yaml"), &without_cors(problem));
    }

    let said = run(&program, &["no_cors.yaml", "no_session_header.yaml"]);

    assert_eq!(said.last_line(), "2 passed, 0 failed", "{}", said.out);
}

#[test]
fn a_scenario_that_is_against_browsers_is_skipped_in_one() {
    let program = Program::new("browser-skips");
    let scenario = without_cors("no_cors").replace("tags: []", "tags: [no_browser]");
    program.file("outside.yaml", &scenario);

    let said = run(&program, &["outside.yaml"]);

    assert_eq!(
        (said.code, said.last_line()),
        (Some(0), "0 passed, 0 failed, 1 skipped"),
        "{}",
        said.out
    );
}

#[test]
fn a_page_keeps_to_the_driver_protocol() {
    let client = format!("browser:{}", repository(PAGE));

    let said = Program::new("browser-check").run(&["client", "check", &client]);

    assert_eq!(
        (said.code, said.last_line()),
        (Some(0), "the client keeps to the driver protocol"),
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn nothing_of_a_browser_is_left_after_a_run() {
    let program = Program::new("browser-ends");
    // The path of a browser's socket must not be long.
    let temporary = env::temp_dir().join(format!("ctimock-{}", process::id()));
    fs::create_dir(&temporary).expect("there is room");
    let client = format!("browser:{}", repository(PAGE));

    let said = program
        .command(&["run", &repository(TWO_CALLS), "--client", &client])
        .env("TMPDIR", &temporary)
        .output()
        .expect("the program starts");

    let left = fs::read_dir(&temporary).expect("the folder is there");
    let left: Vec<_> = left.map(|file| file.expect("a file").file_name()).collect();
    fs::remove_dir_all(&temporary).expect("it is there");
    assert!(said.status.success());
    assert_eq!(left, Vec::<OsString>::new());
}

fn run(program: &Program, files: &[&str]) -> Said {
    let client = format!("browser:{}", repository(PAGE));
    let mut args = vec!["run", "--client", &client];
    args.extend(files);
    program.run(&args)
}

/// Serves a page at every path as long as the test runs, and returns where.
fn serve(page: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let address = listener.local_addr().expect("it has an address");
    let length = page.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: \
         close\r\n\r\n{page}"
    );
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let answer = answer.clone();
            // A browser may connect in advance and say nothing for a while.
            thread::spawn(move || {
                let head = BufReader::new(&stream).lines().map_while(Result::ok);
                if head.take_while(|line| !line.is_empty()).count() > 0 {
                    // Who has left does not want it.
                    let _ = stream.write_all(answer.as_bytes());
                }
            });
        }
    });
    format!("http://{address}/page")
}

/// Returns a scenario in which a browser keeps every answer from its page (dossier §3, §18 F25).
fn without_cors(problem: &str) -> String {
    format!(
        r#"scenario: A browser fails what its page may not read
vendor: wellclient
tags: []
problem: F25.{problem}
given:
  clients:
    anna: {{ jobNumber: "5001", password: "123456", domain: test.cc, ext: "8001" }}
steps:
  - call: agentLogin
    fails: {{ status: 0 }}
"#
    )
}
