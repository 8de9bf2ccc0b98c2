use crate::{Diagnostic, Diagnostics};

/// Where everything that is wrong is collected: lowering goes on after each.
#[derive(Debug, Default)]
pub(crate) struct Report {
    found: Vec<Diagnostic>,
}

impl Report {
    /// Adds what is wrong.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds what is wrong, and gives nothing: for `return report.refuse(…)`.
    pub(crate) fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.add(diagnostic);
        None
    }

    /// Takes out what was found from here on.
    pub(crate) fn take(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found)
    }

    /// Returns what was made, if nothing is wrong.
    pub(crate) fn finish<T>(self, made: Option<T>) -> Result<T, Diagnostics> {
        match made {
            Some(made) if self.found.is_empty() => Ok(made),
            _ => Err(Diagnostics::sorted(self.found)),
        }
    }
}
