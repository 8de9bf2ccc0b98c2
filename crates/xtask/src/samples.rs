use std::{fs, path::Path, time::SystemTime};

use anyhow::{Context, bail};

use crate::step;

const NODE_SAMPLE: &str = "fixtures/clients/wellclient-node";

/// Sets up what the sample clients' tests need: the package of the Node sample. The one for Python
/// needs nothing but the interpreter.
pub(crate) fn set_up() -> anyhow::Result<()> {
    let is_new = "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)";
    wants("node", &["-e", is_new], "Node.js 20 or newer")?;
    let is_new = "import sys; sys.exit(sys.version_info < (3, 11))";
    wants("python3", &["-c", is_new], "Python 3.11 or newer")?;
    if !is_installed(Path::new(NODE_SAMPLE))? {
        let options = ["ci", "--no-audit", "--no-fund", "--prefix", NODE_SAMPLE];
        step::run("npm", &options)?;
    }
    Ok(())
}

fn wants(program: &str, check: &[&str], what: &str) -> anyhow::Result<()> {
    if !step::answers(program, check) {
        bail!("the sample clients want {what} as `{program}`, and there was none");
    }
    Ok(())
}

/// Returns whether npm has installed what the lock file asks for.
fn is_installed(sample: &Path) -> anyhow::Result<bool> {
    let lock = sample.join("package-lock.json");
    let wanted = changed(&lock).with_context(|| format!("`{}` is missing", lock.display()))?;
    // npm writes this file last.
    let installed = changed(&sample.join("node_modules/.package-lock.json"));
    Ok(installed.is_some_and(|installed| installed >= wanted))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}
