//! Words, flags and counts.

use std::ops::RangeInclusive;

use super::{
    report::Report,
    suggest::{alternatives, suggest},
};
use crate::{
    Diagnostic, Times,
    read::{Node, NodeValue, Style},
};

/// Reads text.
pub(crate) fn text(report: &mut Report, node: &Node, what: &str) -> Option<String> {
    match &node.value {
        NodeValue::Text(text, _) => {
            check_quoted(report, node)?;
            Some(text.clone())
        }
        NodeValue::Number(_, spelling) => report.refuse(
            mismatch(node, what, "text").help(format!("put it in quotes: `\"{spelling}\"`")),
        ),
        NodeValue::Bool(value) => report
            .refuse(mismatch(node, what, "text").help(format!("put it in quotes: `\"{value}\"`"))),
        NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => {
            report.refuse(mismatch(node, what, "text"))
        }
    }
}

/// Reads text that is not empty.
pub(crate) fn some_text(report: &mut Report, node: &Node, what: &str) -> Option<String> {
    let text = text(report, node, what)?;
    if text.trim().is_empty() {
        return report.refuse(
            Diagnostic::at(
                "empty-text",
                &node.place,
                format!("{what} is empty"),
                "nothing is said here",
            )
            .help("write a few words"),
        );
    }
    Some(text)
}

/// Reads text or a list of it.
pub(crate) fn texts(report: &mut Report, node: &Node, what: &str) -> Option<Vec<String>> {
    match &node.value {
        NodeValue::List(items) => items
            .iter()
            .map(|item| text(report, item, what))
            .collect::<Vec<_>>()
            .into_iter()
            .collect(),
        _ => text(report, node, what).map(|one| vec![one]),
    }
}

/// Reads `true` or `false`.
pub(crate) fn flag(report: &mut Report, node: &Node, what: &str) -> Option<bool> {
    match node.value {
        NodeValue::Bool(value) => Some(value),
        _ => report.refuse(mismatch(node, what, "`true` or `false`")),
    }
}

/// Reads one of some words. `on` and `off` need no quotes here, because nothing else can be meant.
pub(crate) fn one_of(
    report: &mut Report,
    node: &Node,
    what: &str,
    known: &[&'static str],
) -> Option<&'static str> {
    let NodeValue::Text(word, _) = &node.value else {
        let help = format!("write {}", alternatives(known));
        return report.refuse(mismatch(node, what, "a word").help(help));
    };
    let found = known.iter().copied().find(|known| *known == word);
    if found.is_none() {
        let help = suggest(word, known.iter().copied())
            .unwrap_or_else(|| format!("write {}", alternatives(known)));
        report.add(
            Diagnostic::at(
                "unknown-word",
                &node.place,
                format!("{what} is never `{word}`"),
                "unknown word",
            )
            .help(help),
        );
    }
    found
}

/// Reads a whole number from 1.
pub(crate) fn count(report: &mut Report, node: &Node, what: &str) -> Option<u32> {
    let number = match &node.value {
        NodeValue::Number(number, _) => number.as_u64(),
        NodeValue::Text(text, Style::Quoted) => text.parse().ok(),
        _ => None,
    };
    match number.and_then(|number| u32::try_from(number).ok()) {
        Some(0) | None => report.refuse(
            out_of_range(node, what, "a whole number from 1").help("write a number such as `3`"),
        ),
        Some(count) => Some(count),
    }
}

/// Reads a count, or two with `..` between.
pub(crate) fn counts(report: &mut Report, node: &Node, what: &str) -> Option<RangeInclusive<u32>> {
    let NodeValue::Text(text, _) = &node.value else {
        return count(report, node, what).map(|count| count..=count);
    };
    let parts = text.split_once("..").unwrap_or((text, text));
    let (Ok(from), Ok(to)) = (parts.0.trim().parse(), parts.1.trim().parse()) else {
        return report.refuse(
            mismatch(node, what, "a count or a range of counts").help("write `3` or `2..4`"),
        );
    };
    if from > to || to == 0 {
        return report.refuse(
            Diagnostic::at(
                "empty-range",
                &node.place,
                format!("{what} is a range that holds nothing"),
                format!("`{text}` ends before it begins"),
            )
            .help("write the smaller count first, such as `2..4`"),
        );
    }
    Some(from..=to)
}

