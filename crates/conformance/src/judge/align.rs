use super::remaining::Expected;
use crate::{
    Difference,
    matching::{Bindings, check},
    window::{Need, Reported},
};

/// How an expected and an observed event stand to one another, or one of them alone. Numbers are
/// those of the lists that were aligned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pair {
    /// Both.
    Both {
        /// Which is expected.
        expected: usize,
        /// Which was observed.
        observed: usize,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// Expected and not observed here.
    Expected(usize),
    /// Observed and not expected here.
    Observed(usize),
}

/// What it costs that a mandatory event is missing, or one is there that nobody expects.
const ALONE: u32 = 10;
/// What it costs that an optional event is missing, or a tolerated one is there.
const FREE: u32 = 1;
/// What it costs that two events of one name differ, beside [`FIELD`] for each field.
const DIFFERENT: u32 = 3;
/// What each field that differs costs; a pair never costs more than both its halves alone.
const FIELD: u32 = 2;

/// Aligns what is expected with what was observed at the least cost.
pub(crate) fn align(
    expected: &[Expected<'_>],
    observed: &[Reported],
    bindings: &Bindings,
    tolerant: bool,
) -> Vec<Pair> {
    let surplus = if tolerant { FREE } else { ALONE };
    let compared: Vec<Vec<Option<Vec<Difference>>>> = expected
        .iter()
        .map(|wanted| {
            observed
                .iter()
                .map(|seen| compare(wanted, seen, bindings))
                .collect()
        })
        .collect();
    let (rows, columns) = (expected.len(), observed.len());
    let mut costs = vec![vec![0; columns + 1]; rows + 1];
    for row in (0..=rows).rev() {
        for column in (0..=columns).rev() {
            if row == rows && column == columns {
                continue;
            }
            let ways = Ways::at(row, column, &costs, expected, &compared, surplus);
            costs[row][column] = ways.least();
        }
    }
    let mut pairs = Vec::with_capacity(rows.max(columns));
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let ways = Ways::at(row, column, &costs, expected, &compared, surplus);
        if ways.both == Some(ways.least()) {
            pairs.push(Pair::Both {
                expected: row,
                observed: column,
                differences: compared[row][column].clone().unwrap_or_default(),
            });
            row += 1;
            column += 1;
        } else if ways.expected == Some(ways.least()) {
            pairs.push(Pair::Expected(row));
            row += 1;
        } else {
            pairs.push(Pair::Observed(column));
            column += 1;
        }
    }
    pairs
}

/// What it costs to go on in each of the three ways.
struct Ways {
    both: Option<u32>,
    expected: Option<u32>,
    observed: Option<u32>,
}

impl Ways {
    fn at(
        row: usize,
        column: usize,
        costs: &[Vec<u32>],
        expected: &[Expected<'_>],
        compared: &[Vec<Option<Vec<Difference>>>],
        surplus: u32,
    ) -> Self {
        let wanted = expected.get(row);
        let is_observed = column + 1 < costs[row].len();
        let missing = |wanted: &Expected<'_>| match wanted.need {
            Need::Mandatory => ALONE,
            Need::Optional => FREE,
        };
        let both = wanted.filter(|_| is_observed).and_then(|_| {
            let differences = compared[row][column].as_ref()?;
            let fields = u32::try_from(differences.len()).unwrap_or(u32::MAX);
            let cost = match fields {
                0 => 0,
                fields => (DIFFERENT + fields.saturating_mul(FIELD)).min(2 * ALONE - 1),
            };
            Some(cost + costs[row + 1][column + 1])
        });
        Self {
            both,
            expected: wanted.map(|wanted| missing(wanted) + costs[row + 1][column]),
            observed: is_observed.then(|| surplus + costs[row][column + 1]),
        }
    }

    fn least(&self) -> u32 {
        let ways = [self.both, self.expected, self.observed];
        ways.into_iter()
            .flatten()
            .min()
            .expect("there is a way on before the end")
    }
}

/// Compares two events of one name; `None` if they have different names.
fn compare(
    expected: &Expected<'_>,
    observed: &Reported,
    bindings: &Bindings,
) -> Option<Vec<Difference>> {
    if expected.event.name != observed.name {
        return None;
    }
    let mut bindings = bindings.clone();
    let pattern = &expected.event.pattern;
    let mut differences = check(pattern, Some(&observed.data), &mut bindings)
        .err()
        .unwrap_or_default();
    differences.extend(untimely(expected, observed));
    Some(differences)
}

fn untimely(expected: &Expected<'_>, observed: &Reported) -> Option<Difference> {
    let (from, to) = expected.bounds?;
    let wanted = match from {
        Some(from) if observed.at < from => format!("not before {from}"),
        _ if observed.at > to => format!("not after {to}"),
        _ => return None,
    };
    Some(Difference {
        path: "(reported at)".to_owned(),
        expected: wanted,
        observed: observed.at.to_string(),
    })
}
