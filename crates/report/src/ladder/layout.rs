use ctimock_conformance::{Lane, Rung};
use ctimock_time::Time;

use crate::text::{columns::columns, plain::plain};

/// Columns that an arrow needs beside its label: `── label ─>`, and its lane.
const ROUND_ARROW: usize = 8;

/// Columns that what happens at a lane needs beside its label: `│ » label  `.
const ROUND_SIGN: usize = 6;

/// Columns that a lane has at least.
const NARROW: usize = 12;

/// Where everything of a ladder stands, in columns.
#[derive(Debug)]
pub(crate) struct Layout {
    /// How many columns a line has.
    pub(crate) width: usize,
    /// Where each lane's line stands.
    pub(crate) lanes: Vec<usize>,
    /// Where the first lane may stand; the marks and times are left of it.
    pub(crate) gutter: usize,
}

impl Layout {
    /// Returns the layout that gives each lane the room that its labels need, and if that is more than
    /// there is, takes it from the widest.
    pub(crate) fn fitting(lanes: &[Lane], rungs: &[&Rung], width: usize) -> Self {
        let times = rungs.iter().map(|rung| time(rung).len());
        let gutter = 2 + times.fold(0, usize::max) + 1;
        let mut wanted: Vec<_> = lanes
            .iter()
            .map(|lane| (columns(&plain(&lane.name)) + 2).max(NARROW))
            .collect();
        for rung in rungs {
            let label = columns(&plain(&rung.label));
            let (low, high) = ends(rung, lanes.len());
            let needed = if low == high {
                label + ROUND_SIGN
            } else if high == low + 1 {
                label + ROUND_ARROW
            } else {
                0
            };
            wanted[low] = wanted[low].max(needed);
        }

        let room = width.saturating_sub(gutter);
        let narrowest = wanted.iter().copied().max().unwrap_or(0);
        let cap = (2..=narrowest.min(room.max(2)))
            .rev()
            .find(|cap| wanted.iter().map(|one| one.min(cap)).sum::<usize>() <= room)
            .unwrap_or(2);
        let mut at = gutter;
        let mut placed = Vec::with_capacity(lanes.len());
        for one in wanted {
            placed.push(at);
            at += one.min(cap);
        }
        Self {
            width: width.max(gutter),
            lanes: placed,
            gutter,
        }
    }

    /// Returns the columns that the name of a lane may take.
    pub(crate) fn name_room(&self, lane: usize) -> usize {
        let end = self.lanes.get(lane + 1).copied().unwrap_or(self.width + 1);
        end.saturating_sub(self.lanes[lane] + 1)
    }
}

/// Returns a rung's lanes from left to right. A lane that does not exist is the last one.
pub(crate) fn ends(rung: &Rung, lanes: usize) -> (usize, usize) {
    let last = lanes.saturating_sub(1);
    let (from, to) = (rung.from.min(last), rung.to.min(last));
    (from.min(to), from.max(to))
}

/// Returns a rung's time as the gutter shows it.
pub(crate) fn time(rung: &Rung) -> String {
    Time::from_micros(rung.at_us).to_string()
}
