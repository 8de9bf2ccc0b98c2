use std::path::Path;

use crate::{Contracts, Diagnostic, Diagnostics, Files, Scenario};

/// Reads a scenario file, and everything that it includes.
///
/// The result is one scenario, or with `matrix` one for each of its rows; a file with only `given` (a
/// world) is one scenario with no steps.
///
/// # Errors
/// All that is wrong in the file and in what it includes.
pub fn load(
    path: &Path,
    files: &dyn Files,
    contracts: &Contracts,
) -> Result<Vec<Scenario>, Diagnostics> {
    let _ = contracts;
    let outcome = files.read(path);
    let title = match outcome {
        Ok(_) => format!("nothing in `{}` is understood", path.display()),
        Err(error) => format!("cannot read `{}`: {error}", path.display()),
    };
    Err(Diagnostics::sorted(vec![Diagnostic::nowhere(
        "unreadable",
        title,
    )]))
}
