use ctimock_scenario::Place;

use crate::{Excerpt, ExcerptLine};

/// How many lines are shown before and behind the place.
const AROUND: usize = 2;

/// Returns the lines of the scenario round a place.
pub(crate) fn excerpt(place: &Place, label: impl Into<String>) -> Excerpt {
    let (line, column) = place.line_and_column();
    let text = &place.file.text;
    let first = line.saturating_sub(AROUND).max(1);
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, text)| ExcerptLine {
            number: index + 1,
            text: text.to_owned(),
        })
        .skip(first - 1)
        .take(line + AROUND + 1 - first)
        .collect();
    let end = place.span.end.min(text.len());
    let start = place.span.start.min(end);
    let meant = text.get(start..end).unwrap_or_default();
    let meant = meant.lines().next().unwrap_or_default().trim_end();
    Excerpt {
        file: place.file.path.display().to_string(),
        line,
        column,
        width: meant.chars().count().max(1),
        lines,
        label: label.into(),
    }
}
