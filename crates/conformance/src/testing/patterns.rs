use std::{path::PathBuf, sync::Arc};

use ctimock_scenario::{
    EventPattern, Kind, NumberRange, Pattern, PatternNode, Place, Presence, SourceFile,
};
use regex::Regex;
use serde_json::Value;

/// Reads a pattern in the scenario language's words.
pub(crate) fn pattern(json: Value) -> Pattern {
    Pattern {
        place: nowhere(),
        node: node(json),
    }
}

/// Reads an expected event.
pub(crate) fn event(name: &str, json: Value) -> EventPattern {
    EventPattern {
        place: nowhere(),
        name: name.to_owned(),
        pattern: pattern(json),
        presence: Presence::Mandatory,
    }
}

pub(super) fn nowhere() -> Place {
    Place {
        file: Arc::new(SourceFile {
            path: PathBuf::from("nowhere.yaml"),
            text: String::new(),
        }),
        span: 0..0,
    }
}

fn node(json: Value) -> PatternNode {
    match json {
        Value::String(text) => special(&text),
        Value::Array(items) => PatternNode::Array(items.into_iter().map(pattern).collect()),
        Value::Object(fields) => PatternNode::Object {
            fields: fields
                .into_iter()
                .map(|(name, value)| (name, pattern(value)))
                .collect(),
            closed: false,
        },
        literal => PatternNode::Literal(literal),
    }
}

fn special(text: &str) -> PatternNode {
    if let Some(name) = text.strip_prefix('$') {
        return PatternNode::Bind(name.to_owned());
    }
    if let Some(expression) = text.strip_prefix('~') {
        let anchored = Regex::new(&format!(r"\A(?:{expression})\z")).unwrap();
        return PatternNode::Regex(anchored);
    }
    if let Some((from, to)) = text.split_once("..") {
        return range(Some((from, true)), Some((to, true)));
    }
    let kind = match text {
        "<any>" => Kind::Any,
        "<string>" => Kind::String,
        "<number>" => Kind::Number,
        "<boolean>" => Kind::Boolean,
        "<object>" => Kind::Object,
        "<array>" => Kind::Array,
        "<uuid>" => Kind::Uuid,
        "<timestamp>" => Kind::Timestamp,
        "<absent>" => return PatternNode::Absent,
        _ => {
            return match text.as_bytes() {
                [b'>', b'=', ..] => range(Some((&text[2..], true)), None),
                [b'>', ..] => range(Some((&text[1..], false)), None),
                [b'<', b'=', ..] => range(None, Some((&text[2..], true))),
                [b'<', ..] => range(None, Some((&text[1..], false))),
                _ => PatternNode::Literal(Value::String(text.to_owned())),
            };
        }
    };
    PatternNode::Kind(kind)
}

fn range(from: Option<(&str, bool)>, to: Option<(&str, bool)>) -> PatternNode {
    let bound =
        |bound: Option<(&str, bool)>| bound.map(|(text, closed)| (text.parse().unwrap(), closed));
    PatternNode::Range(NumberRange {
        from: bound(from),
        to: bound(to),
    })
}
