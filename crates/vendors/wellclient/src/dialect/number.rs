use std::time::Duration;

use super::refuse::Refused;

/// A dialled number: `{main}-[Ww…]{extension}` or its main part alone (dossier §1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Number<'a> {
    /// What is dialled first: digits, `*`, `#`, `+`.
    pub(super) main: &'a str,
    /// What is dialled when the far end has answered.
    pub(super) extension: Option<Extension<'a>>,
}

/// What stands behind the `-` of a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Extension<'a> {
    /// How long the far end is left in peace: each `W` is a second, each `w` half of one.
    pub(super) pause: Duration,
    pub(super) digits: &'a str,
}

impl<'a> Number<'a> {
    /// Reads a number; `None` when it is none.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (main, rest) = match text.split_once('-') {
            None => (text, None),
            Some((main, rest)) => (main, Some(rest)),
        };
        if text.len() > LONGEST || !is_dialled(main) {
            return None;
        }
        let extension = match rest {
            None => None,
            Some(rest) => Some(Extension::parse(rest)?),
        };
        Some(Self { main, extension })
    }
}

impl<'a> Extension<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let digits = text.trim_start_matches(['W', 'w']);
        let letters = &text[..text.len() - digits.len()];
        let pause = letters.chars().map(|letter| match letter {
            'W' => Duration::from_secs(1),
            _ => Duration::from_millis(500),
        });
        is_dialled(digits).then(|| Self {
            pause: pause.sum(),
            digits,
        })
    }
}

/// Returns the number that a request's field names, as it was written; 400 when it is none.
pub(super) fn dialled<'a>(to: Option<&'a str>, field: &str) -> Result<&'a str, Refused> {
    let there = match to {
        None => "there was none".to_owned(),
        Some(to) if Number::parse(to).is_some() => return Ok(to),
        Some(to) => format!("there was `{to}`"),
    };
    let error = format!(
        "wanted a number such as `917602176375` or `902088888888-W123`, without a domain, as \
         `{field}`, and {there}"
    );
    Err(Refused::new(400, error))
}

fn is_dialled(text: &str) -> bool {
    let is_key = |letter: char| matches!(letter, '0'..='9' | '*' | '#' | '+');
    !text.is_empty() && text.chars().all(is_key)
}

const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::at_once("02088888888-123", 0, "123")]
    #[case::a_second("02088888888-W123", 1000, "123")]
    #[case::half_a_second("02088888888-w1", 500, "1")]
    #[case::mixed("02088888888-WwwW9#", 3000, "9#")]
    fn an_extension_has_its_pause(#[case] text: &str, #[case] pause: u64, #[case] digits: &str) {
        let extension = Extension {
            pause: Duration::from_millis(pause),
            digits,
        };

        assert_eq!(
            Number::parse(text),
            Some(Number {
                main: "02088888888",
                extension: Some(extension),
            })
        );
    }

    #[rstest]
    #[case("917602176375")]
    #[case("+8613800138000")]
    #[case("*99#")]
    fn a_number_may_have_no_extension(#[case] text: &str) {
        let extension = None;

        assert_eq!(
            Number::parse(text),
            Some(Number {
                main: text,
                extension
            })
        );
    }

    #[rstest]
    #[case::nothing("")]
    #[case::no_main_number("-123")]
    #[case::no_extension("123-")]
    #[case::only_a_pause("123-Ww")]
    #[case::two_extensions("123-4-5")]
    #[case::a_pause_before_the_dash("123W-4")]
    #[case::a_pause_without_a_dash("123W4")]
    #[case::a_pause_within_the_extension("123-4W5")]
    #[case::letters("12a")]
    #[case::a_domain("8002@test.cc")]
    fn what_is_no_number_is_refused(#[case] text: &str) {
        assert_eq!(Number::parse(text), None);
        assert_eq!(
            dialled(Some(text), "to").map_err(|it| it.status.as_u16()),
            Err(400)
        );
    }
}
