use std::env;

use anyhow::{Context, bail};

use crate::{packages, step};

/// The names under which Chromium is looked for on the path.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Sets up what the browser tests need: their package, and a Chromium.
pub(crate) fn set_up() -> anyhow::Result<()> {
    packages::set_up("tests/browser")?;
    if let Ok(chosen) = env::var("CHROMIUM") {
        if !is_browser(&chosen) {
            bail!("`CHROMIUM` is `{chosen}`, and that does not answer `--version`");
        }
        return Ok(());
    }
    if has_browser() {
        return Ok(());
    }
    install()?;
    if !has_browser() {
        bail!(
            "the package `chromium` is installed, and {}",
            none_answers()
        );
    }
    Ok(())
}

/// Installs Debian's package, where that is possible.
fn install() -> anyhow::Result<()> {
    let wanted = "set `CHROMIUM` to its path, or install the package `chromium`";
    let none = none_answers();
    if !step::answers("apt-get", &["--version"]) {
        bail!("the browser tests want Chromium, and {none}, nor is there an `apt-get`: {wanted}");
    }
    if step::output("id", &["-u"])?.trim() != "0" {
        bail!("the browser tests want Chromium, and {none}; only root may install it: {wanted}");
    }
    step::run("apt-get", &["update", "--quiet"])
        .and_then(|()| {
            let asks_nothing = "DEBIAN_FRONTEND=noninteractive";
            let install = ["apt-get", "install", "--yes", "--no-install-recommends"];
            step::run(
                "env",
                &[&[asks_nothing], &install[..], &["chromium"]].concat(),
            )
        })
        .with_context(|| format!("the browser tests want Chromium, and {none}: {wanted}"))
}

fn has_browser() -> bool {
    NAMES.into_iter().any(is_browser)
}

fn is_browser(program: &str) -> bool {
    step::answers(program, &["--version"])
}

fn none_answers() -> String {
    format!("none of `{}` answers", NAMES.join("`, `"))
}
