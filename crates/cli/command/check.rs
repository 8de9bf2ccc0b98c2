use std::io::{Write, stdout};

use crate::{args, command::scenarios, exit::Exit};

/// Reads scenario files and reports every problem.
pub(crate) fn perform(args: &args::Check) -> anyhow::Result<Exit> {
    let loaded = scenarios::read(&args.paths)?;
    if loaded.problems > 0 {
        eprintln!(
            "{} in {}",
            count(loaded.problems, "problem"),
            count(loaded.files, "file")
        );
        return Ok(Exit::Usage);
    }
    if loaded.files == 0 {
        eprintln!("error: there are no scenario files here");
        return Ok(Exit::NothingSelected);
    }
    let cases = loaded
        .scenarios
        .iter()
        .filter(|scenario| !scenario.is_world())
        .count();
    let (files, cases) = (count(loaded.files, "file"), count(cases, "case"));
    writeln!(stdout(), "{files}, {cases}, no problems")?;
    Ok(Exit::AsExpected)
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
