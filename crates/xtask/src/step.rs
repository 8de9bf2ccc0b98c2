use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Runs a program and shows what it says.
pub(crate) fn run(program: &str, args: &[&str]) -> anyhow::Result<()> {
    eprintln!("$ {program} {}", args.join(" "));
    let status = Command::new(program)
        .args(args)
        .status()
        .with_context(|| format!("`{program}` does not start"))?;
    if !status.success() {
        bail!("`{program} {}` ended with {status}", args.join(" "));
    }
    Ok(())
}

/// Returns what a program prints.
pub(crate) fn output(program: &str, args: &[&str]) -> anyhow::Result<String> {
    eprintln!("$ {program} {}", args.join(" "));
    let output = Command::new(program)
        .args(args)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{program}` does not start"))?;
    if !output.status.success() {
        bail!(
            "`{program} {}` ended with {}",
            args.join(" "),
            output.status
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{program}` printed no text"))
}

/// Returns whether a program is there and answers.
pub(crate) fn answers(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
