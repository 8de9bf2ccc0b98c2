use super::columns::{char_columns, columns};

/// Breaks a text into lines of at most `width` columns: at its own line ends, between words, and
/// within a word only if that is longer than a line. An empty text is one empty line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, width, &mut lines);
    }
    lines
}

fn wrap_paragraph(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut taken = 0;
    for word in text.split(' ') {
        let wide = columns(word);
        if !line.is_empty() && taken + 1 + wide <= width {
            line.push(' ');
            line.push_str(word);
            taken += 1 + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        for c in word.chars() {
            if taken + char_columns(c) > width {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push(c);
            taken += char_columns(c);
        }
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(
            wrap("the mock sent it and the client said nothing", 16),
            ["the mock sent it", "and the client", "said nothing"]
        );
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_where_the_line_ends() {
        assert_eq!(
            wrap("id 917602176375@test.cc", 8),
            ["id", "91760217", "6375@tes", "t.cc"]
        );
    }

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(wrap("坐席员", 5), ["坐席", "员"]);
    }

    #[test]
    fn line_ends_of_the_text_stay() {
        assert_eq!(wrap("one\n\ntwo", 20), ["one", "", "two"]);
        assert_eq!(wrap("", 20), [""]);
    }
}
