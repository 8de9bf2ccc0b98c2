use anyhow::bail;

use crate::{packages, step};

/// Sets up what the sample clients' tests need: the package of the Node sample. The one for Python
/// needs nothing but the interpreter.
pub(crate) fn set_up() -> anyhow::Result<()> {
    let is_new = "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)";
    wants("node", &["-e", is_new], "Node.js 20 or newer")?;
    let is_new = "import sys; sys.exit(sys.version_info < (3, 11))";
    wants("python3", &["-c", is_new], "Python 3.11 or newer")?;
    packages::set_up("fixtures/clients/wellclient-node")
}

fn wants(program: &str, check: &[&str], what: &str) -> anyhow::Result<()> {
    if !step::answers(program, check) {
        bail!("the sample clients want {what} as `{program}`, and there was none");
    }
    Ok(())
}
