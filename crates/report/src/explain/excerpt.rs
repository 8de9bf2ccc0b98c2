use ctimock_conformance::Excerpt;

use crate::text::{
    columns::{clip, columns, pad_left},
    page::Page,
    paint::Ink,
    plain::{plain, plain_columns},
    wrap::wrap,
};

/// How much of a long line stays visible before the place.
const BEFORE: usize = 24;

/// The columns that a label has at least, if it stands in lines of its own.
const LABEL: usize = 32;

/// Writes lines of a scenario with a caret under the place, as compilers do:
///
/// ```text
///   --> scenarios/wellclient/outbound.yaml:17:9
///    |
/// 16 |   - expect:
/// 17 |       - established: { callId: $call }
///    |         ^^^^^^^^^^^ was never told
/// ```
pub(crate) fn write(page: &mut Page, excerpt: &Excerpt) {
    let digits = excerpt
        .lines
        .iter()
        .map(|line| line.number.to_string().len())
        .max()
        .unwrap_or(1);
    let gutter = " ".repeat(digits + 2);
    let bar = page.ink(Ink::Place, "|");
    let arrow = page.ink(Ink::Place, "-->");
    page.line(&format!(
        "{gutter}{arrow} {}:{}:{}",
        plain(&excerpt.file),
        excerpt.line,
        excerpt.column
    ));
    page.line(&format!("{gutter} {bar}"));

    let room = page.rest(digits + 5);
    let shift = shift(excerpt, room);
    for line in &excerpt.lines {
        let number = page.ink(Ink::Place, &pad_left(&line.number.to_string(), digits));
        let text = clip(&after(&line.text, shift), room);
        page.line(&format!("  {number} {bar} {text}"));
        if line.number == excerpt.line {
            let place = Place::of(&line.text, shift, excerpt);
            for below in place.below(room, &plain(&excerpt.label)) {
                let below = page.ink(Ink::Bad, &below);
                page.line(&format!("{gutter} {bar} {below}"));
            }
        }
    }
}

/// Where the carets stand under a line, in columns.
struct Place {
    indent: usize,
    width: usize,
}

impl Place {
    fn of(line: &str, shift: usize, excerpt: &Excerpt) -> Self {
        let before = excerpt.column.saturating_sub(1);
        let skipped = if shift == 0 { 0 } else { shift - 1 };
        let text = plain_columns(line);
        let indent = text.chars().take(before).skip(skipped).collect::<String>();
        let meant = text.chars().skip(before).take(excerpt.width.max(1));
        Self {
            indent: columns(&indent),
            width: columns(&meant.collect::<String>()).max(1),
        }
    }

    /// Returns the lines under the place: the carets with the label behind them, or under them if it
    /// does not fit there.
    fn below(&self, room: usize, label: &str) -> Vec<String> {
        let carets = self.width.min(room.saturating_sub(self.indent).max(1));
        let indent = " ".repeat(self.indent);
        let line = format!("{indent}{} {label}", "^".repeat(carets));
        if columns(&line) <= room {
            return vec![line];
        }
        let mut lines = vec![format!("{indent}{}", "^".repeat(carets))];
        let indent = self.indent.min(room.saturating_sub(LABEL));
        let words = wrap(label, room.saturating_sub(indent));
        lines.extend(
            words
                .iter()
                .map(|words| format!("{}{words}", " ".repeat(indent))),
        );
        lines
    }
}

/// How many characters are left out at the beginning of each line so that the place is in view.
fn shift(excerpt: &Excerpt, room: usize) -> usize {
    let before = excerpt.column.saturating_sub(1);
    let Some(line) = excerpt
        .lines
        .iter()
        .find(|line| line.number == excerpt.line)
    else {
        return 0;
    };
    let end = plain_columns(&line.text)
        .chars()
        .take(before + excerpt.width.max(1))
        .collect::<String>();
    if columns(&end) < room {
        0
    } else {
        before.saturating_sub(BEFORE)
    }
}

fn after(line: &str, shift: usize) -> String {
    let line = plain_columns(line);
    if shift == 0 {
        return line;
    }
    let rest: String = line.chars().skip(shift).collect();
    format!("…{rest}")
}

#[cfg(test)]
mod tests {
    use ctimock_conformance::ExcerptLine;

    use super::*;
    use crate::Colour;

    #[test]
    fn the_caret_stands_under_the_place() {
        assert_eq!(
            shown(&at(9, 3, "  - call: dial", "not a method"), 80),
            "   --> x.yaml:7:9\n    |\n  7 |   - call: dial\n    |         ^^^ not a method\n"
        );
    }

    #[test]
    fn a_wide_character_gets_two_carets_and_moves_what_follows() {
        assert_eq!(
            shown(&at(4, 2, "坐席: 来电", "here"), 80),
            "   --> x.yaml:7:4\n    |\n  7 | 坐席: 来电\n    |      ^^^ here\n"
        );
    }

    #[test]
    fn a_tab_is_one_column_so_that_the_caret_stays() {
        assert_eq!(
            shown(&at(2, 4, "\tcall", "here"), 80),
            "   --> x.yaml:7:2\n    |\n  7 |  call\n    |  ^^^^ here\n"
        );
    }

    #[test]
    fn a_place_far_to_the_right_is_brought_into_view() {
        let line = format!("- args: {{ {}called: \"8002\" }}", "a: 1, ".repeat(40));
        let column = line.find("called").unwrap() + 1;

        let shown = shown(&at(column, 6, &line, "another number"), 80);

        let lines: Vec<_> = shown.lines().collect();
        let place = lines[3].find('^').unwrap();
        let before: Vec<_> = lines[2].chars().collect();
        assert_eq!(
            before[place..place + 6].iter().collect::<String>(),
            "called"
        );
        assert!(lines[2].contains("| …"), "{shown}");
    }

    #[test]
    fn a_label_that_has_no_room_stands_under_the_carets() {
        let label = "a label of many words ".repeat(4);

        let shown = shown(&at(9, 3, "  - call: dial", label.trim()), 80);

        assert_eq!(
            shown.lines().skip(3).collect::<Vec<_>>(),
            [
                "    |         ^^^",
                "    |         a label of many words a label of many words a label of many words",
                "    |         a label of many words",
            ]
        );
    }

    #[test]
    fn a_place_behind_the_end_of_its_line_is_no_panic() {
        assert_eq!(
            shown(&at(40, 5, "ab", "something is missing here"), 80),
            "   --> x.yaml:7:40\n    |\n  7 | ab\n    |   ^ something is missing here\n"
        );
    }

    #[test]
    fn a_place_in_a_line_that_is_not_shown_has_no_caret() {
        let mut elsewhere = at(1, 1, "ab", "here");
        elsewhere.line = 99;

        assert!(!shown(&elsewhere, 80).contains('^'));
    }

    fn at(column: usize, width: usize, text: &str, label: &str) -> Excerpt {
        Excerpt {
            file: "x.yaml".to_owned(),
            line: 7,
            column,
            width,
            lines: vec![ExcerptLine {
                number: 7,
                text: text.to_owned(),
            }],
            label: label.to_owned(),
        }
    }

    fn shown(excerpt: &Excerpt, width: usize) -> String {
        let mut page = Page::new(Colour::Off, width);
        write(&mut page, excerpt);
        page.into_text()
    }
}
