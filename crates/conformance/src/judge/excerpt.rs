use ctimock_scenario::Place;

use crate::{Excerpt, ExcerptLine};

/// How many lines are shown before and behind the place.
const AROUND: usize = 2;

/// How many lines are shown at most between what a place belongs to and the place.
const BETWEEN: usize = 8;

/// Returns the lines of the scenario round a place, from the beginning of what it belongs to if that
/// is near.
pub(crate) fn excerpt(place: &Place, whole: Option<&Place>, label: impl Into<String>) -> Excerpt {
    let (line, column) = place.line_and_column();
    let text = &place.file.text;
    let begins = whole.map(|whole| whole.line_and_column().0);
    let near = begins.filter(|begins| (line.saturating_sub(BETWEEN)..line).contains(begins));
    let first = near.unwrap_or_else(|| line.saturating_sub(AROUND).max(1));
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

#[cfg(test)]
mod tests {
    use std::{path::PathBuf, sync::Arc};

    use ctimock_scenario::SourceFile;

    use super::*;

    const TEXT: &str = "one\ntwo\n  - three: { a: 1 }\nfour\nfive\nsix\n";

    #[test]
    fn an_excerpt_shows_two_lines_before_and_behind_its_place() {
        let found = excerpt(&place("- three: { a: 1 }"), None, "here");

        let numbers: Vec<usize> = found.lines.iter().map(|line| line.number).collect();
        assert_eq!((found.line, found.column, found.width), (3, 3, 17));
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        assert_eq!(found.lines[2].text, "  - three: { a: 1 }");
    }

    #[test]
    fn an_excerpt_begins_where_the_whole_begins_if_that_is_near() {
        let found = excerpt(&place("six"), Some(&place("two")), "here");

        let numbers: Vec<usize> = found.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_place_over_several_lines_is_meant_by_its_first() {
        let found = excerpt(&place("four\nfive"), None, "here");

        assert_eq!((found.line, found.column, found.width), (4, 1, 4));
    }

    fn place(text: &str) -> Place {
        let start = TEXT.find(text).expect("the test's text is there");
        Place {
            file: Arc::new(SourceFile {
                path: PathBuf::from("a.yaml"),
                text: TEXT.to_owned(),
            }),
            span: start..start + text.len(),
        }
    }
}
