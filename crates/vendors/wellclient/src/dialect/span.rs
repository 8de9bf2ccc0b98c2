use std::time::Duration;

use serde_json::Value;

/// Reads a span of time as scenarios write it: a whole number and a unit, `250ms`, `60s`, `3m`, `1h`.
///
/// # Errors
/// What was wanted and what was there.
pub(super) fn read(value: &Value) -> Result<Duration, String> {
    value.as_str().and_then(parse).ok_or_else(|| {
        format!("wanted a number and a unit, such as `60s`, and there was `{value}`")
    })
}

fn parse(text: &str) -> Option<Duration> {
    let unit = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = text.split_at(unit);
    let number: u64 = number.parse().ok()?;
    let millis = match unit {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    number.checked_mul(millis).map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case("250ms", 250)]
    #[case("60s", 60_000)]
    #[case("3m", 180_000)]
    #[case("1h", 3_600_000)]
    fn a_number_and_a_unit_are_a_span(#[case] text: &str, #[case] millis: u64) {
        assert_eq!(read(&json!(text)), Ok(Duration::from_millis(millis)));
    }

    #[rstest]
    #[case::no_unit(json!("60"))]
    #[case::no_number(json!("s"))]
    #[case::a_number(json!(60))]
    #[case::an_unknown_unit(json!("60d"))]
    #[case::too_long(json!("99999999999999999999h"))]
    #[case::a_fraction(json!("1.5s"))]
    fn anything_else_is_none(#[case] value: Value) {
        let error = read(&value).expect_err("it is no span");

        assert_eq!(
            error,
            format!("wanted a number and a unit, such as `60s`, and there was `{value}`")
        );
    }
}
