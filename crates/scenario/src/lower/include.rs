//! `include`: the steps of another file, in place.

use std::path::{Component, Path, PathBuf};

use super::{
    Cx,
    keys::Keys,
    names::is_name,
    scalar, step,
    substitute::{Substitution, Values},
    template::template,
};
use crate::{
    Diagnostic, Files, Step,
    read::{Node, NodeValue, read_file},
};

/// Where included files come from.
#[derive(Clone)]
pub(crate) struct Sources<'a> {
    files: &'a dyn Files,
    /// The folder that nothing may leave.
    root: PathBuf,
    /// The files that are being read, the scenario first.
    open: Vec<PathBuf>,
    /// What `${name}` stands for in the file that is being read.
    values: Values,
}

impl<'a> Sources<'a> {
    /// Returns the sources of a scenario: includes stay under its folder.
    pub(crate) fn new(files: &'a dyn Files, scenario: &Path, values: Values) -> Self {
        Self {
            files,
            root: scenario
                .parent()
                .unwrap_or_else(|| Path::new(""))
                .to_owned(),
            open: vec![scenario.to_owned()],
            values,
        }
    }
}

impl std::fmt::Debug for Sources<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sources")
            .field("root", &self.root)
            .field("open", &self.open)
            .finish_non_exhaustive()
    }
}

/// Lowers `include`.
pub(crate) fn include(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Vec<Step>> {
    let written = scalar::text(&mut cx.report, value, "`include`");
    let with = match keys.get("with") {
        Some(node) => with(cx, node),
        None => Some(Vec::new()),
    };
    let outer = cx.sources.clone()?;
    let path = resolve(cx, &outer, &written?, value)?;
    let with = with?;
    let tree = match read_file(&path, outer.files) {
        Ok(tree) => tree,
        Err(diagnostic) if diagnostic.place.is_none() => {
            return cx.report.refuse(
                Diagnostic::at(
                    "unreadable",
                    &value.place,
                    diagnostic.title,
                    "included here",
                )
                .help("the path counts from the folder of this file"),
            );
        }
        Err(diagnostic) => return cx.report.refuse(*diagnostic),
    };

    let values = outer
        .values
        .with(with.iter().map(|(name, node)| (name.as_str(), *node)));
    let mut substitution = Substitution::new(&values);
    let tree = substitution.apply(&mut cx.report, &tree);
    for (name, node) in &with {
        if !substitution.used.contains(name) {
            cx.report.add(
                Diagnostic::at(
                    "unused-value",
                    &node.place,
                    format!("`{}` never uses `${{{name}}}`", path.display()),
                    "given for nothing",
                )
                .help("is the name right?"),
            );
        }
    }
    let mut inner = outer.clone();
    inner.open.push(path);
    inner.values = values.clone();
    cx.sources = Some(inner);
    let steps = included_steps(cx, &tree);
    cx.sources = Some(outer);
    steps
}

/// An included file is a list of steps, or a mapping that has only `steps`.
fn included_steps(cx: &mut Cx<'_>, tree: &Node) -> Option<Vec<Step>> {
    if tree.entries().is_none() {
        return step::steps(cx, tree, "an included file");
    }
    let keys = Keys::of(&mut cx.report, tree, "an included file")?;
    for entry in keys.entries() {
        if entry.key.text != "steps" {
            cx.report.add(
                Diagnostic::at(
                    "unknown-key",
                    &entry.key.place,
                    format!("`{}` in a file that is included", entry.key.text),
                    "only steps are taken over",
                )
                .help("write only `steps:`, or the list of steps itself"),
            );
        }
    }
    match keys.get("steps") {
        Some(steps) => step::steps(cx, steps, "`steps`"),
        None => cx.report.refuse(
            Diagnostic::at(
                "no-steps",
                keys.place,
                "an included file without steps",
                "nothing to take over",
            )
            .help("write the list of steps"),
        ),
    }
}

/// Reads the values of `with`; a `$name` among them must be bound by now.
fn with<'n>(cx: &mut Cx<'_>, node: &'n Node) -> Option<Vec<(String, &'n Node)>> {
    let keys = Keys::of(&mut cx.report, node, "`with`")?;
    let mut values = Vec::new();
    for entry in keys.entries() {
        if !is_name(&entry.key.text) {
            cx.report.add(
                Diagnostic::at(
                    "bad-name",
                    &entry.key.place,
                    format!("`{}` cannot stand as `${{…}}`", entry.key.text),
                    "no name",
                )
                .help("a name has letters, digits and `_`"),
            );
        }
        let is_name_alone =
            matches!(&entry.value.value, NodeValue::Text(text, _) if text.starts_with('$'));
        if is_name_alone {
            let known = cx.free();
            template(cx, &entry.value, known);
        }
        values.push((entry.key.text.clone(), &entry.value));
    }
    Some(values)
}

/// Returns the path that an `include` means, counted from the folder of the file in which it stands.
fn resolve(cx: &mut Cx<'_>, sources: &Sources<'_>, written: &str, at: &Node) -> Option<PathBuf> {
    let mut refuse = |code, title: String, label: &str, help: &str| {
        cx.report
            .refuse(Diagnostic::at(code, &at.place, title, label).help(help))
    };
    let here = sources.open.last().and_then(|file| file.parent());
    let written_path = Path::new(written);
    if written.is_empty() {
        return refuse(
            "include-path",
            "`include` names no file".to_owned(),
            "which one?",
            "write a path such as `steps/login.yaml`",
        );
    }
    if written_path.is_absolute() || written.contains('\\') || written.contains(':') {
        return refuse(
            "include-path",
            format!("`{written}` is no path below this file"),
            "an absolute path, or none that every system reads",
            "write a path with `/` that counts from the folder of this file",
        );
    }
    let path = normal(&here.unwrap_or_else(|| Path::new("")).join(written_path));
    if !is_below(&path, &sources.root) {
        return refuse(
            "include-path",
            format!("`{written}` leaves the folder of the scenario"),
            "outside",
            "move the file below the scenario's folder",
        );
    }
    if let Some(position) = sources.open.iter().position(|open| normal(open) == path) {
        let ring: Vec<String> = sources.open[position..]
            .iter()
            .chain([&path])
            .map(|path| format!("`{}`", path.display()))
            .collect();
        return refuse(
            "include-cycle",
            "a file that includes itself".to_owned(),
            &ring.join(" includes "),
            "take the steps that both need into a third file",
        );
    }
    if sources.open.len() > DEEPEST {
        return refuse(
            "include-path",
            format!("files include each other more than {DEEPEST} deep"),
            "one level too many",
            "write the steps here",
        );
    }
    cx.includes += 1;
    if cx.includes > MOST {
        return cx.report.refuse(
            Diagnostic::at(
                "include-path",
                &at.place,
                format!("more than {MOST} files are included"),
                "one too many",
            )
            .help("do files include each other again and again?"),
        );
    }
    Some(path)
}

/// Takes `.` and `..` out of a path, but for those at its beginning.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

fn is_below(path: &Path, root: &Path) -> bool {
    path.strip_prefix(normal(root))
        .is_ok_and(|rest| !rest.starts_with(".."))
}

/// How deep files may include each other: more than any scenario needs.
const DEEPEST: usize = 8;

/// How many files one scenario may take in, each as often as it is named.
const MOST: usize = 500;
