use std::collections::BTreeSet;

use ctimock_conformance::{Ladder, Rung};

/// A ladder this long is shown whole.
const WHOLE: usize = 40;

/// How many rungs are shown at each end of a longer one.
const ENDS: usize = 6;

/// How many rungs are shown on each side of a marked one.
const AROUND: usize = 8;

/// How many marked rungs are shown with what is round them.
const MARKS: usize = 3;

/// A part of a ladder that is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part<'a> {
    /// A rung.
    Rung(&'a Rung),
    /// So many rungs are left out here.
    LeftOut(usize),
}

/// Returns every rung.
pub(crate) fn whole(ladder: &Ladder) -> Vec<Part<'_>> {
    ladder.rungs.iter().map(Part::Rung).collect()
}

/// Returns what a reader of a failure needs: its ends, and what is round the first marked rungs.
pub(crate) fn around_marks(ladder: &Ladder) -> Vec<Part<'_>> {
    let count = ladder.rungs.len();
    if count <= WHOLE {
        return whole(ladder);
    }
    let mut shown: BTreeSet<usize> = (0..ENDS).chain(count - ENDS..count).collect();
    let marked = ladder
        .rungs
        .iter()
        .enumerate()
        .filter(|(_, rung)| rung.marked);
    for (index, _) in marked.take(MARKS) {
        shown.extend(index.saturating_sub(AROUND)..(index + AROUND + 1).min(count));
    }

    let mut parts = Vec::new();
    let mut left_out = 0;
    for (index, rung) in ladder.rungs.iter().enumerate() {
        if !shown.contains(&index) {
            left_out += 1;
            continue;
        }
        if left_out > 0 {
            parts.push(Part::LeftOut(left_out));
            left_out = 0;
        }
        parts.push(Part::Rung(rung));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_short_ladder_is_shown_whole() {
        let ladder = samples::long_ladder(WHOLE, &[]);

        assert_eq!(around_marks(&ladder), whole(&ladder));
    }

    #[test]
    fn a_long_ladder_shows_its_ends_and_what_is_round_the_mark() {
        let ladder = samples::long_ladder(300, &[150]);

        let shape: Vec<_> = shape(&around_marks(&ladder));

        assert_eq!(
            shape,
            [
                "6 shown",
                "136 left out",
                "17 shown",
                "135 left out",
                "6 shown"
            ]
        );
    }

    #[test]
    fn a_ladder_with_every_rung_marked_is_still_short() {
        let every: Vec<_> = (0..300).collect();
        let ladder = samples::long_ladder(300, &every);

        assert!(around_marks(&ladder).len() <= WHOLE);
    }

    fn shape(parts: &[Part<'_>]) -> Vec<String> {
        parts
            .chunk_by(|a, b| matches!((a, b), (Part::Rung(_), Part::Rung(_))))
            .map(|run| match run {
                [Part::LeftOut(count)] => format!("{count} left out"),
                rungs => format!("{} shown", rungs.len()),
            })
            .collect()
    }
}
