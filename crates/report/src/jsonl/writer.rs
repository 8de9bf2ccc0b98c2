use std::io::Write;

use ctimock_conformance::RunEvent;

use crate::{ReportError, Reporter};

/// Writes each event as a line of JSON, whole and at once, so that a run that is killed leaves all
/// lines but perhaps half of the last.
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
}

impl<W: Write> JsonLines<W> {
    /// Returns the writer. `out` need not be buffered: each event is one write.
    pub const fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> Reporter for JsonLines<W> {
    fn event(&mut self, event: &RunEvent) -> Result<(), ReportError> {
        let mut line = serde_json::to_vec(event).expect("run events have string keys only");
        line.push(b'\n');
        self.out.write_all(&line).map_err(not_written)
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.out.flush().map_err(not_written)
    }
}

fn not_written(source: std::io::Error) -> ReportError {
    ReportError::Write {
        report: "JSON lines",
        source,
    }
}
