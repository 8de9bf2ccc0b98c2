use ctimock_conformance::AlignedRow;
use ctimock_time::Time;

use crate::text::{columns::columns, page::Page, plain::plain};

/// The widths of the columns of an alignment.
#[derive(Debug)]
pub(crate) struct Table {
    /// The mark and its word.
    pub(crate) mark: usize,
    /// The line of the scenario.
    pub(crate) line: usize,
    /// What was expected.
    pub(crate) expected: usize,
    /// When it was observed.
    pub(crate) at: usize,
    /// What was observed.
    pub(crate) observed: usize,
}

impl Table {
    /// The columns between two of the table's columns.
    pub(crate) const BETWEEN: usize = 2;

    /// Returns the widths in which `rows` are told best on a page: as wide as they need, and if that is
    /// too wide, the two texts share what there is.
    pub(crate) fn fitting(page: &Page, rows: &[AlignedRow]) -> Self {
        let mark = "+ unexpected".len();
        let line = widest(rows, "line", |row| row.line.map(|line| line.to_string()));
        let at = widest(rows, "at", |row| {
            row.at_us.map(|at| Time::from_micros(at).to_string())
        });
        let expected = widest(rows, "expected", |row| row.expected.clone());
        let observed = widest(rows, "observed", |row| row.observed.clone());

        let room = page.rest(2 + mark + line + at + 4 * Self::BETWEEN);
        let half = room / 2;
        let (expected, observed) = if expected + observed <= room {
            (expected, observed)
        } else if observed <= half {
            (room - observed, observed)
        } else if expected <= half {
            (expected, room - expected)
        } else {
            (half, room - half)
        };
        Self {
            mark,
            line,
            expected,
            at,
            observed,
        }
    }

    /// Returns where the text of the expected side begins.
    pub(crate) const fn expected_at(&self) -> usize {
        2 + self.mark + self.line + 2 * Self::BETWEEN
    }
}

fn widest(
    rows: &[AlignedRow],
    heading: &str,
    cell: impl Fn(&AlignedRow) -> Option<String>,
) -> usize {
    rows.iter()
        .filter_map(cell)
        .map(|text| columns(&plain(&text)))
        .fold(columns(heading), usize::max)
}