/// Reads a count or `always`.
pub(crate) fn times(report: &mut Report, node: &Node, what: &str) -> Option<Times> {
    match &node.value {
        NodeValue::Text(word, _) if word == "always" => Some(Times::Always),
        NodeValue::Text(_, Style::Plain | Style::Block) => report.refuse(
            mismatch(node, what, "a count").help("write a number such as `3`, or `always`"),
        ),
        _ => count(report, node, what).map(Times::Count),
    }
}

/// Reads a number within bounds.
pub(crate) fn code(
    report: &mut Report,
    node: &Node,
    what: &str,
    bounds: RangeInclusive<u16>,
) -> Option<u16> {
    let number = match &node.value {
        NodeValue::Number(number, _) => number.as_u64(),
        _ => None,
    };
    let code = number
        .and_then(|number| u16::try_from(number).ok())
        .filter(|code| bounds.contains(code));
    if code.is_none() {
        let wanted = format!("a number from {} to {}", bounds.start(), bounds.end());
        report.add(out_of_range(node, what, &wanted).help("write one of them, without quotes"));
    }
    code
}

fn out_of_range(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let diagnostic = mismatch(node, what, wanted);
    match &node.value {
        NodeValue::Number(_, spelling) => Diagnostic {
            label: format!("`{spelling}` is out of range"),
            ..diagnostic
        },
        _ => diagnostic,
    }
}

/// Says that something else was wanted than what stands there.
pub(crate) fn mismatch(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let label = match node.scalar_text() {
        Some(text) if text.len() <= SHOWN => format!("`{text}` is {}", node.kind()),
        _ => format!("{} stands here", node.kind()),
    };
    Diagnostic::at(
        "wrong-kind",
        &node.place,
        format!("{what} takes {wanted}"),
        label,
    )
}

/// Refuses plain values that people and YAML readers take for different things.
pub(crate) fn check_quoted(report: &mut Report, node: &Node) -> Option<()> {
    match unquoted(node) {
        Some(diagnostic) => report.refuse(diagnostic),
        None => Some(()),
    }
}

fn unquoted(node: &Node) -> Option<Diagnostic> {
    let (spelling, title, label) = match &node.value {
        NodeValue::Number(_, spelling) if has_leading_zero(spelling) => (
            spelling,
            "a plain number with a leading zero",
            "some YAML readers lose the zero",
        ),
        NodeValue::Text(text, Style::Plain) if has_leading_zero(text) => (
            text,
            "a plain number with a leading zero",
            "some YAML readers lose the zero",
        ),
        NodeValue::Text(text, Style::Plain) if is_bare_boolean(text) => (
            text,
            "a bare word that some YAML readers take for a boolean",
            "text or a boolean?",
        ),
        _ => return None,
    };
    let help = if is_bare_boolean(spelling) {
        format!("put it in quotes: `\"{spelling}\"`; a boolean is `true` or `false`")
    } else {
        format!("put it in quotes: `\"{spelling}\"`")
    };
    Some(Diagnostic::at("quote-it", &node.place, title, label).help(help))
}

fn has_leading_zero(spelling: &str) -> bool {
    let digits = spelling.trim_start_matches(['+', '-']);
    digits.len() > 1
        && digits.starts_with('0')
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits[1..].starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn is_bare_boolean(text: &str) -> bool {
    ["yes", "no", "on", "off"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

/// Longer values are not repeated in a label.
const SHOWN: usize = 40;
