//! The known field problems of the vendors: their table, and how they are selected.

use std::{env, fs};

use crate::program::{PASSES, Program, repository};

/// `CTIMOCK_RECORD=1` writes the page.
#[test]
fn the_page_of_wellclient_s_problems_is_what_the_program_prints() {
    let page = repository("crates/vendors/wellclient/PROBLEMS.md");
    let scenarios = repository("scenarios");

    let said = Program::new("problems").run(&["problems", "--vendor", "wellclient", &scenarios]);

    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    if env::var_os("CTIMOCK_RECORD").is_some() {
        fs::write(&page, &said.out).expect("the page can be written");
    }
    let page = fs::read_to_string(&page).expect("the page can be read");
    assert!(
        said.out == page,
        "PROBLEMS.md is not what `ctimock problems` prints; `CTIMOCK_RECORD=1` writes it"
    );
}

/// Dossier §18 has 28.
#[test]
fn every_problem_of_wellclient_is_simulated_and_says_what_a_robust_client_does() {
    let contract = ctimock_wellclient::contract();

    let numbers: Vec<String> = (1..=28).map(|number| format!("F{number}")).collect();
    let mut known: Vec<&String> = contract.problems.keys().collect();
    known.sort_by_key(|name| name[1..].parse::<u32>().expect("F and a number"));
    let silent: Vec<&String> = contract
        .problems
        .iter()
        .filter(|(_, problem)| problem.provoked.is_empty() || problem.robust.is_empty())
        .map(|(name, _)| name)
        .collect();

    assert_eq!(known, numbers.iter().collect::<Vec<_>>());
    assert_eq!(silent, Vec::<&String>::new());
}

#[test]
fn every_problem_in_the_table_names_a_scenario_of_its_own_number() {
    let scenarios = repository("scenarios/wellclient/problems");
    let said = Program::new("problems").run(&["problems", &scenarios]);

    let rows = said.out.lines().filter(|line| line.starts_with("| `F"));
    let lone: Vec<&str> = rows
        .filter(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
            let name = cells[0].trim().trim_matches('`');
            let number = name.split('.').next().unwrap_or(name);
            let number: u32 = number[1..].parse().expect("F and a number");
            let begins = format!("`f{number:02}-");
            cells[4].trim().is_empty()
                || !cells[4]
                    .split(", ")
                    .all(|stem| stem.trim().starts_with(&begins))
        })
        .collect();

    assert_eq!(lone, Vec::<&str>::new());
}

#[test]
fn without_scenarios_the_table_names_none() {
    let said = Program::new("problems").run(&["problems"]);

    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let f11 = said.out.lines().find(|line| line.starts_with("| `F11` |"));
    let f11 = f11.expect("there is a row for F11");
    assert!(f11.contains("|  | §18: "), "{f11}");
}

#[test]
fn an_unknown_vendor_has_no_problems() {
    let said = Program::new("problems").run(&["problems", "--vendor", "wellclint"]);

    assert_eq!(
        (said.code, said.out.as_str(), said.err.as_str()),
        (
            Some(2),
            "",
            "error: unknown vendor `wellclint`; there is `wellclient`\n"
        )
    );
}

#[test]
fn a_problem_of_the_command_line_strikes_a_scenario_that_names_none() {
    let program = Program::new("problem");
    program.file("login.yaml", PASSES);

    let well = program.run(&["run", "login.yaml"]);
    let ill = program.run(&["run", "login.yaml", "--problem", "wellclient.F9"]);

    assert_eq!(
        (well.code, well.last_line()),
        (Some(0), "1 passed, 0 failed")
    );
    assert_eq!((ill.code, ill.last_line()), (Some(1), "0 passed, 1 failed"));
    assert!(ill.out.contains("451"), "{}", ill.out);
}

#[test]
fn a_problem_that_is_none_ends_the_program_with_the_nearest_name() {
    let program = Program::new("problem");
    program.file("login.yaml", PASSES);
    for command in ["serve", "run"] {
        let said = program.run(&[command, "login.yaml", "--problem", "wellclient.F99"]);

        assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
        assert!(
            said.err.starts_with(
                "error: `--problem wellclient.F99`: unknown problem `F99` of vendor `wellclient`; \
                 did you mean `F"
            ),
            "{}",
            said.err
        );
    }
}

#[test]
fn a_way_that_is_none_ends_the_program_with_the_nearest_way() {
    let said = Program::new("problem").run(&["serve", "--problem", "wellclient.F25.no_corse"]);

    assert_eq!(
        (said.code, said.err.as_str()),
        (
            Some(2),
            "error: `--problem wellclient.F25.no_corse`: unknown problem `F25.no_corse` of vendor \
             `wellclient`; did you mean `F25.no_cors`?\n"
        )
    );
}
