use std::{env, fs};

use crate::program::{Program, repository};

/// Each of these scenarios is wrong in one place; a tester must see in seconds what the client did, what
/// was expected, and where in the file.
#[test]
fn a_wrong_field_is_shown_with_its_place_and_both_values() {
    check("wrong-field");
}

#[test]
fn events_in_another_order_are_shown_as_moved() {
    check("swapped");
}

#[test]
fn an_event_that_is_late_is_shown_with_the_bound_that_it_missed() {
    check("too-short");
}

#[test]
fn a_request_with_another_number_is_shown_beside_the_one_that_is_wanted() {
    check("another-request");
}

#[test]
fn what_a_party_cannot_do_is_an_error_of_the_scenario() {
    check("party-cannot");
}

#[test]
fn the_readme_shows_a_failure_as_it_is_printed() {
    let readme = fs::read_to_string(repository("README.md")).expect("there is a README");
    let block = readme.split("```\nfailed: ").nth(1);
    let block = block.and_then(|rest| rest.split("```").next());
    let shown = format!("failed: {}", block.expect("the README shows a failure"));
    let program = Program::new("readme");
    let args = [
        "run",
        "fixtures/clients/wrong/two-calls.yaml",
        "--client",
        "exec:python3 fixtures/clients/wrong/wrong.py loses-the-hang-up",
    ];

    let said = program.command(&args).current_dir(repository("")).output();

    let printed = String::from_utf8(said.expect("the program starts").stdout).expect("text");
    let printed: String = printed
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line)))
        .collect();
    assert!(
        printed.contains(&shown),
        "the README shows\n{shown}\nand printed is\n{printed}"
    );
}

/// Plays one of `fixtures/reports` and compares all that is printed, but for real times and the version.
fn check(name: &str) {
    let folder = repository("fixtures/reports");
    let scenario = format!("{name}.yaml");
    let text = fs::read_to_string(format!("{folder}/{scenario}")).expect("the scenario is there");
    let program = Program::new("report");
    program.file(&scenario, &text);

    let said = program.run(&["run", &scenario, "--seed", "1"]);

    assert_eq!((said.code, said.err.as_str()), (Some(1), ""));
    let printed = without_real_times(&said.out).replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let recorded = format!("{folder}/{name}.txt");
    if env::var_os(RECORD).is_some() {
        fs::write(&recorded, &printed).expect("the fixture can be written");
    }
    let wanted = fs::read_to_string(&recorded).unwrap_or_default();
    assert!(
        printed == wanted,
        "{scenario} prints something else than is recorded; if it is right, record it with\n    \
         {RECORD}=1 cargo nextest run -p ctimock-cli reports\nand read it\n\n\
         printed:\n{printed}\nrecorded:\n{wanted}"
    );
}

/// Replaces what the machine's clock says: `in    1.7 ms` at the end of a line.
fn without_real_times(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" in ") {
        Some((before, time)) if is_real_time(time) => format!("{before} in …\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn is_real_time(text: &str) -> bool {
    text.trim().split_once(' ').is_some_and(|(number, unit)| {
        number.parse::<f64>().is_ok() && ["ns", "µs", "ms", "s"].contains(&unit)
    })
}

/// Set to write what is printed in place of comparing with it.
const RECORD: &str = "CTIMOCK_RECORD";
