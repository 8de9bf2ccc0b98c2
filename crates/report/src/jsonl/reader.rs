use std::io::BufRead;

use ctimock_conformance::RunEvent;
use serde_json::Value;

use crate::{ReportError, text::columns::clip, text::plain::plain};

/// The version of the format that this reader knows.
const FORMAT: u64 = 1;

/// How much of a line an error shows, in columns.
const SHOWN: usize = 60;

/// A run that was read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedRun {
    /// What happened, in order, beginning with `run_started`.
    pub events: Vec<RunEvent>,
    /// What a reader of a report from it has to know: that it ends early.
    pub warnings: Vec<String>,
}

impl RecordedRun {
    /// Returns whether the run told its end. One that did not says nothing about the cases that are
    /// missing.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        matches!(self.events.last(), Some(RunEvent::RunFinished { .. }))
    }
}

/// Reads a run that [`JsonLines`](crate::JsonLines) wrote; `&[u8]` (`text.as_bytes()`) will do.
///
/// A file whose writer was killed is a run that ends early: half of a last line, or no `run_finished`,
/// is a warning.
///
/// # Errors
///
/// When the file cannot be read, is of another format version, or a line is not the event that has
/// to stand there.
pub fn read_jsonl(mut from: impl BufRead) -> Result<RecordedRun, ReportError> {
    let mut run = RecordedRun {
        events: Vec::new(),
        warnings: Vec::new(),
    };
    let mut bytes = Vec::new();
    let mut line = 0;
    loop {
        line += 1;
        bytes.clear();
        let read = from
            .read_until(b'\n', &mut bytes)
            .map_err(|source| ReportError::Read { line, source })?;
        if read == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let Some(event) = parse(&bytes, line, run.events.is_empty())? else {
            run.warnings.push(format!(
                "line {line} is half written and was left out: the run was ended in the middle of it"
            ));
            break;
        };
        expect_order(&run.events, &event, line)?;
        run.events.push(event);
    }

    if run.events.is_empty() {
        return Err(ReportError::Line {
            line: 1,
            wanted: "a run that begins with `run_started`".to_owned(),
            found: "nothing".to_owned(),
        });
    }
    if !run.is_finished() {
        run.warnings
            .push("the recorded run has no end: it was killed, or is still running".to_owned());
    }
    Ok(run)
}

/// Reads a line; `None` if it is the beginning of one.
fn parse(bytes: &[u8], line: usize, first: bool) -> Result<Option<RunEvent>, ReportError> {
    let found = |why: String| ReportError::Line {
        line,
        wanted: "a run event".to_owned(),
        found: format!("`{}` ({why})", shown(bytes)),
    };

    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) if error.is_eof() && !bytes.ends_with(b"\n") => return Ok(None),
        Err(error) => return Err(found(reason(&error))),
    };
    if first {
        expect_format(&value, line)?;
    }
    match serde_json::from_slice(bytes) {
        Ok(event) => Ok(Some(event)),
        Err(error) => Err(found(reason(&error))),
    }
}

/// Looks at the version before the fields, which another version may have changed.
fn expect_format(value: &Value, line: usize) -> Result<(), ReportError> {
    let Some(format) = value
        .get("run_started")
        .and_then(|started| started.get("format"))
    else {
        return Ok(());
    };
    if format.as_u64() == Some(FORMAT) {
        return Ok(());
    }
    Err(ReportError::Line {
        line,
        wanted: format!("format {FORMAT} of run events"),
        found: format!("format {format}"),
    })
}

fn expect_order(before: &[RunEvent], event: &RunEvent, line: usize) -> Result<(), ReportError> {
    let wanted = match (before.last(), event) {
        (None, RunEvent::RunStarted { .. }) => return Ok(()),
        (None, _) => "`run_started` first",
        (Some(RunEvent::RunFinished { .. }), _) => "nothing after `run_finished`",
        (Some(_), RunEvent::RunStarted { .. }) => "one run in a file",
        (Some(_), _) => return Ok(()),
    };
    Err(ReportError::Line {
        line,
        wanted: wanted.to_owned(),
        found: format!("`{}`", kind(event)),
    })
}

const fn kind(event: &RunEvent) -> &'static str {
    match event {
        RunEvent::RunStarted { .. } => "run_started",
        RunEvent::CaseStarted { .. } => "case_started",
        RunEvent::CaseFinished(_) => "case_finished",
        RunEvent::RunFinished { .. } => "run_finished",
    }
}

fn shown(bytes: &[u8]) -> String {
    clip(&plain(String::from_utf8_lossy(bytes).trim_end()), SHOWN)
}

/// Says what the parser said, without its line, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let Some((what, _)) = said.rsplit_once(" at line ") else {
        return said;
    };
    format!("{what} at column {}", error.column())
}

#[cfg(test)]
mod tests;
