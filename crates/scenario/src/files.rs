use std::path::Path;

/// Where the text of scenarios and of what they include comes from.
pub trait Files {
    /// Returns the text of a file.
    ///
    /// # Errors
    /// Why it cannot be read, in words that fit after "cannot read `x`: ".
    fn read(&self, path: &Path) -> Result<String, FilesError>;
}

/// A file that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct FilesError(pub String);
