use std::{fmt, ops::Range, path::PathBuf, sync::Arc};

/// A file of the scenario language, as it was read.
#[derive(Debug, Eq, PartialEq)]
pub struct SourceFile {
    /// As the user named it; also what reports show.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Where in a file something stands.
#[derive(Clone, Eq, PartialEq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes.
    pub span: Range<usize>,
}

impl Place {
    /// Returns the line and column at which it begins, both from 1; columns count characters.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let start = self.span.start.min(self.file.text.len());
        let before = &self.file.text.as_bytes()[..start];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column_start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(&before[column_start..])
            .chars()
            .count()
            + 1;
        (line, column)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_and_column();
        write!(f, "{}:{line}:{column}", self.file.path.display())
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}
