use std::borrow::Cow;

/// Returns the text with what would steer a terminal made visible: a client's payload may hold escape
/// sequences, line ends and marks that turn the direction of writing.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if steers(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Returns the text as [`plain`] does, but keeps its line ends.
pub(crate) fn plain_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(plain).collect();
    lines.join("\n")
}

/// Returns a line of a file with one visible character for each of its own, so that a column counted in
/// characters still points at the same one.
pub(crate) fn plain_columns(line: &str) -> String {
    line.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if steers(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(plain("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb\\nc");
        assert_eq!(plain("8001\u{202e}1008"), "8001\\u{202e}1008");
    }

    #[test]
    fn what_steers_nothing_stays_as_it_is() {
        assert_eq!(plain("坐席 `anna` → €"), "坐席 `anna` → €");
    }

    #[test]
    fn a_line_keeps_its_number_of_characters() {
        assert_eq!(plain_columns("\t- a\u{1b}b"), " - a\u{fffd}b");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(plain_lines("one\ntwo\u{7}"), "one\ntwo\\u{7}");
    }
}
