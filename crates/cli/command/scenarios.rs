use std::{
    io::{IsTerminal, stderr},
    path::PathBuf,
    sync::Arc,
};

use anyhow::{Context, bail};
use ctimock_runner::Case;
use ctimock_scenario::{Colour, Diagnostics, Scenario, load};

use crate::{disk, vendors};

/// Scenarios that were read, and how many problems there were in the files.
pub(crate) struct Loaded {
    pub(crate) scenarios: Vec<Scenario>,
    pub(crate) files: usize,
    pub(crate) problems: usize,
}

/// Returns the cases that the paths name and that `selects` wants; a world is no case. That there is none
/// is told on standard error.
///
/// # Errors
/// A file cannot be read, or has problems.
pub(crate) fn cases(
    paths: &[PathBuf],
    selects: impl Fn(&Scenario) -> bool,
) -> anyhow::Result<Vec<Case<'static>>> {
    let loaded = read(paths)?;
    if loaded.problems > 0 {
        bail!("nothing ran: a scenario with problems cannot mean anything");
    }
    let mut cases = Vec::new();
    for scenario in loaded.scenarios {
        if scenario.is_world() || !selects(&scenario) {
            continue;
        }
        let vendor = vendors::find(&scenario.vendor).context("checked scenarios have a vendor")?;
        cases.push((vendor, Arc::new(scenario)));
    }
    if cases.is_empty() {
        eprintln!("error: no case is selected");
    }
    Ok(cases)
}

/// Reads all scenarios that the paths name. Problems are shown on standard error, all of all files.
pub(crate) fn read(paths: &[PathBuf]) -> anyhow::Result<Loaded> {
    let contracts = vendors::contracts();
    let files = disk::scenario_files(paths).context("no scenarios can be read")?;
    let colour = if stderr().is_terminal() {
        Colour::Always
    } else {
        Colour::Never
    };
    let mut loaded = Loaded {
        scenarios: Vec::new(),
        files: files.len(),
        problems: 0,
    };
    let mut told = Diagnostics::default();
    for file in &files {
        match load(file, &disk::Disk, &contracts) {
            Ok(scenarios) => loaded.scenarios.extend(scenarios),
            Err(diagnostics) => {
                let new = told.add(diagnostics);
                if !new.is_empty() {
                    eprintln!("{}\n", new.render(colour));
                }
            }
        }
    }
    loaded.problems = told.len();
    Ok(loaded)
}
