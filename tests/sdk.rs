//! The drop-in SDK: the script that the server hands out, and the tests of its modules, which Node's
//! runner runs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use ctimock_dialect::Variant;

use crate::program::repository;

#[test]
fn the_modules_and_the_linked_script_pass_their_tests() {
    let scripts = linked("tested");

    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .current_dir(repository("crates/vendors/wellclient/sdk"))
        .env("WELLCLIENT_SCRIPTS", scripts)
        .output()
        .expect("node starts");

    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("ℹ fail 0"), "{said}");
    assert!(said.contains("ℹ skipped 0"), "{said}");
}

#[test]
fn the_linked_script_and_the_adapter_are_whole() {
    let scripts = linked("checked");
    let adapter = repository("crates/vendors/wellclient/sdk/adapter.js");

    let wrong: Vec<String> = [
        scripts.join("manual.cjs"),
        scripts.join("1.3.7.cjs"),
        PathBuf::from(adapter),
    ]
    .iter()
    .filter_map(|file| {
        let output = Command::new("node").arg("--check").arg(file).output();
        let output = output.expect("node starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (!output.status.success()).then_some(said)
    })
    .collect();

    assert_eq!(wrong, Vec::<String>::new());
}

/// Writes the script as each behaviour has it into a folder for one test, and returns that.
fn linked(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("wellclient-{test}"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    for behaviour in ["manual", "1.3.7"] {
        let contract = ctimock_wellclient::contract();
        let mut variant = Variant::default();
        variant
            .quirks
            .select(contract, "sdk_behaviour", behaviour)
            .expect("the contract has the quirk");
        let file = &ctimock_wellclient::SDK[0];
        assert_eq!(file.name, "wellclient.js");
        let script = (file.text)(&variant);
        fs::write(folder.join(format!("{behaviour}.cjs")), script).expect("a script is written");
    }
    folder
}
