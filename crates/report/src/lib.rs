//! Writes what happens in a run: for people, for machines, for later.
//!
//! A [`Reporter`] is fed [`RunEvent`](ctimock_conformance::RunEvent)s, live or read from a file by
//! [`read_jsonl`], and writes the same either way. Nothing here judges, opens a file or asks for the
//! time: what a report says stands in the events.

mod coverage;
mod explain;
mod jsonl;
mod junit;
mod ladder;
mod report_error;
mod reporter;
mod tee;
mod terminal;
mod text;

#[cfg(test)]
mod samples;

pub use coverage::table::coverage_text;
pub use jsonl::reader::{RecordedRun, read_jsonl};
pub use jsonl::writer::JsonLines;
pub use junit::writer::JUnit;
pub use ladder::drawing::ladder_text;
pub use report_error::ReportError;
pub use reporter::Reporter;
pub use tee::Tee;
pub use terminal::options::{Bar, Colour, Listing, TerminalOptions};
pub use terminal::writer::Terminal;
