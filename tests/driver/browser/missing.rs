//! No browser, no page, or a page that nobody hears of.

use std::{fs, time::Duration};

use ctimock_runner::Patience;

use super::stage::{DRIVER, PAGE};
use crate::{
    driver::stage::{Run, TWO_CALLS},
    program::{Program, Said, repository},
};

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

fn run_page(program: &Program, files: &[&str]) -> Said {
    let mut args = vec!["run", "--client", "browser:page.html"];
    args.extend(files);
    program.run(&args)
}

fn two_calls() -> String {
    fs::read_to_string(repository(TWO_CALLS)).expect("it is there")
}
