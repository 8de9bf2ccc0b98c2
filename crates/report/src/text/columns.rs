use unicode_width::UnicodeWidthChar;

/// Returns how many columns of a terminal a character takes: 2 for `漢`, 0 for a combining mark.
pub(crate) fn char_columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Returns how many columns of a terminal a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(char_columns).sum()
}

/// Returns the text, shortened with `…` if it takes more columns.
pub(crate) fn clip(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut clipped = String::new();
    let mut taken = 0;
    for c in text.chars() {
        let wide = char_columns(c);
        if taken + wide + 1 > most {
            break;
        }
        clipped.push(c);
        taken += wide;
    }
    if most > 0 {
        clipped.push('…');
    }
    clipped
}

/// Returns the text with spaces behind it up to a width.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Returns the text with spaces before it up to a width.
pub(crate) fn pad_left(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{}{text}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_takes_two_columns_and_a_combining_mark_none() {
        assert_eq!(columns("坐席8001"), 8);
        assert_eq!(columns("e\u{301}"), 1);
    }

    #[test]
    fn a_clipped_text_never_takes_more_than_it_may() {
        let clipped = [0, 1, 2, 3, 4, 6].map(|most| clip("坐席员", most));

        assert_eq!(clipped, ["", "…", "…", "坐…", "坐…", "坐席员"]);
    }

    #[test]
    fn padding_counts_columns_and_not_characters() {
        assert_eq!(pad("坐席", 6), "坐席  ");
        assert_eq!(pad_left("坐席", 6), "  坐席");
    }
}
