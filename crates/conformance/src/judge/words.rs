use std::time::Duration;

use http::StatusCode;

use crate::Difference;

/// Joins words as a sentence does: `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}

/// Returns a word in backticks.
pub(crate) fn quoted(word: impl AsRef<str>) -> String {
    format!("`{}`", word.as_ref())
}

/// Returns the paths of differences, at most three, in backticks.
pub(crate) fn paths(differences: &[Difference]) -> String {
    let mut shown: Vec<String> = differences
        .iter()
        .take(3)
        .map(|difference| match difference.path.as_str() {
            "" => "value".to_owned(),
            path => quoted(path),
        })
        .collect();
    if differences.len() > shown.len() {
        shown.push(format!("{} more", differences.len() - shown.len()));
    }
    listed(&shown, "and")
}

/// Returns differences on one line: `` `callId` is "K2", not $call ("K1") ``.
pub(crate) fn told(differences: &[Difference]) -> String {
    let told: Vec<String> = differences
        .iter()
        .map(|difference| {
            let path = match difference.path.as_str() {
                "" => "it".to_owned(),
                path => quoted(path),
            };
            format!(
                "{path} is {}, not {}",
                difference.observed, difference.expected
            )
        })
        .collect();
    told.join("; ")
}

/// Returns a status with its name, if it has one: `404 Not Found`, `455`.
pub(crate) fn status(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

/// Returns a span as scenarios write it: `250ms`, `3s`, `2m`.
pub(crate) fn span(span: Duration) -> String {
    let millis = span.as_millis();
    match millis {
        _ if millis == 0 || !millis.is_multiple_of(1000) => format!("{millis}ms"),
        _ if millis.is_multiple_of(60_000) => format!("{}m", millis / 60_000),
        _ => format!("{}s", millis / 1000),
    }
}
