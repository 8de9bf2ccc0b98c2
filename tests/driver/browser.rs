//! Pages in a browser: right ones, wrong ones, and none.

use std::{
    env,
    ffi::OsString,
    fs,
    process::{self, Command},
    time::Duration,
};

use ctimock_conformance::{Blame, CaseReport, Verdict};
use ctimock_runner::Patience;

use super::stage::{Run, TWO_CALLS, seen};
use crate::program::{Program, Said, repository};

const PAGE: &str = "fixtures/clients/wellclient-browser/index.html";

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

#[test]
fn without_a_browser_it_is_said_what_was_looked_for() {
    let client = format!("browser:{}", repository(PAGE));
    let program = Program::new("no-browser");

    let output = program
        .command(&["run", &repository(TWO_CALLS), "--client", &client])
        .env_remove("CHROMIUM")
        .env("PATH", program.path(""))
        .output()
        .expect("the program starts");

    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: the client under test cannot begin: there is no Chromium: neither of `chromium`, \
         `chromium-browser`, `google-chrome` is in `PATH`; install one, or name it in the variable \
         `CHROMIUM`\n"
    );
}

#[test]
fn a_page_that_is_not_there_is_the_environments_fault() {
    let said = Program::new("no-page").run(&[
        "run",
        &repository(TWO_CALLS),
        "--client",
        "browser:missing.html",
    ]);

    assert_eq!(
        (said.code, said.err.as_str()),
        (
            Some(3),
            "error: the client under test cannot begin: there is no page `missing.html`\n"
        )
    );
}

