use std::{
    fs::File,
    io::{BufWriter, ErrorKind, IsTerminal, stderr, stdout},
    path::Path,
};

use ctimock_report::{
    Bar, Colour, JUnit, JsonLines, Listing, ReportError, Reporter, Tee, Terminal, TerminalOptions,
};

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

/// Finishes all reports. A reader that has seen enough (`ctimock run | head`) is no failure: what the
/// run came to decides.
///
/// # Errors
/// Reports that could not be written.
pub(crate) fn finish(mut tee: Tee<'_>) -> Result<(), EnvironmentError> {
    let Err(error) = tee.finish() else {
        return Ok(());
    };
    let unwritten: Vec<String> = error
        .each()
        .into_iter()
        .filter(|error| !has_lost_its_reader(error))
        .map(ToString::to_string)
        .collect();
    if unwritten.is_empty() {
        return Ok(());
    }
    Err(EnvironmentError(unwritten.join("; ")))
}

fn has_lost_its_reader(error: &ReportError) -> bool {
    matches!(error, ReportError::Write { source, .. } if source.kind() == ErrorKind::BrokenPipe)
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
