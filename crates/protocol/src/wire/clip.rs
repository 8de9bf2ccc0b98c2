/// How many characters of a line are shown.
const SHOWN: usize = 200;

/// Returns a line as a message shows it: its beginning, without control characters.
#[must_use]
pub fn clip(line: &str) -> String {
    let mut shown: String = line
        .chars()
        .take(SHOWN)
        .map(|found| {
            if found.is_control() {
                '\u{fffd}'
            } else {
                found
            }
        })
        .collect();
    let more = line.len() - line.chars().take(SHOWN).map(char::len_utf8).sum::<usize>();
    if more > 0 {
        shown.push_str(&format!("… and {more} bytes more"));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let line = "ü".repeat(201);

        assert_eq!(
            clip(&line),
            format!("{}… and 2 bytes more", "ü".repeat(200))
        );
    }

    #[test]
    fn control_characters_are_not_let_through() {
        assert_eq!(clip("a\u{1b}[31mb"), "a\u{fffd}[31mb");
    }
}
