use std::{
    fs::File,
    io::{BufWriter, IsTerminal, stderr, stdout},
    path::Path,
};

use ctimock_report::{Bar, Colour, JUnit, JsonLines, Listing, Tee, Terminal, TerminalOptions};

use crate::{args, exit::EnvironmentError};

/// Returns the reporters that the command line asks for: the terminal, and files.
pub(crate) fn reporters(
    reports: &args::Reports,
    jsonl: Option<&Path>,
) -> anyhow::Result<Tee<'static>> {
    let mut tee = Tee::new().with(Terminal::new(stdout(), terminal(reports)));
    if let Some(path) = &reports.junit {
        tee = tee.with(JUnit::new(BufWriter::new(create(path)?)));
    }
    if let Some(path) = jsonl {
        tee = tee.with(JsonLines::new(create(path)?));
    }
    Ok(tee)
}

fn terminal(reports: &args::Reports) -> TerminalOptions {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    TerminalOptions {
        colour: if stdout().is_terminal() && !plain {
            Colour::On
        } else {
            Colour::Off
        },
        bar: if stderr().is_terminal() {
            Bar::On
        } else {
            Bar::Off
        },
        listing: if reports.quiet {
            Listing::NotPassed
        } else {
            Listing::EveryCase
        },
        ..TerminalOptions::default()
    }
}

fn create(path: &Path) -> anyhow::Result<File> {
    File::create(path).map_err(|error| {
        EnvironmentError(format!("cannot write `{}`: {error}", path.display())).into()
    })
}
