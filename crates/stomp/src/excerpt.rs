/// Returns the beginning of what a client wrote, with control characters spelled out, for a message.
pub(crate) fn excerpt(bytes: &[u8]) -> Box<str> {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * LONGEST + 4)]);
    let mut chars = text.chars();
    let mut shown = String::new();
    for c in chars.by_ref().take(LONGEST) {
        if c.is_control() {
            shown.extend(c.escape_debug());
        } else {
            shown.push(c);
        }
    }
    if chars.next().is_some() {
        shown.push('…');
    }
    shown.into()
}

const LONGEST: usize = 48;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_shown_whole_and_its_control_characters_spelled_out() {
        assert_eq!(&*excerpt("分机\\c\r\u{0}".as_bytes()), r"分机\c\r\0");
    }

    #[test]
    fn a_long_text_is_cut_after_48_characters() {
        assert_eq!(
            *excerpt("机".repeat(1000).as_bytes()),
            format!("{}…", "机".repeat(48))
        );
    }
}
