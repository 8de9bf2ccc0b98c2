use ctimock_conformance::RunEvent;

use crate::ReportError;

/// Writes a run as it happens.
pub trait Reporter {
    /// Takes the next event of the run.
    ///
    /// # Errors
    ///
    /// When the report cannot be written; what was written so far stays.
    fn event(&mut self, event: &RunEvent) -> Result<(), ReportError>;

    /// Ends the report. A run that never told its end (it was killed) is reported as interrupted.
    /// Must be called once, after the last event.
    ///
    /// # Errors
    ///
    /// When the report cannot be written.
    fn finish(&mut self) -> Result<(), ReportError>;
}
