use serde_json::Number;

use crate::Place;

/// A value of a file, with its place. What a `${name}` stood for is in already.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Where it stands: a mapping or list from its first to its last entry.
    pub(crate) place: Place,
    /// What it is.
    pub(crate) value: NodeValue,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NodeValue {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its spelling in the file.
    Number(Number, String),
    /// Text, and how it is written.
    Text(String, Style),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the file's order. A key may stand twice: whoever takes it apart says so.
    Map(Vec<Entry>),
}

/// One entry of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Its key.
    pub(crate) key: Key,
    /// Its value.
    pub(crate) value: Node,
}

/// A key of a mapping; what is no text is taken as it is spelt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    /// Where it stands.
    pub(crate) place: Place,
    /// Its text.
    pub(crate) text: String,
}

/// How text is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    /// As it is.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// As a block after `|` or `>`.
    Block,
}

impl Node {
    /// Returns what kind of thing it is, for a label: "a list".
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            NodeValue::Null => "nothing",
            NodeValue::Bool(_) => "a boolean",
            NodeValue::Number(..) => "a number",
            NodeValue::Text(..) => "text",
            NodeValue::List(_) => "a list",
            NodeValue::Map(_) => "a mapping",
        }
    }

    /// Returns the entries if it is a mapping.
    pub(crate) fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            NodeValue::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the value under a key if it is a mapping that has it.
    pub(crate) fn entry(&self, key: &str) -> Option<&Self> {
        self.entries()?
            .iter()
            .find(|entry| entry.key.text == key)
            .map(|entry| &entry.value)
    }

    /// Returns the scalar as it is spelt: of text its text, of a number or boolean its spelling.
    pub(crate) fn scalar_text(&self) -> Option<String> {
        match &self.value {
            NodeValue::Bool(value) => Some(value.to_string()),
            NodeValue::Number(_, spelling) => Some(spelling.clone()),
            NodeValue::Text(text, _) => Some(text.clone()),
            NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => None,
        }
    }
}
