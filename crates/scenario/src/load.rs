use std::path::Path;

use crate::{
    Contracts, Diagnostic, Diagnostics, Files, Scenario,
    lower::{MatrixRow, NO_SCENARIO, Report, Sources, Substitution, Values, lower_file, matrix},
    read::{Entry, Node, NodeValue, read_file},
};

/// Reads a scenario file, and everything that it includes.
///
/// The result is one scenario, or with `matrix` one for each of its rows; a file with only `given` (a
/// world) is one scenario with no steps.
///
/// # Errors
/// All that is wrong in the file and in what it includes.
pub fn load(
    path: &Path,
    files: &dyn Files,
    contracts: &Contracts,
) -> Result<Vec<Scenario>, Diagnostics> {
    let tree = read_file(path, files).map_err(|found| Diagnostics::sorted(vec![*found]))?;
    let mut report = Report::default();
    let Some(rows) = rows(&mut report, &tree) else {
        return report.finish(None);
    };
    let tree = without_matrix(&tree);

    let mut scenarios = Vec::new();
    let mut found: Vec<Vec<Diagnostic>> = Vec::new();
    for row in &rows {
        let no_values = Values::default();
        let values = row.as_ref().map_or(&no_values, |row| &row.values);
        let mut row_report = Report::default();
        let filled = Substitution::new(values).apply(&mut row_report, &tree);
        let sources = Sources::new(files, path, values.clone());
        let row = row.as_ref().map(|row| row.row.clone());
        let (mut lowered, scenario) = lower_file(&filled, row, sources, contracts);
        let mut diagnostics = lowered.take();
        // What a part's values are is known only where it is included.
        if !diagnostics.iter().any(|found| found.code == NO_SCENARIO) {
            diagnostics.splice(0..0, row_report.take());
        }
        found.push(diagnostics);
        scenarios.extend(scenario);
    }
    for diagnostic in merge(found, &rows) {
        report.add(diagnostic);
    }
    report.finish(Some(scenarios))
}

/// Returns the rows of the file's matrix; without one, a single case that is no row.
fn rows(report: &mut Report, tree: &Node) -> Option<Vec<Option<MatrixRow>>> {
    let Some(node) = tree.entry("matrix") else {
        return Some(vec![None]);
    };
    let rows = matrix(report, node)?;
    Some(rows.into_iter().map(Some).collect())
}

/// The matrix has done its work, and its own text is no place for `${name}`.
fn without_matrix(tree: &Node) -> Node {
    let value = match &tree.value {
        NodeValue::Map(entries) => {
            let others = |entry: &&Entry| entry.key.text != "matrix";
            NodeValue::Map(entries.iter().filter(others).cloned().collect())
        }
        other => other.clone(),
    };
    Node {
        place: tree.place.clone(),
        value,
    }
}

/// Says once what is wrong in every row; what is wrong in some only says in which it is first.
fn merge(found: Vec<Vec<Diagnostic>>, rows: &[Option<MatrixRow>]) -> Vec<Diagnostic> {
    let mut merged: Vec<Diagnostic> = Vec::new();
    for (diagnostics, row) in found.iter().zip(rows) {
        for diagnostic in diagnostics {
            let everywhere = found.iter().all(|others| others.contains(diagnostic));
            let known = merged.iter().any(|other| {
                (other.code, &other.title, &other.place)
                    == (diagnostic.code, &diagnostic.title, &diagnostic.place)
            });
            if known {
                continue;
            }
            let mut diagnostic = diagnostic.clone();
            if let Some(row) = row.as_ref().filter(|_| !everywhere) {
                diagnostic.note = Some(format!("in row {}, `{}`", row.row.number, row.row.label));
            }
            merged.push(diagnostic);
        }
    }
    merged
}
