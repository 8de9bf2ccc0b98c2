//! JSON in which text may be `$names`: arguments and parameters.

use serde_json::{Map, Value};

use super::{
    Cx,
    keys::check_unique,
    known::Known,
    names::{name_in, no_name},
    scalar::check_quoted,
};
use crate::read::{Entry, Node, NodeValue};

/// Reads a value. `$name` must be bound by now; a `\` before `$`, `<`, `>` or `~` makes it text.
pub(crate) fn template(cx: &mut Cx<'_>, node: &Node, known: Known<'_>) -> Option<Value> {
    check_quoted(&mut cx.report, node)?;
    let value = match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Bool(value) => Value::Bool(*value),
        NodeValue::Number(number, _) => Value::Number(number.clone()),
        NodeValue::Text(text, _) if text.starts_with('$') => {
            let Some(name) = name_in(text) else {
                return cx.report.refuse(no_name(text, &node.place));
            };
            cx.names.check_bound(&mut cx.report, name, &node.place);
            return Some(Value::String(text.clone()));
        }
        NodeValue::Text(text, _) => {
            let literal = unescaped(text);
            known.check_value(
                &mut cx.report,
                &node.place,
                &Value::String(literal.to_owned()),
            );
            return Some(Value::String(escape(literal)));
        }
        NodeValue::List(items) => {
            let items: Vec<Option<Value>> = items
                .iter()
                .map(|item| template(cx, item, known.entry()))
                .collect();
            Value::Array(items.into_iter().collect::<Option<_>>()?)
        }
        NodeValue::Map(entries) => {
            check_unique(&mut cx.report, entries);
            Value::Object(template_object(cx, entries.iter(), known)?)
        }
    };
    known.check_value(&mut cx.report, &node.place, &value);
    Some(value)
}

/// Reads entries of a mapping whose keys are known to be unique.
pub(crate) fn template_object<'n>(
    cx: &mut Cx<'_>,
    entries: impl Iterator<Item = &'n Entry>,
    known: Known<'_>,
) -> Option<Map<String, Value>> {
    let mut whole = true;
    let mut fields = Map::new();
    for entry in entries {
        let child = known.child(&mut cx.report, &entry.key);
        match template(cx, &entry.value, child) {
            Some(value) => {
                fields.insert(entry.key.text.clone(), value);
            }
            None => whole = false,
        }
    }
    whole.then_some(fields)
}

/// Returns JSON as a template that fills to it, whatever its text starts with.
pub(crate) fn literal(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape(text)),
        Value::Array(items) => items.iter().map(literal).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), literal(value)))
            .collect(),
        other => other.clone(),
    }
}

/// Returns text without the `\` that keeps its first character from meaning something.
pub(crate) fn unescaped(text: &str) -> &str {
    text.strip_prefix('\\')
        .filter(|rest| rest.starts_with(['$', '<', '>', '~']))
        .unwrap_or(text)
}

/// Filling a template takes one `\` away, and reads `$` as a name.
fn escape(text: &str) -> String {
    if text.starts_with(['\\', '$']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}
