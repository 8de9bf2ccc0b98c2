use super::clip;

/// A line that is none of the protocol.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("wanted {wanted}, and there was {found}: {line}")]
pub struct LineError {
    /// What the protocol has.
    pub wanted: String,
    /// What the client wrote.
    pub found: String,
    /// The line, clipped.
    pub line: String,
}

impl LineError {
    /// Returns the error of a line.
    #[must_use]
    pub fn new(wanted: impl Into<String>, found: impl Into<String>, line: &str) -> Self {
        Self {
            wanted: wanted.into(),
            found: found.into(),
            line: clip(line),
        }
    }
}
