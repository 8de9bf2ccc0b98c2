use crate::{browser, samples, step};

/// Sets up what is missing, and passes all tests, with the faster runner if this machine has it.
pub(crate) fn perform() -> anyhow::Result<()> {
    samples::set_up()?;
    browser::set_up()?;
    // The integration tests start the program itself, so it must be of this state of the sources.
    step::run("cargo", &["build", "--quiet", "--bin", "ctimock"])?;
    if step::answers("cargo", &["nextest", "--version"]) {
        step::run(
            "cargo",
            &["nextest", "run", "--workspace", "--no-fail-fast"],
        )
    } else {
        step::run(
            "cargo",
            &["test", "--quiet", "--workspace", "--no-fail-fast"],
        )
    }
}
