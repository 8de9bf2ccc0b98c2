use std::{
    io::{IsTerminal, stderr},
    path::PathBuf,
};

use anyhow::Context;
use ctimock_scenario::{Colour, Diagnostics, Scenario, load};

use crate::{disk, vendors};

/// Scenarios that were read, and how many problems there were in the files.
pub(crate) struct Loaded {
    pub(crate) scenarios: Vec<Scenario>,
    pub(crate) files: usize,
    pub(crate) problems: usize,
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
