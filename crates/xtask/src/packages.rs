use std::{fs, path::Path, time::SystemTime};

use anyhow::Context;

use crate::step;

/// Installs what the lock file of a Node.js package asks for, unless that has been done.
pub(crate) fn set_up(package: &str) -> anyhow::Result<()> {
    if !is_installed(Path::new(package))? {
        let options = ["ci", "--no-audit", "--no-fund", "--prefix", package];
        step::run("npm", &options)?;
    }
    Ok(())
}

fn is_installed(package: &Path) -> anyhow::Result<bool> {
    let lock = package.join("package-lock.json");
    let wanted = changed(&lock).with_context(|| format!("`{}` is missing", lock.display()))?;
    // npm writes this file last.
    let installed = changed(&package.join("node_modules/.package-lock.json"));
    Ok(installed.is_some_and(|installed| installed >= wanted))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}
