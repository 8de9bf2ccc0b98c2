//! Pages on the drop-in SDK, in a real Chromium: `browser/` has the tests, which Node's runner runs.

use std::{path::Path, process::Command};

use crate::{program::repository, workspace::files};

#[test]
fn the_samples_of_the_manual_run_in_a_browser() {
    assert_passes("manual.test.mjs");
}

#[test]
fn a_page_goes_on_after_reloads_losses_and_other_pages() {
    assert_passes("pages.test.mjs");
}

#[test]
fn the_call_bar_works_in_a_browser() {
    assert_passes("call-bar.test.mjs");
}

#[test]
fn what_the_vendors_client_is_made_of_runs_against_the_server() {
    assert_passes("vendor/main.test.mjs");
}

#[test]
fn the_lock_file_of_the_browser_tests_names_no_registry() {
    let naming: Vec<String> = files("tests/browser", "browser/package-lock.json")
        .into_iter()
        .filter(|(_, text)| text.contains("\"resolved\""))
        .map(|(path, _)| path)
        .collect();

    assert_eq!(naming, Vec::<String>::new());
}

/// Runs a file of tests; what it says is shown if one fails.
fn assert_passes(file: &str) {
    let folder = repository("tests/browser");
    assert!(
        Path::new(&folder)
            .join("node_modules/playwright-core")
            .exists(),
        "`cargo xtask test` installs what the browser tests need"
    );

    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec", file])
        .current_dir(folder)
        .env("CTIMOCK", env!("CARGO_BIN_EXE_ctimock"))
        .env("CTIMOCK_PICTURES", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("CTIMOCK_TOKEN")
        .output()
        .expect("node starts");

    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("ℹ fail 0"), "{said}");
}
