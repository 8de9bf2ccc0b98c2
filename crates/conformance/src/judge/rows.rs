use std::ptr;

use ctimock_scenario::{EventPattern, Others};

use super::{
    Evidence,
    align::{Pair, align},
    remaining::{Expected, remaining},
};
use crate::{
    AlignedRow, Difference, Relation,
    matching::{check, show_event},
    window::{Need, OpenWindow, Reported, Stuck, Taken},
};

/// How many events before a left-over one are shown with it.
const CONTEXT: usize = 3;

/// Expected against observed, aligned, for one window.
#[derive(Debug)]
pub(super) struct Rows<'c> {
    rows: Vec<Row<'c>>,
    stream: &'c [Reported],
    /// Expected events that the case ended before.
    unawaited: usize,
}

#[derive(Clone, Debug)]
struct Row<'c> {
    relation: Relation,
    expected: Option<&'c EventPattern>,
    /// The event's number in the stream.
    observed: Option<usize>,
    differences: Vec<Difference>,
}

impl<'c> Rows<'c> {
    /// Aligns the window that is stuck with what the client reported.
    pub(super) fn of(
        evidence: &Evidence<'c>,
        stuck: &'c Stuck,
        window: Option<&OpenWindow<'c>>,
    ) -> Self {
        let lane = &stuck.reading.lanes[stuck.lane];
        let stream: &'c [Reported] = &evidence.streams[stuck.lane];
        let cursor = lane.cursor();
        let begins = match window {
            Some(window) if window.step.is_some() => {
                let here = lane.taken().iter().position(|taken| match taken {
                    Taken::Matched { window, .. } | Taken::Tolerated { window } => {
                        *window == lane.window()
                    }
                });
                here.unwrap_or(cursor)
            }
            _ => cursor.saturating_sub(CONTEXT),
        };
        let mut rows: Vec<Row<'c>> = (begins..cursor)
            .map(|event| taken_row(evidence, stuck, event))
            .collect();
        let observed = &stream[cursor..];
        let expected = window.map_or_else(Vec::new, |window| {
            remaining(window, lane.position(), observed)
        });
        let tolerant = window.is_some_and(|window| window.others == Others::Allowed);
        let pairs = align(&expected, observed, &stuck.reading.bindings, tolerant);
        let aligned = pairs
            .into_iter()
            .map(|pair| pair_row(pair, &expected, cursor, tolerant));
        rows.extend(aligned);
        let mut rows = Self {
            rows,
            stream,
            unawaited: 0,
        };
        rows.mark_moved(stuck);
        rows.tidy_end(stuck.event.is_some());
        rows
    }

    /// Returns the rows as a report has them.
    pub(super) fn to_aligned(&self) -> Vec<AlignedRow> {
        let rows = self.rows.iter();
        rows.map(|row| {
            let observed = row.observed.map(|event| &self.stream[event]);
            let helps = matches!(row.relation, Relation::Different | Relation::Unexpected);
            AlignedRow {
                relation: row.relation,
                expected: row.expected.map(show_event),
                line: row.expected.map(|event| event.place.line_and_column().0),
                observed: observed.map(|event| event.name.clone()),
                at_us: observed.map(|event| event.at.as_micros()),
                data: observed.filter(|_| helps).map(|event| event.data.clone()),
                differences: row.differences.clone(),
            }
        })
        .collect()
    }

    /// Returns what the rows do not show.
    pub(super) fn note(&self) -> Option<String> {
        match self.unawaited {
            0 => None,
            1 => Some("the case ended here; 1 more expected event was not waited for".to_owned()),
            more => Some(format!(
                "the case ended here; {more} more expected events were not waited for"
            )),
        }
    }

    /// Returns the events of the stream that stand beside what is expected.
    pub(super) fn partners(&self) -> Vec<usize> {
        let paired = self.rows.iter().filter(|row| row.expected.is_some());
        paired.filter_map(|row| row.observed).collect()
    }

    /// Returns what differs in the event that is shown beside an expected one.
    pub(super) fn differing(&self, wanted: &EventPattern) -> Option<&[Difference]> {
        let row = self.row_of(wanted)?;
        (row.relation == Relation::Different).then_some(&row.differences)
    }

    /// Returns whether an observed event is shown beside an expected one.
    pub(super) fn has_partner(&self, wanted: &EventPattern) -> bool {
        self.row_of(wanted)
            .is_some_and(|row| row.observed.is_some())
    }

