//! Processes: one for many cases, a fresh one after an error, none that cannot be started.

use std::fs;

use ctimock_conformance::Verdict;
use ctimock_runner::Patience;

use super::stage::{Run, TWO_CALLS, play, right, wrong};
use crate::program::Program;

#[test]
fn one_process_plays_case_after_case_and_two_jobs_play_side_by_side() {
    let reports = play(&right(), TWO_CALLS, 12, 2).expect("the client starts");

    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    assert_eq!(verdicts, [Verdict::Passed; 12]);
}

#[test]
fn two_runs_with_one_seed_tell_the_app_the_same() {
    let run = Run {
        times: 3,
        jobs: 1,
        patience: Patience::default(),
        check_determinism: true,
    };

    let reports = run.play(&right(), TWO_CALLS).expect("the client starts");

    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    assert_eq!(verdicts, [Verdict::Passed; 3]);
}

#[test]
fn a_run_goes_on_with_a_fresh_process_after_a_crash() {
    let program = Program::new("fresh-process");
    program.file("crashes", "");
    let client = format!(
        "{} {}",
        wrong("crashes-once"),
        program.path("crashes").display()
    );

    let reports = play(&client, TWO_CALLS, 3, 1).expect("the client starts");

    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    assert_eq!(
        verdicts,
        [Verdict::Errored, Verdict::Passed, Verdict::Passed]
    );
}

#[test]
fn a_client_that_is_alone_in_its_process_has_one_for_each_client_of_the_scenario() {
    let scenario = "scenarios/wellclient/internal/answered.yaml";

    let reports = play(&wrong("one-client-each"), scenario, 2, 1).expect("the client starts");

    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    assert_eq!(verdicts, [Verdict::Passed; 2]);
}

#[test]
fn a_client_that_serves_one_case_has_a_fresh_process_for_the_next() {
    let reports = play(&wrong("one-case-each"), TWO_CALLS, 3, 1).expect("the client starts");

    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    assert_eq!(verdicts, [Verdict::Passed; 3]);
}

#[test]
fn a_missing_program_is_told_before_anything_runs() {
    let program = Program::new("missing-program");
    let scenario = fs::read_to_string(crate::program::repository(TWO_CALLS)).expect("it is there");
    program.file("two-calls.yaml", &scenario);

    let said = program.run(&[
        "run",
        "two-calls.yaml",
        "--client",
        "exec:./no-such-client --x",
    ]);

    assert_eq!(
        (said.code, said.out.as_str(), said.err.as_str()),
        (
            Some(3),
            "",
            "error: the client under test cannot begin: cannot start `./no-such-client --x`: No such \
             file or directory (os error 2)\n"
        )
    );
}

#[test]
fn a_client_that_cannot_introduce_itself_is_told_with_its_last_words() {
    let program = Program::new("no-introduction");
    let scenario = fs::read_to_string(crate::program::repository(TWO_CALLS)).expect("it is there");
    program.file("two-calls.yaml", &scenario);
    let client = r#"exec:python3 -c "raise SystemExit('no licence')""#;

    let said = program.run(&["run", "two-calls.yaml", "--client", client]);

    assert_eq!(
        (said.code, said.err.as_str()),
        (
            Some(3),
            "error: the client under test cannot begin: its process exited with status 1\n  standard \
             error of the client: no licence\n"
        )
    );
}
