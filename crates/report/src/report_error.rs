use std::{fmt, io};

use thiserror::Error;

/// Why a report could not be written, or a recorded run not be read.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The place to write to does not take it: a full disk, a closed pipe.
    #[error("the {report} could not be written: {source}")]
    Write {
        /// Which report: `JUnit report`.
        report: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The file of a recorded run cannot be read.
    #[error("line {line} of the recorded run could not be read: {source}")]
    Read {
        /// The line, from 1.
        line: usize,
        /// What the system said.
        source: io::Error,
    },
    /// A line of a recorded run is not what it has to be.
    #[error("line {line}: wanted {wanted}, and there was {found}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What was wanted.
        wanted: String,
        /// What was there.
        found: String,
    },
    /// Several reports could not be written.
    #[error("{}", Listed(.0))]
    Several(Vec<Self>),
}

impl ReportError {
    /// Returns the errors that this one stands for, each alone.
    #[must_use]
    pub fn each(&self) -> Vec<&Self> {
        match self {
            Self::Several(errors) => errors.iter().flat_map(Self::each).collect(),
            Self::Write { .. } | Self::Read { .. } | Self::Line { .. } => vec![self],
        }
    }
}

struct Listed<'a>(&'a [ReportError]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}