    /// Returns the expected event that an observed one came before, though it belongs behind it.
    pub(super) fn overtaken_by(&self, event: usize) -> Option<&'c EventPattern> {
        let at = self
            .rows
            .iter()
            .position(|row| row.observed == Some(event))?;
        self.rows[at].expected?;
        self.rows[..at].iter().find_map(|row| {
            let late = matches!(row.relation, Relation::Missing | Relation::WrongPlace);
            row.expected.filter(|_| late)
        })
    }

    fn row_of(&self, wanted: &EventPattern) -> Option<&Row<'c>> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.expected.is_some_and(|event| ptr::eq(event, wanted)))
    }

    /// Finds what is missing here among what is surplus elsewhere.
    fn mark_moved(&mut self, stuck: &Stuck) {
        for missing in 0..self.rows.len() {
            let (Relation::Missing, Some(wanted)) =
                (self.rows[missing].relation, self.rows[missing].expected)
            else {
                continue;
            };
            let elsewhere = self.rows.iter().position(|row| {
                let Some(event) = row.observed else {
                    return false;
                };
                let event = &self.stream[event];
                let mut bindings = stuck.reading.bindings.clone();
                row.relation == Relation::Unexpected
                    && event.name == wanted.name
                    && check(&wanted.pattern, Some(&event.data), &mut bindings).is_ok()
            });
            if let Some(elsewhere) = elsewhere {
                self.rows[missing].relation = Relation::WrongPlace;
                self.rows[missing].observed = self.rows[elsewhere].observed;
                self.rows[elsewhere].relation = Relation::WrongPlace;
            }
        }
    }

    /// Puts what was observed at the end behind the first event that was expected there, and what
    /// nobody waited for out of sight.
    fn tidy_end(&mut self, ended_at_once: bool) {
        let is_alone = |row: &Row<'_>| row.expected.is_none() || row.observed.is_none();
        let end = self
            .rows
            .iter()
            .rposition(|row| !is_alone(row))
            .map_or(0, |at| at + 1);
        let tail = self.rows.split_off(end);
        let (expected, observed): (Vec<_>, Vec<_>) =
            tail.into_iter().partition(|row| row.expected.is_some());
        let first = expected
            .iter()
            .position(|row| row.relation == Relation::Missing)
            .map_or(expected.len(), |at| at + 1);
        let mut expected = expected.into_iter();
        self.rows.extend(expected.by_ref().take(first));
        self.rows.extend(observed);
        let rest: Vec<_> = expected.collect();
        if ended_at_once {
            let missing = rest.iter().filter(|row| row.relation == Relation::Missing);
            self.unawaited = missing.count();
        } else {
            self.rows.extend(rest);
        }
    }
}

fn taken_row<'c>(evidence: &Evidence<'c>, stuck: &'c Stuck, event: usize) -> Row<'c> {
    let track = &evidence.tracks[stuck.lane];
    let (relation, expected) = match stuck.reading.lanes[stuck.lane].taken()[event] {
        Taken::Matched { window, slot } => {
            let window = track.window(window, &evidence.scenario.steps);
            let event = window.and_then(|window| slot.event(window.items));
            (Relation::Equal, event)
        }
        Taken::Tolerated { .. } => (Relation::Tolerated, None),
    };
    Row {
        relation,
        expected,
        observed: Some(event),
        differences: Vec::new(),
    }
}

fn pair_row<'c>(pair: Pair, expected: &[Expected<'c>], cursor: usize, tolerant: bool) -> Row<'c> {
    match pair {
        Pair::Both {
            expected: wanted,
            observed,
            differences,
        } => Row {
            relation: match differences[..] {
                [] => Relation::Equal,
                _ => Relation::Different,
            },
            expected: Some(expected[wanted].event),
            observed: Some(cursor + observed),
            differences,
        },
        Pair::Expected(wanted) => Row {
            relation: match expected[wanted].need {
                Need::Mandatory => Relation::Missing,
                Need::Optional => Relation::Omitted,
            },
            expected: Some(expected[wanted].event),
            observed: None,
            differences: Vec::new(),
        },
        Pair::Observed(observed) => Row {
            relation: if tolerant {
                Relation::Tolerated
            } else {
                Relation::Unexpected
            },
            expected: None,
            observed: Some(cursor + observed),
            differences: Vec::new(),
        },
    }
}
