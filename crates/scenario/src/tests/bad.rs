use std::{env, fs, path::PathBuf};

use rstest::rstest;

use super::support::{Folder, contracts, fixtures};
use crate::{Colour, load};

#[rstest]
fn a_bad_scenario_gets_its_diagnostics(
    #[files("../../fixtures/bad-scenarios/*.yaml")] path: PathBuf,
) {
    let folder = fixtures().join("bad-scenarios");
    let name = PathBuf::from(path.file_name().expect("a file has a name"));
    let recorded = folder.join(&name).with_extension("err");

    let found = load(&name, &Folder(folder), &contracts()).expect_err("the scenario is bad");
    let rendered = found.render(Colour::Never);

    if env::var_os(RECORD).is_some() {
        fs::write(&recorded, &rendered).expect("the fixture can be written");
    }
    let wanted = fs::read_to_string(&recorded).unwrap_or_default();
    assert!(
        rendered == wanted,
        "{} differs from what is recorded; if it is right, record it with\n    \
         {RECORD}=1 cargo nextest run -p ctimock-scenario bad\nand read it\n\n\
         found:\n{rendered}\nrecorded:\n{wanted}",
        name.display()
    );
}

#[test]
fn every_recorded_diagnostic_has_its_scenario() {
    let folder = fs::read_dir(fixtures().join("bad-scenarios")).expect("the folder is there");

    let orphans: Vec<PathBuf> = folder
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "err"))
        .filter(|path| !path.with_extension("yaml").exists())
        .collect();

    assert_eq!(orphans, Vec::<PathBuf>::new());
}

/// Set to write what is found in place of comparing with it.
const RECORD: &str = "CTIMOCK_RECORD";
