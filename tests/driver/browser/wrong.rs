//! Pages that go wrong in the middle of a case.

use std::time::Duration;

use ctimock_conformance::{Blame, CaseReport, Verdict};
use ctimock_runner::Patience;

use super::stage::DRIVER;
use crate::{
    driver::stage::{Run, TWO_CALLS, seen},
    program::Program,
};

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
