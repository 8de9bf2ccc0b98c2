use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// The layer of each crate; a crate imports only lower layers.
const LAYERS: &[(&str, u8)] = &[
    ("ctimock-time", 0),
    ("ctimock-switch", 0),
    ("ctimock-stomp", 0),
    ("ctimock-dialect", 1),
    ("ctimock-protocol", 1),
    ("ctimock-wellclient", 2),
    ("ctimock-scenario", 2),
    ("ctimock-mock", 3),
    ("ctimock-conformance", 3),
    ("ctimock-report", 3),
    ("ctimock-server", 4),
    ("ctimock-runner", 4),
    ("ctimock-cli", 5),
];

/// What may import its own layer.
const BESIDE: &[(&str, &str)] = &[
    ("ctimock-switch", "ctimock-time"),
    ("ctimock-stomp", "ctimock-time"),
    ("ctimock-conformance", "ctimock-mock"),
    ("ctimock-report", "ctimock-conformance"),
    ("ctimock-runner", "ctimock-server"),
];

/// What does I/O, or starts threads, or reads clocks: nothing below L4 may have it.
const SHELLS: &[&str] = &["tokio", "hyper", "tokio-tungstenite", "indicatif"];

/// The one exception, with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The progress bar is drawn by its library; the writer of everything else is handed in.
    ("ctimock-report", "indicatif"),
];

#[test]
fn every_crate_imports_only_lower_layers() {
    let layers: BTreeMap<&str, u8> = LAYERS.iter().copied().collect();
    let mut broken = Vec::new();
    for (package, dependencies) in dependencies() {
        let Some(layer) = layers.get(package.as_str()) else {
            continue;
        };
        for dependency in &dependencies {
            let lower = layers
                .get(dependency.as_str())
                .is_none_or(|below| below < layer);
            if !lower && !BESIDE.contains(&(&package, dependency)) {
                broken.push(format!("{package} must not depend on {dependency}"));
            }
        }
    }

    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn nothing_below_the_shells_does_io() {
    let below: Vec<&str> = LAYERS
        .iter()
        .filter(|(_, layer)| *layer < 4)
        .map(|(name, _)| *name)
        .collect();
    let mut broken = Vec::new();
    for (package, dependencies) in dependencies() {
        for dependency in &dependencies {
            let shell = below.contains(&package.as_str()) && SHELLS.contains(&dependency.as_str());
            if shell && !EXCEPTIONS.contains(&(&package, dependency)) {
                broken.push(format!("{package} must not depend on {dependency}"));
            }
        }
    }

    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn every_crate_has_a_layer() {
    let development = ["ctimock-testkit", "ctimock-xtask"];
    let homeless: Vec<String> = dependencies()
        .into_keys()
        .filter(|package| {
            !development.contains(&package.as_str())
                && !LAYERS.iter().any(|(known, _)| known == package)
        })
        .collect();

    assert_eq!(homeless, Vec::<String>::new());
}

/// Returns the normal dependencies of each package of the workspace.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo describes the workspace");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let text = |value: &Value| value.as_str().expect("names are text").to_owned();
    let packages = metadata["packages"]
        .as_array()
        .expect("packages are listed");
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("they are listed");
            let normal = dependencies
                .iter()
                .filter(|dependency| dependency["kind"].is_null());
            (
                text(&package["name"]),
                normal.map(|dependency| text(&dependency["name"])).collect(),
            )
        })
        .collect()
}
