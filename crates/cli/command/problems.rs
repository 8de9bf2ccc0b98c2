use std::{
    collections::BTreeMap,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

use anyhow::bail;
use ctimock_dialect::Contract;
use ctimock_mock::Vendor;
use ctimock_scenario::Scenario;

use crate::{args, command::scenarios, exit::Exit, vendors};

/// The stems of the scenarios that show a problem, by its name.
type Shown = BTreeMap<String, Vec<String>>;

/// Prints the field problems that the vendors can have, as Markdown.
pub(crate) fn perform(args: &args::Problems) -> anyhow::Result<Exit> {
    let wanted: Vec<&Vendor> = match &args.vendor {
        None => vendors::VENDORS.iter().collect(),
        Some(name) => match vendors::find(name) {
            Some(vendor) => vec![vendor],
            None => bail!("unknown vendor `{name}`; there is {}", vendors::names()),
        },
    };
    let loaded = scenarios::read(&paths(args))?;
    if loaded.problems > 0 {
        bail!("a scenario with problems shows nothing");
    }
    let tables: Vec<String> = wanted
        .into_iter()
        .map(|vendor| table((vendor.contract)(), &shown(vendor.name, &loaded.scenarios)))
        .collect();
    write!(stdout(), "{}", tables.join("\n"))?;
    Ok(Exit::AsExpected)
}

/// Without a path, the scenarios of this folder, if there are any.
fn paths(args: &args::Problems) -> Vec<PathBuf> {
    let usual = Path::new("scenarios");
    if args.paths.is_empty() && usual.is_dir() {
        vec![usual.to_owned()]
    } else {
        args.paths.clone()
    }
}

fn shown(vendor: &str, scenarios: &[Scenario]) -> Shown {
    let mut shown = Shown::new();
    for scenario in scenarios.iter().filter(|it| it.vendor == vendor) {
        let stem = scenario.file.path.file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy();
        for problem in scenario.variant.problems.iter() {
            let stems = shown.entry(problem.to_owned()).or_default();
            // Each row of a matrix is a scenario, and they stand side by side.
            if stems.last().is_none_or(|last| *last != stem) {
                stems.push(stem.clone().into_owned());
            }
        }
    }
    shown
}

fn table(contract: &Contract, shown: &Shown) -> String {
    let vendor = &contract.vendor;
    let mut lines = vec![
        format!("# Field problems of {vendor}"),
        String::new(),
        format!(
            "Printed by `ctimock problems --vendor {vendor}`. One is selected by its name: `problem: NAME` in a"
        ),
        format!(
            "scenario, `--problem {vendor}.NAME` with `serve` and `run`. A name with a dot is another way of the"
        ),
        "same problem.".to_owned(),
        String::new(),
        row(&[
            "name",
            "symptom",
            "how it is provoked",
            "what a robust client does, or what comes of it",
            "scenarios",
            "source",
        ]),
        row(&["---"; 6]),
    ];
    let mut problems: Vec<_> = contract.problems.iter().collect();
    problems.sort_by_key(|(name, _)| by_number(name));
    for (name, problem) in problems {
        let provoked = match problem.provoked.as_str() {
            "" => "not simulated",
            provoked => provoked,
        };
        lines.push(row(&[
            &code(name),
            &problem.symptom,
            provoked,
            &problem.robust,
            &stems(shown, name),
            &problem.source,
        ]));
        for (way, how) in &problem.ways {
            let name = format!("{name}.{way}");
            lines.push(row(&[&code(&name), "", how, "", &stems(shown, &name), ""]));
        }
    }
    lines.join("\n") + "\n"
}

/// `F9` stands before `F10`.
fn by_number(name: &str) -> (&str, u32, &str) {
    let digits = name.find(|letter: char| letter.is_ascii_digit());
    let (word, number) = name.split_at(digits.unwrap_or(name.len()));
    (word, number.parse().unwrap_or(u32::MAX), number)
}

fn stems(shown: &Shown, name: &str) -> String {
    let stems = shown.get(name).map_or(&[][..], Vec::as_slice);
    let stems: Vec<String> = stems.iter().map(|stem| code(stem)).collect();
    stems.join(", ")
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_by_their_numbers() {
        let mut names = ["F10", "F9", "slow_line", "F1"];
        names.sort_by_key(|name| by_number(name));

        assert_eq!(names, ["F1", "F9", "F10", "slow_line"]);
    }

    #[test]
    fn a_bar_in_a_cell_ends_no_column() {
        assert_eq!(row(&["a|b", ""]), "| a\\|b |  |");
    }
}
