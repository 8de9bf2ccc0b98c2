use crate::{CodecError, Command, Version, excerpt::excerpt};

/// How the text of headers is written in one frame.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Escaping {
    /// As it is: 1.0.
    None,
    /// As it is, and read by whoever drops a CR at the end of a line: `CONNECT` and `CONNECTED`.
    Handshake,
    /// `\n`, `\c` and `\\`: 1.1.
    Basic,
    /// `\r` as well: 1.2.
    Full,
}

impl Escaping {
    /// Returns how a frame is written: `CONNECT` and `CONNECTED` are never escaped, because the
    /// version is not agreed when they are read (STOMP 1.2, "Value Encoding").
    pub(crate) fn of(command: &Command, version: Version) -> Self {
        match (command, version) {
            (Command::Connect | Command::Connected, _) => Self::Handshake,
            (_, Version::V1_0) => Self::None,
            (_, Version::V1_1) => Self::Basic,
            (_, Version::V1_2) => Self::Full,
        }
    }

    /// Writes a header's name.
    pub(crate) fn write_name(self, out: &mut String, name: &str) {
        self.write(out, name, matches!(self, Self::None | Self::Handshake));
    }

    /// Writes a header's value.
    pub(crate) fn write_value(self, out: &mut String, value: &str) {
        self.write(out, value, false);
    }

    /// Reads a header's name or value.
    pub(crate) fn read(self, text: &str) -> Result<String, CodecError> {
        if matches!(self, Self::None | Self::Handshake) || !text.contains('\\') {
            return Ok(text.to_owned());
        }
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('\\') {
            plain.push_str(&rest[..at]);
            let after = &rest[at + 1..];
            let escaped = after.chars().next();
            plain.push(match escaped {
                Some('n') => '\n',
                Some('c') => ':',
                Some('\\') => '\\',
                Some('r') if self == Self::Full => '\r',
                other => {
                    let there = format!("\\{}", other.map(String::from).unwrap_or_default());
                    return Err(CodecError::UnknownEscape {
                        there: excerpt(there.as_bytes()),
                    });
                }
            });
            rest = &after[1..];
        }
        plain.push_str(rest);
        Ok(plain)
    }

    /// What cannot be said becomes a space, so that no text can add a header or end a frame.
    fn write(self, out: &mut String, text: &str, colon_ends: bool) {
        if !text
            .bytes()
            .any(|byte| matches!(byte, 0 | b'\n' | b'\r' | b':' | b'\\'))
        {
            out.push_str(text);
            return;
        }
        for c in text.chars() {
            let escapes = matches!(self, Self::Basic | Self::Full);
            match c {
                '\0' => out.push(' '),
                '\n' if escapes => out.push_str("\\n"),
                '\n' => out.push(' '),
                '\r' if self == Self::Full => out.push_str("\\r"),
                '\r' if self == Self::Handshake => out.push(' '),
                ':' if escapes => out.push_str("\\c"),
                ':' if colon_ends => out.push(' '),
                '\\' if escapes => out.push_str("\\\\"),
                other => out.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const TEXT: &str = "a\\b:c\nd\re";

    #[rstest]
    #[case::version_1_0(Command::Send, Version::V1_0, "a\\b:c d\re")]
    #[case::version_1_1(Command::Send, Version::V1_1, "a\\\\b\\cc\\nd\re")]
    #[case::version_1_2(Command::Send, Version::V1_2, "a\\\\b\\cc\\nd\\re")]
    #[case::connect(Command::Connect, Version::V1_2, "a\\b:c d e")]
    #[case::connected(Command::Connected, Version::V1_1, "a\\b:c d e")]
    #[case::stomp(Command::Stomp, Version::V1_1, "a\\\\b\\cc\\nd\re")]
    fn a_value_is_written_as_its_version_says(
        #[case] command: Command,
        #[case] version: Version,
        #[case] wanted: &str,
    ) {
        let mut out = String::new();

        Escaping::of(&command, version).write_value(&mut out, TEXT);

        assert_eq!(out, wanted);
    }

    #[rstest]
    #[case::none(Escaping::None, r"\n\c\\\r\t", Ok(r"\n\c\\\r\t"))]
    #[case::handshake(Escaping::Handshake, r"\n", Ok(r"\n"))]
    #[case::basic(Escaping::Basic, r"x\n\c\\y", Ok("x\n:\\y"))]
    #[case::full(Escaping::Full, r"\r\n\c\\", Ok("\r\n:\\"))]
    #[case::a_backslash_written_out_is_no_escape(Escaping::Full, r"\\n", Ok("\\n"))]
    #[case::a_raw_colon_is_taken_as_it_is(Escaping::Basic, "a:b", Ok("a:b"))]
    #[case::cr_is_unknown_in_1_1(Escaping::Basic, r"\r", Err(r"\r"))]
    #[case::tab_is_unknown(Escaping::Full, r"\t", Err(r"\t"))]
    #[case::wide_characters_are_unknown(Escaping::Full, r"\机", Err(r"\机"))]
    #[case::nothing_after_it(Escaping::Full, r"a\", Err(r"\"))]
    fn an_escape_is_read_as_its_version_says(
        #[case] escaping: Escaping,
        #[case] text: &str,
        #[case] wanted: Result<&str, &str>,
    ) {
        let wanted = wanted
            .map(str::to_owned)
            .map_err(|there| CodecError::UnknownEscape {
                there: there.into(),
            });

        assert_eq!(escaping.read(text), wanted);
    }
}
