use std::path::{Path, PathBuf};

use crate::{
    program::{Program, Said, repository},
    workspace::files,
};

#[test]
fn the_node_sample_passes_every_scenario_over_sockets() {
    let sample = repository("fixtures/clients/wellclient-node");
    assert!(
        Path::new(&sample).join("node_modules/ws").exists(),
        "`cargo xtask test` installs what the sample needs"
    );

    let said = all_scenarios(&format!("exec:node {sample}/main.mjs"));

    assert_passes(&said);
}

#[test]
fn the_python_sample_passes_every_scenario_of_methods_that_it_has_over_sockets() {
    let sample = repository("fixtures/clients/wellclient-python");

    let said = all_scenarios(&format!("exec:python3 {sample}/main.py"));

    let skipped = said
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("skipped "));
    let foreign: Vec<&str> = skipped
        .filter(|case| !case.contains("/api/") && !case.contains("/log/"))
        .collect();
    assert_eq!(foreign, [""; 0], "only what pages do with their SDK itself");
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
}

#[test]
fn the_wrapper_in_rust_passes_what_it_can_do_and_the_rest_is_skipped() {
    let scenarios = ["wrong-password", "account-refused", "prefixes"]
        .map(|name| repository(&format!("scenarios/wellclient/login/{name}.yaml")));
    let [wrong, refused, prefixes] = scenarios.each_ref().map(String::as_str);
    let client = format!("exec:{}", rust_sample().display());

    let said =
        Program::new("rust-sample").run(&["run", wrong, refused, prefixes, "--client", &client]);

    assert_eq!(
        (said.code, said.last_line()),
        (Some(0), "5 passed, 0 failed, 1 skipped"),
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn every_sample_keeps_to_the_driver_protocol() {
    let clients = [
        format!(
            "exec:node {}",
            repository("fixtures/clients/wellclient-node/main.mjs")
        ),
        format!(
            "exec:python3 {}",
            repository("fixtures/clients/wellclient-python/main.py")
        ),
        format!("exec:{}", rust_sample().display()),
    ];

    let found = clients.map(|client| {
        let said = Program::new("check-sample").run(&["client", "check", &client]);
        (said.code, said.last_line().to_owned())
    });

    let keeps = "the client keeps to the driver protocol".to_owned();
    assert_eq!(found, [(); 3].map(|()| (Some(0), keeps.clone())));
}

#[test]
fn the_guide_shows_the_wrappers_as_they_are() {
    let guide = files("fixtures/clients", "clients/README.md").remove(0).1;
    let shown: Vec<&str> = [
        "wellclient-node/main.mjs",
        "wellclient-python/main.py",
        "wrapper-rust/main.rs",
    ]
    .into_iter()
    .filter(|name| {
        let (_, text) = files("fixtures/clients", name).remove(0);
        guide.contains(&text)
    })
    .collect();

    assert_eq!(
        shown,
        [
            "wellclient-node/main.mjs",
            "wellclient-python/main.py",
            "wrapper-rust/main.rs"
        ]
    );
}

#[test]
fn a_lock_file_names_no_registry() {
    let naming: Vec<String> = files("fixtures/clients/wellclient-node", "package-lock.json")
        .into_iter()
        .filter(|(path, text)| !path.contains("node_modules") && text.contains("http"))
        .map(|(path, _)| path)
        .collect();

    assert_eq!(naming, Vec::<String>::new());
}

fn all_scenarios(client: &str) -> Said {
    let scenarios = repository("scenarios/wellclient");
    Program::new("samples").run(&["run", &scenarios, "--client", client, "--jobs", "2"])
}

fn assert_passes(said: &Said) {
    let passed = said.last_line().strip_suffix(" passed, 0 failed");
    let cases = passed.and_then(|cases| cases.parse().ok()).unwrap_or(0);

    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(cases >= 40, "{}{}", said.out, said.err);
}

/// Cargo builds examples with the tests, beside the program.
fn rust_sample() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_ctimock"));
    let folder = program.parent().expect("programs stand in folders");
    let sample = folder.join("examples/wrapper-rust");
    assert!(
        sample.exists(),
        "`cargo build --example wrapper-rust` makes it"
    );
    sample
}
