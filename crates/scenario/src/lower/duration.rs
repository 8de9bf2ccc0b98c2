use std::time::Duration;

use super::{report::Report, scalar::mismatch};
use crate::{
    Diagnostic, Span,
    read::{Node, NodeValue},
};

/// Reads a duration.
pub(crate) fn duration(report: &mut Report, node: &Node, what: &str) -> Option<Duration> {
    let text = match &node.value {
        NodeValue::Text(text, _) => text.as_str(),
        NodeValue::Number(_, spelling) => spelling.as_str(),
        _ => {
            return report.refuse(mismatch(node, what, "a duration").help(EXAMPLE));
        }
    };
    match parse(text) {
        Ok(duration) => Some(duration),
        Err(error) => report.refuse(explain(&error, node, what, text)),
    }
}

/// Reads a duration that is longer than nothing.
pub(crate) fn some_duration(report: &mut Report, node: &Node, what: &str) -> Option<Duration> {
    let duration = duration(report, node, what)?;
    if duration.is_zero() {
        return report.refuse(
            Diagnostic::at(
                "zero-duration",
                &node.place,
                format!("{what} is no time at all"),
                "nothing can happen in it",
            )
            .help("write a longer one, or leave it out"),
        );
    }
    Some(duration)
}

/// Reads a duration, or two with `..` between.
pub(crate) fn span(report: &mut Report, node: &Node, what: &str) -> Option<Span> {
    let NodeValue::Text(text, _) = &node.value else {
        return duration(report, node, what).map(until);
    };
    let Some((from, to)) = text.split_once("..") else {
        return duration(report, node, what).map(until);
    };
    let mut bound = |text: &str| match parse(text.trim()) {
        Ok(duration) => Some(duration),
        Err(error) => report.refuse(explain(&error, node, what, text.trim())),
    };
    let (from, to) = (bound(from), bound(to));
    let (from, to) = (from?, to?);
    if from > to {
        return report.refuse(
            Diagnostic::at(
                "empty-range",
                &node.place,
                format!("{what} ends before it begins"),
                format!("`{text}` holds no instant"),
            )
            .help("write the earlier bound first, such as `1s..3s`"),
        );
    }
    Some(Span { from, to })
}

fn until(to: Duration) -> Span {
    Span {
        from: Duration::ZERO,
        to,
    }
}

#[derive(Debug, Eq, PartialEq)]
enum DurationError {
    NoUnit,
    UnknownUnit(String),
    Negative,
    TooLong,
    NoNumber,
}

fn explain(error: &DurationError, node: &Node, what: &str, text: &str) -> Diagnostic {
    let at = |code, title: String, label: String| Diagnostic::at(code, &node.place, title, label);
    match error {
        DurationError::NoUnit => at(
            "duration-unit",
            format!("{what} has no unit"),
            format!("`{text}` of what?"),
        )
        .help(EXAMPLE),
        DurationError::UnknownUnit(unit) => at(
            "duration-unit",
            format!("{what} has an unknown unit"),
            format!("`{unit}` is no unit"),
        )
        .help("units are `us`, `ms`, `s`, `m` and `h`"),
        DurationError::Negative => at(
            "negative-duration",
            format!("{what} goes back in time"),
            format!("`{text}` is negative"),
        )
        .help("scenario time only runs forward"),
        DurationError::TooLong => at(
            "long-duration",
            format!("{what} is longer than a year"),
            format!("`{text}` is out of range"),
        )
        .help("is the unit right?"),
        DurationError::NoNumber => at(
            "wrong-kind",
            format!("{what} takes a duration"),
            format!("`{text}` is none"),
        )
        .help(EXAMPLE),
    }
}

fn parse(text: &str) -> Result<Duration, DurationError> {
    let unit_at = text
        .rfind(|c: char| c.is_ascii_digit() || c == '.')
        .map_or(0, |at| at + 1);
    let (number, unit) = text.split_at(unit_at);
    if number.starts_with('-') {
        return Err(DurationError::Negative);
    }
    let plain = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number: f64 = number
        .parse()
        .ok()
        .filter(|_| plain)
        .ok_or(DurationError::NoNumber)?;
    let micros = match unit.trim() {
        "" => return Err(DurationError::NoUnit),
        "us" => 1.0,
        "ms" => 1e3,
        "s" => 1e6,
        "m" => 60e6,
        "h" => 3600e6,
        other => return Err(DurationError::UnknownUnit(other.to_owned())),
    };
    let micros = (number * micros).round();
    if micros > YEAR_IN_MICROS {
        return Err(DurationError::TooLong);
    }
    Ok(Duration::from_micros(micros as u64))
}

const YEAR_IN_MICROS: f64 = 365.0 * 24.0 * 3600e6;

const EXAMPLE: &str = "write a number and a unit, such as `250ms`, `2s`, `3m` or `1h`";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_and_a_unit() {
        let read = ["250ms", "2s", "1.5s", "3m", "1h", "10us", "0s"].map(parse);

        let micros = [
            250_000,
            2_000_000,
            1_500_000,
            180_000_000,
            3_600_000_000,
            10,
            0,
        ];
        assert_eq!(read, micros.map(|micros| Ok(Duration::from_micros(micros))));
    }

    #[test]
    fn what_is_no_duration_says_why() {
        let read = ["5", "-2s", "2sec", "s", "", "1.2.3s", "99999h", "NaNs"].map(parse);

        let unknown = |unit: &str| Err(DurationError::UnknownUnit(unit.to_owned()));
        let wanted = [
            Err(DurationError::NoUnit),
            Err(DurationError::Negative),
            unknown("sec"),
            Err(DurationError::NoNumber),
            Err(DurationError::NoNumber),
            Err(DurationError::NoNumber),
            Err(DurationError::TooLong),
            Err(DurationError::NoNumber),
        ];
        assert_eq!(read, wanted);
    }
}
