use std::fmt;

use ctimock_conformance::RunEvent;

use crate::{ReportError, Reporter};

/// Feeds several reporters, so that one that fails takes nothing from the others.
///
/// A reporter that failed is fed no more (a report with a hole in it misleads), and its error waits
/// for [`finish`](Reporter::finish), which returns every error. `event` itself never fails, so that a
/// full disk under one report does not end the run under the others.
#[derive(Default)]
pub struct Tee<'a> {
    fed: Vec<Box<dyn Reporter + 'a>>,
    errors: Vec<ReportError>,
}

impl<'a> Tee<'a> {
    /// Returns a tee that feeds nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a reporter; they are fed in the order in which they were added.
    #[must_use]
    pub fn with(mut self, reporter: impl Reporter + 'a) -> Self {
        self.push(Box::new(reporter));
        self
    }

    /// Adds a reporter that is boxed already.
    pub fn push(&mut self, reporter: Box<dyn Reporter + 'a>) {
        self.fed.push(reporter);
    }

    /// Returns the errors so far, in the order in which they came.
    #[must_use]
    pub fn errors(&self) -> &[ReportError] {
        &self.errors
    }
}

impl Reporter for Tee<'_> {
    fn event(&mut self, event: &RunEvent) -> Result<(), ReportError> {
        let errors = &mut self.errors;
        self.fed.retain_mut(|reporter| {
            let failed = reporter.event(event).err();
            let keeps = failed.is_none();
            errors.extend(failed);
            keeps
        });
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        for mut reporter in self.fed.drain(..) {
            self.errors.extend(reporter.finish().err());
        }
        match self.errors.pop() {
            None => Ok(()),
            Some(only) if self.errors.is_empty() => Err(only),
            Some(last) => {
                let mut errors = std::mem::take(&mut self.errors);
                errors.push(last);
                Err(ReportError::Several(errors))
            }
        }
    }
}

impl fmt::Debug for Tee<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tee")
            .field("fed", &self.fed.len())
            .field("errors", &self.errors)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::*;
    use crate::{JsonLines, samples};

    #[test]
    fn a_reporter_that_fails_takes_nothing_from_the_others() {
        let events = samples::small_run();
        let mut kept = Vec::new();
        let mut tee = Tee::new()
            .with(JsonLines::new(Full))
            .with(JsonLines::new(&mut kept));

        for event in &events {
            tee.event(event).unwrap();
        }
        let failed = tee.finish();
        drop(tee);

        assert!(failed.is_err());
        assert_eq!(
            kept.iter().filter(|byte| **byte == b'\n').count(),
            events.len()
        );
    }

    #[test]
    fn every_reporter_that_failed_is_named_once() {
        let mut tee = Tee::new()
            .with(JsonLines::new(Full))
            .with(JsonLines::new(Full));

        for event in &samples::small_run() {
            tee.event(event).unwrap();
        }
        let failed = tee.finish().unwrap_err();

        assert_eq!(
            failed
                .each()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            ["the JSON lines could not be written: disk full"; 2]
        );
        assert_eq!(
            failed.to_string(),
            "the JSON lines could not be written: disk full; \
             the JSON lines could not be written: disk full"
        );
    }

    #[test]
    fn an_error_can_be_seen_before_the_run_is_over() {
        let mut tee = Tee::new().with(JsonLines::new(Full));

        tee.event(&samples::small_run()[0]).unwrap();

        assert_eq!(tee.errors().len(), 1);
    }

    #[test]
    fn a_tee_without_reporters_has_nothing_to_complain_about() {
        let mut tee = Tee::new();

        tee.event(&samples::small_run()[0]).unwrap();

        assert!(tee.finish().is_ok());
    }

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("disk full"))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}
