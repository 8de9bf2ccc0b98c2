use std::{fmt, process::ExitCode};

/// What the process says when it ends: a contract with scripts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    /// Everything was as expected.
    AsExpected = 0,
    /// Cases failed or were errored, or `--strict` found steps that were not done.
    CasesFailed = 1,
    /// The command line or a scenario is wrong. (clap uses the same number.)
    Usage = 2,
    /// The environment does not allow it: a taken port, a file that cannot be written.
    Environment = 3,
    /// No case was selected.
    NothingSelected = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error of the environment rather than of the user's files or words.
#[derive(Debug)]
pub(crate) struct EnvironmentError(pub(crate) String);

impl fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EnvironmentError {}

/// Returns the exit of an error that ended the process.
pub(crate) fn of(error: &anyhow::Error) -> Exit {
    if error.chain().any(|cause| cause.is::<EnvironmentError>()) {
        Exit::Environment
    } else {
        Exit::Usage
    }
}
