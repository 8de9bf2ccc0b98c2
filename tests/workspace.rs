use std::{fs, path::Path};

/// Returns every file of the repository below a folder that ends so, with its text.
pub(crate) fn files(folder: &str, end: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    walk(&root.join(folder), end, &mut found);
    found.sort();
    found
}

fn walk(folder: &Path, end: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            if !path.ends_with("target") {
                walk(&path, end, found);
            }
        } else if path.to_string_lossy().ends_with(end) {
            let text = fs::read_to_string(&path).expect("sources are text");
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn no_source_file_is_longer_than_600_lines() {
    let long: Vec<String> = ["crates", "tests"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 600)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();

    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn only_the_reader_and_the_contract_loader_name_the_yaml_library() {
    let naming: Vec<String> = files("crates", ".rs")
        .into_iter()
        .filter(|(path, text)| !path.contains("tests") && text.contains("serde_yaml::"))
        .map(|(path, _)| path)
        .collect();

    assert_eq!(naming.len(), 2, "{naming:?}");
}

#[test]
fn the_switch_names_no_vendor() {
    let vendors = ["wellclient", "tccc", "easemob", "uucall", "cchelper"];
    let naming: Vec<String> = files("crates/switch/src", ".rs")
        .into_iter()
        .filter(|(_, text)| {
            let text = text.to_lowercase();
            vendors.iter().any(|vendor| text.contains(vendor))
        })
        .map(|(path, _)| path)
        .collect();

    assert_eq!(naming, Vec::<String>::new());
}
