//! `matrix`: one case for each row.

use super::{keys::Keys, names::is_name, report::Report, scalar::mismatch, substitute::Values};
use crate::{
    Diagnostic, Row,
    read::{Entry, Node, NodeValue},
};

/// A row with its values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MatrixRow {
    /// Its number and label.
    pub(crate) row: Row,
    /// What its names stand for.
    pub(crate) values: Values,
}

/// Reads a matrix: a list of rows (`- { after: 2s, mode: Ready }`), or a table of columns
/// (`after: [2s, 5s]`), which are equally long.
pub(crate) fn matrix(report: &mut Report, node: &Node) -> Option<Vec<MatrixRow>> {
    let rows = match &node.value {
        NodeValue::List(rows) => listed(report, rows)?,
        NodeValue::Map(_) => columns(report, node)?,
        _ => {
            return report.refuse(
                mismatch(node, "`matrix`", "a list of rows").help("write `- { name: value }`"),
            );
        }
    };
    if rows.is_empty() {
        return report.refuse(
            Diagnostic::at(
                "empty-matrix",
                &node.place,
                "`matrix` has no rows",
                "the scenario would never run",
            )
            .help("write a row such as `- { after: 2s }`, or leave `matrix` out"),
        );
    }
    let rows: Vec<MatrixRow> = rows
        .into_iter()
        .enumerate()
        .map(|(at, values)| named_row(at + 1, &values))
        .collect();
    for (at, row) in rows.iter().enumerate() {
        if let Some(earlier) = rows[..at]
            .iter()
            .find(|other| other.row.label == row.row.label)
        {
            report.add(
                Diagnostic::at(
                    "duplicate-row",
                    &node.place,
                    format!("two rows are `{}`", row.row.label),
                    format!("rows {} and {}", earlier.row.number, row.row.number),
                )
                .help("leave one of them out"),
            );
        }
    }
    Some(rows)
}

type Cells<'n> = Vec<(&'n str, &'n Node)>;

fn named_row(number: usize, cells: &Cells<'_>) -> MatrixRow {
    let label: Vec<String> = cells
        .iter()
        .map(|(name, value)| {
            let value = value.scalar_text().unwrap_or_else(|| {
                let written = &value.place.file.text[value.place.span.clone()];
                written.split_whitespace().collect::<Vec<_>>().join(" ")
            });
            format!("{name}={value}")
        })
        .collect();
    MatrixRow {
        row: Row {
            number,
            label: label.join(","),
        },
        values: Values::default().with(cells.iter().copied()),
    }
}

fn listed<'n>(report: &mut Report, rows: &'n [Node]) -> Option<Vec<Cells<'n>>> {
    let mut read: Vec<Cells<'n>> = Vec::new();
    let mut whole = true;
    let mut first: Option<Keys<'n>> = None;
    for row in rows {
        let Some(keys) = Keys::of(report, row, "a row") else {
            whole = false;
            continue;
        };
        check_names(report, keys.entries());
        let model = *first.get_or_insert(keys);
        for entry in model.entries() {
            if keys.get(&entry.key.text).is_none() {
                report.add(
                    Diagnostic::at(
                        "uneven-matrix",
                        keys.place,
                        format!("a row without `{}`", entry.key.text),
                        "other rows have it",
                    )
                    .related(&entry.key.place, "the first row has it")
                    .help("give each row the same names"),
                );
            }
        }
        for entry in keys.entries() {
            if model.get(&entry.key.text).is_none() {
                report.add(
                    Diagnostic::at(
                        "uneven-matrix",
                        &entry.key.place,
                        format!(
                            "a row with `{}`, which the first one does not have",
                            entry.key.text
                        ),
                        "a name of its own",
                    )
                    .help("give each row the same names"),
                );
            }
        }
        read.push(cells(keys.entries()));
    }
    whole.then_some(read)
}

fn cells(entries: &[Entry]) -> Cells<'_> {
    entries
        .iter()
        .map(|entry| (entry.key.text.as_str(), &entry.value))
        .collect()
}

fn columns<'n>(report: &mut Report, node: &'n Node) -> Option<Vec<Cells<'n>>> {
    let keys = Keys::of(report, node, "`matrix`")?;
    check_names(report, keys.entries());
    let mut rows: Option<Vec<Cells<'n>>> = None;
    for entry in keys.entries() {
        let NodeValue::List(values) = &entry.value.value else {
            return report.refuse(
                mismatch(
                    &entry.value,
                    &format!("column `{}`", entry.key.text),
                    "a list of values",
                )
                .help("write `name: [2s, 5s]`, or begin each row with `- `"),
            );
        };
        let rows = rows.get_or_insert_with(|| vec![Vec::new(); values.len()]);
        if rows.len() != values.len() {
            return report.refuse(
                Diagnostic::at(
                    "uneven-matrix",
                    &entry.key.place,
                    format!(
                        "column `{}` has {} values, and the first one {}",
                        entry.key.text,
                        values.len(),
                        rows.len()
                    ),
                    "columns are read row by row",
                )
                .help("give each column the same length"),
            );
        }
        for (row, value) in rows.iter_mut().zip(values) {
            row.push((&entry.key.text, value));
        }
    }
    Some(rows.unwrap_or_default())
}

fn check_names(report: &mut Report, entries: &[Entry]) {
    for entry in entries {
        if !is_name(&entry.key.text) {
            report.add(
                Diagnostic::at(
                    "bad-name",
                    &entry.key.place,
                    format!("`{}` cannot stand as `${{…}}`", entry.key.text),
                    "no name",
                )
                .help("a name has letters, digits and `_`"),
            );
        }
    }
}
