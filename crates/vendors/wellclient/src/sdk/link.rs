//! Links the SDK's modules into one classic script: a page loads it, and has the global in its next one.

use std::iter;

use super::{
    modules::{BASE, INDEX, Module},
    ui::UI,
};

const HEAD: &str = "\
// wellClient, a drop-in SDK for tests, served by ctimock. Its sources are modules: crates/vendors/wellclient/sdk.
(() => {
'use strict';
";
const TAIL: &str = "
globalThis.wellClient = wellClient;
if (typeof module === 'object' && module !== null) module.exports = { wellClient, createWellClient };
})();
";
const MANUAL: &str = "behaviour: 'manual'";

/// Returns the script, with which side wins where the manual and 1.3.7 differ.
pub(super) fn link(behaviour: &str) -> String {
    let mut script = HEAD.to_owned();
    for (path, text) in modules() {
        script.push_str(&format!("\n// {path}\n"));
        append(&mut script, text);
    }
    script.push_str(TAIL);
    script.replacen(MANUAL, &format!("behaviour: '{behaviour}'"), 1)
}

fn modules() -> impl Iterator<Item = Module> {
    BASE.iter().chain(UI).copied().chain(iter::once(INDEX))
}

/// All modules share one scope: what they import is there, and nothing is exported.
fn append(script: &mut String, text: &str) {
    for line in text.lines().filter(|line| !line.starts_with("import ")) {
        script.push_str(line.strip_prefix("export ").unwrap_or(line));
        script.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    #[test]
    fn the_script_has_neither_imports_nor_exports() {
        let words = ["import ", "import(", "export ", "} from "];
        let script = link("manual");

        let left: Vec<&str> = script
            .lines()
            .filter(|line| words.iter().any(|word| line.starts_with(word)))
            .collect();

        assert_eq!(left, Vec::<&str>::new());
    }

    #[test]
    fn every_module_of_the_folder_is_in_the_list_once() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk/src");
        let mut found = BTreeSet::new();
        for folder in ["", "ui/"] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name.ends_with(".js") {
                    found.insert(format!("{folder}{name}"));
                }
            }
        }

        let listed: Vec<String> = modules().map(|(path, _)| path.to_owned()).collect();

        assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), found);
        assert_eq!(listed.len(), found.len());
    }

    #[test]
    fn no_two_modules_declare_the_same_name() {
        let mut seen = BTreeSet::new();

        let twice: Vec<String> = modules()
            .flat_map(|(path, text)| declared(text).map(move |name| (path, name)))
            .filter(|(_, name)| !seen.insert(name.clone()))
            .map(|(path, name)| format!("{path}: {name}"))
            .collect();

        assert_eq!(twice, Vec::<String>::new());
    }

    #[test]
    fn the_behaviour_is_built_in() {
        let built_in = |behaviour| {
            let script = link(behaviour);
            let line = script.lines().find(|line| line.contains("BUILT_IN ="));
            line.map(str::to_owned)
        };

        assert_eq!(
            built_in("1.3.7").as_deref(),
            Some("const BUILT_IN = { behaviour: '1.3.7' };")
        );
        assert_eq!(
            built_in("manual").as_deref(),
            Some("const BUILT_IN = { behaviour: 'manual' };")
        );
    }

    /// The names at the top of a module.
    fn declared(text: &str) -> impl Iterator<Item = String> {
        text.lines().filter_map(|line| {
            let line = line.strip_prefix("export ").unwrap_or(line);
            let line = line.strip_prefix("async ").unwrap_or(line);
            let rest = ["const ", "let ", "class ", "function "]
                .iter()
                .find_map(|word| line.strip_prefix(word))?;
            let name: String = rest
                .chars()
                .take_while(|char| char.is_alphanumeric() || matches!(char, '_' | '$'))
                .collect();
            Some(name)
        })
    }
}
