//! JSON as it stands: identities, settings, tables.

use serde_json::{Map, Value};

use super::{keys::check_unique, known::Known, report::Report, scalar::check_quoted};
use crate::read::{Entry, Node, NodeValue};

/// Reads a value; text is text, whatever it starts with.
pub(crate) fn json(report: &mut Report, node: &Node, known: Known<'_>) -> Option<Value> {
    check_quoted(report, node)?;
    let value = match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Bool(value) => Value::Bool(*value),
        NodeValue::Number(number, _) => Value::Number(number.clone()),
        NodeValue::Text(text, _) => Value::String(text.clone()),
        NodeValue::List(items) => {
            let items: Vec<Option<Value>> = items
                .iter()
                .map(|item| json(report, item, known.entry()))
                .collect();
            Value::Array(items.into_iter().collect::<Option<_>>()?)
        }
        NodeValue::Map(entries) => {
            check_unique(report, entries);
            Value::Object(object(report, entries.iter(), known)?)
        }
    };
    known.check_value(report, &node.place, &value);
    Some(value)
}

/// Reads entries of a mapping whose keys are known to be unique.
pub(crate) fn object<'n>(
    report: &mut Report,
    entries: impl Iterator<Item = &'n Entry>,
    known: Known<'_>,
) -> Option<Map<String, Value>> {
    let mut whole = true;
    let mut fields = Map::new();
    for entry in entries {
        let child = known.child(report, &entry.key);
        match json(report, &entry.value, child) {
            Some(value) => {
                fields.insert(entry.key.text.clone(), value);
            }
            None => whole = false,
        }
    }
    whole.then_some(fields)
}
