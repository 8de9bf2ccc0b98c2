use ctimock_conformance::{AlignedRow, Relation};
use ctimock_time::Time;

use super::{relation, table::Table};
use crate::text::{
    columns::{columns, pad, pad_left},
    json::spaced,
    page::Page,
    paint::Ink,
    plain::plain,
    wrap::wrap,
};

/// How many rows that agree are shown on each side of one that does not.
const AROUND: usize = 3;

/// How many lines of a payload are shown.
const PAYLOAD_LINES: usize = 4;

/// The columns that the values of a field have at least.
const VALUE: usize = 24;

/// Writes expected against observed, side by side, with the differences of a row under it:
///
/// ```text
///                line  expected                       at         observed
///   =              14  serviceInitiated               00:00.000  serviceInitiated
///   ~ differs      15  delivered { called: "8002" }   00:00.100  delivered
///                      called  expected "8002"
///                              observed "8001"
///   - missing      16  established
/// ```
pub(crate) fn write(page: &mut Page, rows: &[AlignedRow]) {
    let table = Table::fitting(page, rows);
    let heading = format!(
        "  {}  {}  {}  {}  observed",
        pad("", table.mark),
        pad_left("line", table.line),
        pad("expected", table.expected),
        pad("at", table.at),
    );
    let heading = page.ink(Ink::Faint, &heading);
    page.line(&heading);

    let troubled = rows.iter().any(|row| !relation::agrees(row.relation));
    let mut left_out = 0;
    for (index, one) in rows.iter().enumerate() {
        if troubled && far_from_trouble(rows, index) {
            left_out += 1;
            continue;
        }
        tell_left_out(page, left_out);
        left_out = 0;
        row(page, &table, one);
    }
    tell_left_out(page, left_out);
}

/// Whether a row agrees, and so do its neighbours; a single row is not worth leaving out.
fn far_from_trouble(rows: &[AlignedRow], index: usize) -> bool {
    let near = |index: usize| {
        let from = index.saturating_sub(AROUND);
        let to = (index + AROUND + 1).min(rows.len());
        rows[from..to]
            .iter()
            .any(|row| !relation::agrees(row.relation))
    };
    let alone = (index == 0 || near(index - 1)) && (index + 1 >= rows.len() || near(index + 1));
    !near(index) && !alone
}

fn tell_left_out(page: &mut Page, count: usize) {
    if count > 0 {
        let told = page.ink(Ink::Faint, &format!("⋮ {count} rows that agree"));
        page.line(&format!("  {told}"));
    }
}

fn row(page: &mut Page, table: &Table, row: &AlignedRow) {
    let ink = relation::ink(row.relation);
    let expected = cell(row.expected.as_deref(), table.expected);
    let observed = cell(row.observed.as_deref(), table.observed);
    let line = row.line.map(|line| line.to_string()).unwrap_or_default();
    let at = row
        .at_us
        .map(|at| Time::from_micros(at).to_string())
        .unwrap_or_default();

    for index in 0..expected.len().max(observed.len()) {
        let first = |text: &str| {
            if index == 0 {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let mark = page.ink(ink, &pad(&first(relation::mark(row.relation)), table.mark));
        let line = page.ink(Ink::Place, &pad_left(&first(&line), table.line));
        let at = pad(&first(&at), table.at);
        let expected = pad(
            expected.get(index).map_or("", String::as_str),
            table.expected,
        );
        let observed = observed.get(index).map_or("", String::as_str);
        page.line(&format!("  {mark}  {line}  {expected}  {at}  {observed}"));
    }
    differences(page, table, row);
    payload(page, table, row);
}

fn cell(text: Option<&str>, width: usize) -> Vec<String> {
    text.map_or_else(Vec::new, |text| wrap(&plain(text), width))
}

/// Writes each field that differs, the two values under each other so that the eye can compare them.
fn differences(page: &mut Page, table: &Table, row: &AlignedRow) {
    let indent = table.expected_at();
    let paths = row.differences.iter().map(|one| columns(&plain(&one.path)));
    let most = page.rest(indent + "expected ".len() + 2 + VALUE);
    let path_width = paths.max().unwrap_or(0).min(most);
    for one in &row.differences {
        let path = wrap(&plain(&one.path), path_width);
        let room = page.rest(indent + path_width + 2 + "expected ".len());
        let expected = wrap(&plain(&one.expected), room);
        let observed = wrap(&plain(&one.observed), room);
        let sides = side("expected", Ink::Good, &expected)
            .chain(side("observed", Ink::Bad, &observed))
            .collect::<Vec<_>>();
        for index in 0..sides.len().max(path.len()) {
            let path = pad(path.get(index).map_or("", String::as_str), path_width);
            let (word, ink, value) = sides.get(index).copied().unwrap_or(("", Ink::Faint, ""));
            let word = page.ink(Ink::Faint, &pad(word, "expected".len()));
            let value = page.ink(ink, value);
            page.line(&format!("{}{path}  {word} {value}", " ".repeat(indent)));
        }
    }
}

fn side<'a>(
    word: &'static str,
    ink: Ink,
    value: &'a [String],
) -> impl Iterator<Item = (&'static str, Ink, &'a str)> {
    value.iter().enumerate().map(move |(index, line)| {
        let word = if index == 0 { word } else { "" };
        (word, ink, line.as_str())
    })
}

/// Writes what the event held, where a reader has to look into it.
fn payload(page: &mut Page, table: &Table, row: &AlignedRow) {
    let wanted = match row.relation {
        Relation::Different | Relation::Unexpected | Relation::WrongPlace => true,
        Relation::Equal | Relation::Missing | Relation::Tolerated | Relation::Omitted => false,
    };
    let Some(data) = row.data.as_ref().filter(|_| wanted) else {
        return;
    };
    let indent = table.expected_at();
    let mut lines = wrap(&plain(&spaced(data)), page.rest(indent));
    if lines.len() > PAYLOAD_LINES {
        lines.truncate(PAYLOAD_LINES);
        lines.push("… (whole in the JSON lines)".to_owned());
    }
    for line in lines {
        let line = page.ink(Ink::Faint, &line);
        page.line(&format!("{}{line}", " ".repeat(indent)));
    }
}