#[test]
fn a_page_that_never_connects_is_told_with_what_its_console_said() {
    let program = Program::new("browser-silent");
    program.file(
        "page.html",
        "<script>throw new Error('no licence')</script>",
    );
    let page = program.path("page.html").display().to_string();
    let run = Run {
        times: 1,
        jobs: 1,
        patience: Patience {
            answer: Duration::from_secs(1),
            ..Patience::default()
        },
        check_determinism: false,
    };

    let error = run.play(&format!("browser:{page}"), TWO_CALLS);

    let error = error.expect_err("nobody connects");
    assert_eq!(
        error.reason,
        format!(
            "its page `{page}` did not connect within 1 s: the page must load `/_ctimock/driver.js` as a \
             module"
        )
    );
    let said = error.stderr.join("\n");
    assert!(
        said.contains(r#"console: "Uncaught Error: no licence""#),
        "{said}"
    );
}

#[test]
fn a_page_without_its_sdk_cannot_introduce_itself() {
    let program = Program::new("browser-without-sdk");
    program.file("page.html", DRIVER);
    program.file("two-calls.yaml", &two_calls());

    let said = run_page(&program, &["two-calls.yaml"]);

    assert_eq!((said.code, said.out.as_str()), (Some(3), ""));
    assert!(
        said.err
            .starts_with("error: the client under test cannot begin: it could not `initialize`: "),
        "{}",
        said.err
    );
}

#[test]
fn a_page_that_reloads_in_mid_case_is_an_error_and_the_run_goes_on_with_a_fresh_browser() {
    let report = with_a_page_that("if (method === 'makeCall') location.reload();");

    assert_eq!(report, (Verdict::Errored, GONE.to_owned(), Verdict::Passed));
}

#[test]
fn a_page_that_is_left_in_mid_case_is_an_error_and_the_run_goes_on_with_a_fresh_browser() {
    let report = with_a_page_that("if (method === 'makeCall') location.href = 'about:blank';");

    assert_eq!(report, (Verdict::Errored, GONE.to_owned(), Verdict::Passed));
}

#[test]
fn a_page_that_hangs_in_mid_case_is_an_error_and_the_run_goes_on_with_a_fresh_browser() {
    let report = with_a_page_that("if (method === 'makeCall') for (;;);");

    let hangs = "client `anna` dropped out: it did not answer `settle` within 5 s";
    assert_eq!(
        report,
        (Verdict::Errored, hangs.to_owned(), Verdict::Passed)
    );
}

#[test]
fn a_page_that_keeps_an_event_to_itself_is_to_blame() {
    let program = Program::new("browser-loses");
    program.file("page.html", &page(LOSES_ESTABLISHED));

    let reports = play(&program, 1);

    assert_eq!(
        seen(&reports[0]),
        (
            Verdict::Failed,
            Some(Blame::Client),
            "client `anna` was told `recordStarted` before `established`",
            "the mock sent `established` at 00:02.500 before `recordStarted`, and client `anna` reported \
             it not at all",
        )
    );
}

#[test]
fn what_goes_wrong_in_a_page_stands_with_its_failure() {
    let program = Program::new("browser-log");
    let noisy = format!(
        "{LOSES_ESTABLISHED}
         window.onInvoke = (name) => {{
           if (name === 'makeCall') setTimeout(() => {{ throw new Error('thrown away'); }});
           console.error('said', {{ of: name }});
         }};"
    );
    program.file("page.html", &page(&noisy));

    let reports = play(&program, 1);

    let notes = reports[0].explanations[0].notes.join("\n");
    assert!(
        notes.contains(r#"error: said {"of":"makeCall"}"#),
        "{notes}"
    );
    assert!(notes.contains("error: Error: thrown away"), "{notes}");
}

/// Why a case ends whose page has gone.
const GONE: &str = "client `anna` dropped out: its page has gone: it was left, reloaded or closed, or it \
                    crashed";

const DRIVER: &str = r#"<script type="module" src="/_ctimock/driver.js"></script>"#;

/// Keeps one event from the app.
const LOSES_ESTABLISHED: &str = "
  const tell = given.tell;
  given.tell = (name, data) => name === 'established' || tell(name, data);";

/// Returns a page whose adapter is the vendor's, and does something before each client begins.
fn page(before: &str) -> String {
    format!(
        r#"<!doctype html>
<script src="/sdk/wellclient.js"></script>
<script>
window.ctimockAdapter = import('/_ctimock/adapter/wellclient.js').then((adapter) => ({{
  ...adapter,
  connect(given) {{
    {before}
    const client = adapter.connect(given);
    const {{ invoke }} = client;
    client.invoke = (method, args) => {{
      window.onInvoke?.(method, args);
      return invoke(method, args);
    }};
    return client;
  }},
}}));
</script>
{DRIVER}
"#
    )
}

/// Plays a case with a page that does something when a method is called, and then one with a good page;
/// returns how both ended.
fn with_a_page_that(does: &str) -> (Verdict, String, Verdict) {
    let program = Program::new("browser-dies");
    let dies = format!("window.onInvoke = (method) => {{ {does} }};");
    program.file("page.html", &page(&dies));

    let mut reports = play_after(&program, 2, || program.file("page.html", &page("")));
    let second = reports.pop().expect("two cases");
    let first = reports.pop().expect("two cases");
    let title = first.explanations[0].title.clone();
    (first.verdict, title, second.verdict)
}

fn play(program: &Program, times: usize) -> Vec<CaseReport> {
    play_after(program, times, || {})
}

/// Plays the two calls with a program's page; does something when the first browser has it.
fn play_after(program: &Program, times: usize, started: impl FnOnce()) -> Vec<CaseReport> {
    let run = Run {
        times,
        jobs: 1,
        patience: Patience {
            answer: Duration::from_secs(5),
            ..Patience::default()
        },
        check_determinism: false,
    };
    let page = program.path("page.html").display().to_string();
    run.play_after(&format!("browser:{page}"), TWO_CALLS, started)
        .expect("the page connects")
}

fn run(program: &Program, files: &[&str]) -> Said {
    let client = format!("browser:{}", repository(PAGE));
    let mut args = vec!["run", "--client", &client];
    args.extend(files);
    program.run(&args)
}

fn run_page(program: &Program, files: &[&str]) -> Said {
    let mut args = vec!["run", "--client", "browser:page.html"];
    args.extend(files);
    program.run(&args)
}

fn two_calls() -> String {
    fs::read_to_string(repository(TWO_CALLS)).expect("it is there")
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
