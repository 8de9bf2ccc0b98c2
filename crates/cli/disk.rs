use std::{
    fs, io,
    path::{Path, PathBuf},
};

use ctimock_scenario::{Files, FilesError};

/// The file system, for the scenario loader.
#[derive(Debug)]
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<String, FilesError> {
        let bytes = fs::read(path).map_err(|error| FilesError(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            FilesError(format!(
                "byte {at} is no UTF-8, and scenarios are saved as UTF-8"
            ))
        })
    }
}

/// Returns the scenario files that the paths name, each once, folders in the order of their names.
/// Within folders, what begins with `_` or `.` is left out: parts for `include`.
///
/// # Errors
/// A path that does not exist or cannot be read.
pub(crate) fn scenario_files(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        let kind = fs::metadata(path).map_err(|error| named(path, &error))?;
        if kind.is_dir() {
            walk(path, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    let mut once = Vec::with_capacity(found.len());
    for path in found {
        if !once.contains(&path) {
            once.push(path);
        }
    }
    Ok(once)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect()
        })
        .map_err(|error| named(folder, &error))?;
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(['_', '.']) {
            continue;
        }
        if entry.is_dir() {
            walk(&entry, found)?;
        } else if entry
            .extension()
            .is_some_and(|end| end == "yaml" || end == "yml")
        {
            found.push(entry);
        }
    }
    Ok(())
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("cannot read `{}`: {error}", path.display()),
    )
}
