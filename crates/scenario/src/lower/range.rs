use crate::NumberRange;

/// What is wrong with text that begins as a range does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RangeError {
    /// `>` or `<=` without a number.
    NoNumber,
    /// The bounds are the wrong way round.
    Empty,
}

/// Reads `>5`, `>=5`, `<9`, `<=9` or `1..9`. `None` if the text is none of these; `<word` is none,
/// because `<` also begins a kind.
pub(crate) fn parse(text: &str) -> Option<Result<NumberRange, RangeError>> {
    let open = |from, to| Ok(NumberRange { from, to });
    if let Some(bound) = text.strip_prefix('>') {
        let (bound, inclusive) = bound_of(bound);
        return Some(number(bound).map_or(Err(RangeError::NoNumber), |from| {
            open(Some((from, inclusive)), None)
        }));
    }
    if let Some(bound) = text.strip_prefix('<') {
        let (bound, inclusive) = bound_of(bound);
        return match number(bound) {
            Some(to) => Some(open(None, Some((to, inclusive)))),
            None if inclusive => Some(Err(RangeError::NoNumber)),
            None => None,
        };
    }
    let (from, to) = text.split_once("..")?;
    let (from, to) = (number(from)?, number(to)?);
    Some(if from <= to {
        open(Some((from, true)), Some((to, true)))
    } else {
        Err(RangeError::Empty)
    })
}

fn bound_of(text: &str) -> (&str, bool) {
    match text.strip_prefix('=') {
        Some(bound) => (bound, true),
        None => (text, false),
    }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digit = |c: char| c.is_ascii_digit();
    let plain = text.ends_with(digit) && text.trim_start_matches('-').starts_with(digit);
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_with_their_bounds() {
        let read = [">5", ">=5", "<9", "<=-9.5", "1..9", "-3..-3"].map(parse);

        let wanted = [
            (Some((5.0, false)), None),
            (Some((5.0, true)), None),
            (None, Some((9.0, false))),
            (None, Some((-9.5, true))),
            (Some((1.0, true)), Some((9.0, true))),
            (Some((-3.0, true)), Some((-3.0, true))),
        ];
        assert_eq!(
            read,
            wanted.map(|(from, to)| Some(Ok(NumberRange { from, to })))
        );
    }

    #[test]
    fn other_text_is_no_range_and_a_broken_one_says_so() {
        let read = ["<any>", "5", "a..b", "1...9", ">x", "<=", "9..1"].map(parse);

        let wanted = [
            None,
            None,
            None,
            None,
            Some(Err(RangeError::NoNumber)),
            Some(Err(RangeError::NoNumber)),
            Some(Err(RangeError::Empty)),
        ];
        assert_eq!(read, wanted);
    }
}
