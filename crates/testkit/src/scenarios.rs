use std::path::Path;

use ctimock_mock::Vendor;
use ctimock_scenario::{Colour, Contracts, Diagnostics, Files, FilesError, Scenario, load};

/// One file in memory.
struct OneFile<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Files for OneFile<'_> {
    fn read(&self, path: &Path) -> Result<String, FilesError> {
        if path == self.path {
            Ok(self.text.to_owned())
        } else {
            let only = self.path.display();
            Err(FilesError(format!("there is only `{only}` in memory")))
        }
    }
}

/// Reads a scenario of one vendor from memory, as the file `scenario.yaml`: one for each row of its
/// matrix.
///
/// # Errors
/// All that is wrong in it.
pub fn read_scenarios(vendor: &Vendor, yaml: &str) -> Result<Vec<Scenario>, Diagnostics> {
    let file = OneFile {
        path: Path::new("scenario.yaml"),
        text: yaml,
    };
    load(file.path, &file, &Contracts::new([(vendor.contract)()]))
}

/// Reads the one scenario that a text is.
///
/// # Panics
/// If something is wrong in it (with the diagnostics), or it has several rows.
#[must_use]
pub fn scenario(vendor: &Vendor, yaml: &str) -> Scenario {
    let mut scenarios = read_scenarios(vendor, yaml).unwrap_or_else(|diagnostics| {
        panic!(
            "the scenario is wrong:\n{}",
            diagnostics.render(Colour::Never)
        )
    });
    assert_eq!(scenarios.len(), 1, "a scenario of one row");
    scenarios.remove(0)
}
