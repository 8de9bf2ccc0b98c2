use std::borrow::Cow;

/// Decodes `%41` and leaves everything else as it stands: a `%` that begins no escape is a `%`.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    match String::from_utf8(decoded) {
        Ok(decoded) => Cow::Owned(decoded),
        // Bytes that are no text were no escapes of text.
        Err(_) => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_pipe("8001@test.cc%7CK1", "8001@test.cc|K1")]
    #[case::chinese("%E5%88%86", "分")]
    #[case::a_sign_alone("a+b&c=d%", "a+b&c=d%")]
    #[case::a_sign_with_one_digit("%4", "%4")]
    #[case::a_sign_with_a_plus("%+1", "%+1")]
    #[case::half_a_letter("%E5%88", "%E5%88")]
    #[case::a_sign_before_a_letter_of_two_bytes("%é1", "%é1")]
    fn only_escapes_are_decoded(#[case] text: &str, #[case] wanted: &str) {
        assert_eq!(decode(text), wanted);
    }
}
