//! `${name}`: text that is put in before scalars are read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Number;

use super::{names::is_name, report::Report, suggest::suggest};
use crate::{
    Diagnostic, Place,
    read::{Entry, Key, Node, NodeValue, Style},
};

/// What each `${name}` stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Values {
    values: BTreeMap<String, Node>,
}

impl Values {
    /// Returns these values and others, which win.
    pub(crate) fn with<'v>(&self, others: impl IntoIterator<Item = (&'v str, &'v Node)>) -> Self {
        let mut values = self.values.clone();
        for (name, value) in others {
            values.insert(name.to_owned(), value.clone());
        }
        Self { values }
    }
}

/// Puts values into a tree, one tree after the other.
#[derive(Debug)]
pub(crate) struct Substitution<'v> {
    values: &'v Values,
    /// The names that stood somewhere.
    pub(crate) used: BTreeSet<String>,
}

impl<'v> Substitution<'v> {
    /// Returns a substitution of these values.
    pub(crate) fn new(values: &'v Values) -> Self {
        Self {
            values,
            used: BTreeSet::new(),
        }
    }

    /// Returns the tree with every `${name}` replaced. A scalar that is nothing else becomes the value
    /// itself, be it text, a number or a mapping; within other text the value is spelt out. All of it
    /// stands where the scalar stood.
    pub(crate) fn apply(&mut self, report: &mut Report, node: &Node) -> Node {
        let value = match &node.value {
            NodeValue::Text(text, style) if text.contains("${") => {
                if let Some(name) = whole_name(text)
                    && let Some(value) = self.values.values.get(name)
                {
                    self.used.insert(name.to_owned());
                    return moved(value, &node.place);
                }
                let text = self.fill(report, text, &node.place);
                match style {
                    Style::Plain => resolve(text),
                    Style::Quoted | Style::Block => NodeValue::Text(text, *style),
                }
            }
            NodeValue::List(items) => {
                NodeValue::List(items.iter().map(|item| self.apply(report, item)).collect())
            }
            NodeValue::Map(entries) => NodeValue::Map(
                entries
                    .iter()
                    .map(|entry| self.apply_entry(report, entry))
                    .collect(),
            ),
            other => other.clone(),
        };
        Node {
            place: node.place.clone(),
            value,
        }
    }

    fn apply_entry(&mut self, report: &mut Report, entry: &Entry) -> Entry {
        Entry {
            key: Key {
                place: entry.key.place.clone(),
                text: self.fill(report, &entry.key.text, &entry.key.place),
            },
            value: self.apply(report, &entry.value),
        }
    }

    /// Spells out every value within text. `\${` stays what it is.
    fn fill(&mut self, report: &mut Report, text: &str, place: &Place) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("${") {
            let (before, opened) = rest.split_at(at);
            filled.push_str(before);
            let name = opened[2..].split('}').next().unwrap_or_default();
            let closed = opened.len() > name.len() + 2;
            if before.ends_with('\\') || !closed || !is_name(name) {
                filled.push_str("${");
                rest = &opened[2..];
                continue;
            }
            if let Some(value) = self.spelling(report, name, place) {
                filled.push_str(&value);
            }
            rest = &opened[name.len() + 3..];
        }
        filled.push_str(rest);
        filled
    }

    fn spelling(&mut self, report: &mut Report, name: &str, place: &Place) -> Option<String> {
        let Some(value) = self.values.values.get(name) else {
            let known = self.values.values.keys().map(String::as_str);
            let help = suggest(name, known).unwrap_or_else(|| {
                "values come from `matrix`, or from `with` beside an `include`".to_owned()
            });
            return report.refuse(
                Diagnostic::at(
                    "unknown-value-name",
                    place,
                    format!("`${{{name}}}` stands for nothing"),
                    "no value has this name",
                )
                .help(help),
            );
        };
        self.used.insert(name.to_owned());
        let spelling = value.scalar_text();
        if spelling.is_none() {
            report.add(
                Diagnostic::at(
                    "value-in-text",
                    place,
                    format!("`${{{name}}}` cannot be spelt out within text"),
                    format!("its value is {}", value.kind()),
                )
                .related(&value.place, "the value")
                .help(format!("let `${{{name}}}` stand alone")),
            );
        }
        spelling
    }
}

fn whole_name(text: &str) -> Option<&str> {
    text.strip_prefix("${")?
        .strip_suffix('}')
        .filter(|name| is_name(name))
}

/// Returns a tree that stands somewhere else.
fn moved(node: &Node, place: &Place) -> Node {
    let value = match &node.value {
        NodeValue::List(items) => {
            NodeValue::List(items.iter().map(|item| moved(item, place)).collect())
        }
        NodeValue::Map(entries) => NodeValue::Map(
            entries
                .iter()
                .map(|entry| Entry {
                    key: Key {
                        place: place.clone(),
                        text: entry.key.text.clone(),
                    },
                    value: moved(&entry.value, place),
                })
                .collect(),
        ),
        other => other.clone(),
    };
    Node {
        place: place.clone(),
        value,
    }
}

/// Reads plain text as YAML would have read it.
fn resolve(text: String) -> NodeValue {
    let number = || -> Option<Number> {
        let digits = text.trim_start_matches('-');
        let has_leading_zero =
            digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        if has_leading_zero || !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Ok(number) = text.parse::<i64>() {
            return Some(number.into());
        }
        Number::from_f64(text.parse().ok()?)
    };
    match text.as_str() {
        "" | "~" | "null" => NodeValue::Null,
        "true" => NodeValue::Bool(true),
        "false" => NodeValue::Bool(false),
        _ => match number() {
            Some(number) => NodeValue::Number(number, text),
            None => NodeValue::Text(text, Style::Plain),
        },
    }
}
