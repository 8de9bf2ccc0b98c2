use ctimock_scenario::{EventPattern, NumberRange, PatternNode};
use serde_json::Value;

use super::{Bindings, kind};

/// How much of a value is shown, in characters.
const SHOWN: usize = 160;

/// Returns a value as JSON on one line, cut where it gets long.
pub(crate) fn show_value(value: &Value) -> String {
    show_up_to(value, SHOWN)
}

/// Returns a value as JSON on one line, cut behind `most` characters.
pub(crate) fn show_up_to(value: &Value, most: usize) -> String {
    let text = value.to_string();
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Returns an expected event as the scenario has it: `delivered { callId: $call }`.
pub(crate) fn show_event(event: &EventPattern) -> String {
    match &event.pattern.node {
        PatternNode::Object { fields, .. } if fields.is_empty() => event.name.clone(),
        node => format!("{} {}", event.name, show_expected(node, None)),
    }
}

/// Returns what a pattern demands; with `bindings`, what a bound name stands for is beside it.
pub(crate) fn show_expected(node: &PatternNode, bindings: Option<&Bindings>) -> String {
    match node {
        PatternNode::Literal(value) => show_value(value),
        PatternNode::Kind(kind) => kind::word(*kind).to_owned(),
        PatternNode::Absent => "absent".to_owned(),
        PatternNode::Regex(expression) => format!("~{}", bare(expression.as_str())),
        PatternNode::Range(range) => show_range(range),
        PatternNode::Bind(name) => match bindings.map(|bindings| bindings.value(name)) {
            Some(Some(value)) => format!("${name} ({})", show_value(value)),
            Some(None) => format!("${name} (anything)"),
            None => format!("${name}"),
        },
        PatternNode::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| show_expected(&item.node, bindings))
                .collect();
            format!("[{}]", items.join(", "))
        }
        PatternNode::Object { fields, .. } if fields.is_empty() => "{}".to_owned(),
        PatternNode::Object { fields, .. } => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, field)| format!("{name}: {}", show_expected(&field.node, bindings)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// The anchors are the loader's; the scenario has the expression between them.
fn bare(expression: &str) -> &str {
    ["^(?:", r"\A(?:"]
        .into_iter()
        .zip([")$", r")\z"])
        .find_map(|(head, tail)| expression.strip_prefix(head)?.strip_suffix(tail))
        .unwrap_or(expression)
}

fn show_range(range: &NumberRange) -> String {
    let sign = |closed: bool| if closed { "=" } else { "" };
    match (range.from, range.to) {
        (Some((from, true)), Some((to, true))) => format!("{from}..{to}"),
        (Some((from, low)), Some((to, high))) => {
            format!(">{}{from} and <{}{to}", sign(low), sign(high))
        }
        (Some((from, closed)), None) => format!(">{}{from}", sign(closed)),
        (None, Some((to, closed))) => format!("<{}{to}", sign(closed)),
        (None, None) => "<number>".to_owned(),
    }
}
