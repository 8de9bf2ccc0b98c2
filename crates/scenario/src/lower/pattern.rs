//! JSON that is expected.

use ctimock_dialect::contract::FieldKind;
use regex::Regex;
use serde_json::Value;

use super::{
    Cx,
    keys::check_unique,
    known::Known,
    names::{name_in, no_name},
    range::{self, RangeError},
    scalar::check_quoted,
    suggest::suggest,
};
use crate::{
    Diagnostic, Kind, Pattern, PatternNode,
    read::{Node, NodeValue, Style},
};

/// Whether objects may have fields that the pattern does not name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Objects {
    /// They may.
    Partial,
    /// They may not: `exactly: true`.
    Closed,
}

/// Reads a pattern. What it can bind is bound from here on.
pub(crate) fn pattern(
    cx: &mut Cx<'_>,
    node: &Node,
    objects: Objects,
    known: Known<'_>,
) -> Option<Pattern> {
    check_quoted(&mut cx.report, node)?;
    let literal = |cx: &mut Cx<'_>, value: Value| {
        known.check_value(&mut cx.report, &node.place, &value);
        PatternNode::Literal(value)
    };
    let made = match &node.value {
        NodeValue::Null => literal(cx, Value::Null),
        NodeValue::Bool(value) => literal(cx, Value::Bool(*value)),
        NodeValue::Number(number, _) => literal(cx, Value::Number(number.clone())),
        NodeValue::Text(_, Style::Block) => return cx.report.refuse(block_scalar(node)),
        NodeValue::Text(text, Style::Plain | Style::Quoted) => text_pattern(cx, node, text, known)?,
        NodeValue::List(items) => {
            known.check_kind(&mut cx.report, &node.place, FieldKind::Array);
            let items: Vec<Option<Pattern>> = items
                .iter()
                .map(|item| pattern(cx, item, objects, known.entry()))
                .collect();
            PatternNode::Array(items.into_iter().collect::<Option<_>>()?)
        }
        NodeValue::Map(entries) => {
            known.check_kind(&mut cx.report, &node.place, FieldKind::Object);
            check_unique(&mut cx.report, entries);
            let fields: Vec<Option<(String, Pattern)>> = entries
                .iter()
                .map(|entry| {
                    let child = match &entry.value.value {
                        NodeValue::Text(text, _) if text == ABSENT => {
                            known.absent_child(&mut cx.report, &entry.key)
                        }
                        _ => known.child(&mut cx.report, &entry.key),
                    };
                    let made = pattern(cx, &entry.value, objects, child)?;
                    Some((entry.key.text.clone(), made))
                })
                .collect();
            PatternNode::Object {
                fields: fields.into_iter().collect::<Option<_>>()?,
                closed: objects == Objects::Closed,
            }
        }
    };
    Some(Pattern {
        place: node.place.clone(),
        node: made,
    })
}

fn text_pattern(cx: &mut Cx<'_>, node: &Node, text: &str, known: Known<'_>) -> Option<PatternNode> {
    let place = &node.place;
    if let Some(literal) = text.strip_prefix('\\').filter(|rest| is_special(rest)) {
        let value = Value::String(literal.to_owned());
        known.check_value(&mut cx.report, place, &value);
        return Some(PatternNode::Literal(value));
    }
    if text.starts_with('$') {
        let Some(name) = name_in(text) else {
            return cx.report.refuse(no_name(text, place));
        };
        cx.names.meet(&mut cx.report, name, place);
        return Some(PatternNode::Bind(name.to_owned()));
    }
    if let Some(expression) = text.strip_prefix('~') {
        known.check_kind(&mut cx.report, place, FieldKind::String);
        return regex(cx, node, expression);
    }
    if let Some(range) = range::parse(text) {
        return match range {
            Ok(range) => {
                known.check_kind(&mut cx.report, place, FieldKind::Number);
                Some(PatternNode::Range(range))
            }
            Err(error) => cx.report.refuse(bad_range(node, text, &error)),
        };
    }
    if text.starts_with('<') {
        return kind(cx, node, text, known);
    }
    let value = Value::String(text.to_owned());
    known.check_value(&mut cx.report, place, &value);
    Some(PatternNode::Literal(value))
}

fn is_special(text: &str) -> bool {
    text.starts_with(['$', '~', '<', '>']) || range::parse(text).is_some()
}

fn kind(cx: &mut Cx<'_>, node: &Node, text: &str, known: Known<'_>) -> Option<PatternNode> {
    if text == ABSENT {
        return Some(PatternNode::Absent);
    }
    let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == text) else {
        let words = KINDS.iter().map(|(word, _)| *word).chain([ABSENT]);
        let help = suggest(text, words)
            .unwrap_or_else(|| format!("write `\"\\\\{text}\"` for the text itself"));
        return cx.report.refuse(
            Diagnostic::at(
                "unknown-kind",
                &node.place,
                format!("`{text}` is no kind of value"),
                "`<` begins a kind or a range",
            )
            .help(help),
        );
    };
    known.check_pattern_kind(&mut cx.report, &node.place, *kind);
    Some(PatternNode::Kind(*kind))
}

fn regex(cx: &mut Cx<'_>, node: &Node, expression: &str) -> Option<PatternNode> {
    let reason = match Regex::new(expression) {
        Ok(_) => match Regex::new(&format!(r"\A(?:{expression})\z")) {
            Ok(anchored) => return Some(PatternNode::Regex(anchored)),
            Err(error) => error,
        },
        Err(error) => error,
    }
    .to_string();
    let reason = reason.lines().last().unwrap_or_default();
    cx.report.refuse(
        Diagnostic::at(
            "bad-regex",
            &node.place,
            "a regular expression that cannot be read",
            reason.trim_start_matches("error: "),
        )
        .help("write `\"\\\\~…\"` in quotes for text that starts with `~`"),
    )
}

fn bad_range(node: &Node, text: &str, error: &RangeError) -> Diagnostic {
    match error {
        RangeError::NoNumber => Diagnostic::at(
            "bad-range",
            &node.place,
            format!("`{text}` is no range of numbers"),
            "no number follows",
        )
        .help(format!(
            "write `\">5\"`, `\"<=9\"` or `1..9`, or `\"\\\\{text}\"` for the text itself"
        )),
        RangeError::Empty => Diagnostic::at(
            "empty-range",
            &node.place,
            "a range that holds no number",
            format!("`{text}` ends before it begins"),
        )
        .help("write the smaller number first, such as `1..9`"),
    }
}

fn block_scalar(node: &Node) -> Diagnostic {
    let written = &node.place.file.text[node.place.span.clone()];
    let header = written.split_whitespace().next().unwrap_or_default();
    let help = if header.ends_with(|c: char| c.is_ascii_digit()) {
        format!("put it in quotes: `\"{header}\"`")
    } else {
        "put the text in quotes, on one line".to_owned()
    };
    Diagnostic::at(
        "quote-it",
        &node.place,
        "a block of text inside a pattern",
        format!("YAML reads `{header}` as the start of a block"),
    )
    .help(help)
}

const KINDS: &[(&str, Kind)] = &[
    ("<any>", Kind::Any),
    ("<string>", Kind::String),
    ("<number>", Kind::Number),
    ("<boolean>", Kind::Boolean),
    ("<object>", Kind::Object),
    ("<array>", Kind::Array),
    ("<uuid>", Kind::Uuid),
    ("<timestamp>", Kind::Timestamp),
];

/// Matches what is not there.
const ABSENT: &str = "<absent>";
