use std::{ops::Range, sync::Arc};

use super::{
    node::{Entry, Key, Node, NodeValue, Style},
    yaml::{Located, Raw, span},
};
use crate::{Place, SourceFile};

/// Makes our tree out of the YAML reader's: it finds out how text is written, and how far mappings and
/// lists go, which the reader does not say.
pub(super) struct Builder<'a> {
    /// The file that is read.
    pub(super) file: &'a Arc<SourceFile>,
}

/// A node, and the bytes that it takes up where it stands (of an alias: the alias, not its anchor).
pub(super) struct Built {
    pub(super) node: Node,
    extent: Range<usize>,
}

impl Builder<'_> {
    /// Makes a node.
    pub(super) fn node(&self, raw: Located<Raw>) -> Built {
        let text = &self.file.text;
        let start = span(&raw.defined, text);
        let (value, bytes) = match raw.value {
            Raw::Null => (NodeValue::Null, start),
            Raw::Bool(value) => (NodeValue::Bool(value), start),
            Raw::Number(number) => (
                NodeValue::Number(number, text[start.clone()].to_owned()),
                start,
            ),
            Raw::Text(content) => self.text(content, start),
            Raw::List(items) => {
                let items: Vec<Built> = items.into_iter().map(|item| self.node(item)).collect();
                let bytes = self.whole(start, items.iter().map(|item| &item.extent));
                let items = items.into_iter().map(|item| item.node).collect();
                (NodeValue::List(items), bytes)
            }
            Raw::Map(entries) => {
                let entries: Vec<(Key, Built)> = entries
                    .into_iter()
                    .map(|(key, value)| (self.key(key), self.node(value)))
                    .collect();
                let extents = entries
                    .iter()
                    .flat_map(|(key, value)| [&key.place.span, &value.extent]);
                let bytes = self.whole(start, extents);
                let entries = entries
                    .into_iter()
                    .map(|(key, value)| Entry {
                        key,
                        value: value.node,
                    })
                    .collect();
                (NodeValue::Map(entries), bytes)
            }
        };
        let referenced = span(&raw.referenced, text);
        let is_alias = text[referenced.start..].starts_with('*');
        Built {
            extent: if is_alias { referenced } else { bytes.clone() },
            node: Node {
                place: self.place(bytes),
                value,
            },
        }
    }

    fn key(&self, key: Located<String>) -> Key {
        Key {
            place: self.place(span(&key.defined, &self.file.text)),
            text: key.value,
        }
    }

    /// Tells how text is written by what stands at its start, or for a block before it.
    fn text(&self, content: String, bytes: Range<usize>) -> (NodeValue, Range<usize>) {
        let text = &self.file.text;
        if text[bytes.start..].starts_with(['"', '\'']) {
            return (NodeValue::Text(content, Style::Quoted), bytes);
        }
        match block_header(text, &bytes) {
            Some(header) => (NodeValue::Text(content, Style::Block), header..bytes.end),
            None => (NodeValue::Text(content, Style::Plain), bytes),
        }
    }

    /// Returns the bytes from a collection's start to the end of its last entry, and its bracket.
    /// Entries that a merge key brought in stand elsewhere and do not count.
    fn whole<'r>(
        &self,
        start: Range<usize>,
        parts: impl Iterator<Item = &'r Range<usize>>,
    ) -> Range<usize> {
        let text = &self.file.text;
        let end = parts
            .filter(|part| part.start >= start.start)
            .map(|part| part.end)
            .fold(start.end, usize::max);
        let closing = match text.as_bytes().get(start.start) {
            Some(b'{') => '}',
            Some(b'[') => ']',
            _ => return start.start..end,
        };
        let rest = &text[end..];
        let skipped = rest.trim_start_matches([',', ' ', '\t', '\r', '\n']);
        if skipped.starts_with(closing) {
            start.start..end + (rest.len() - skipped.len()) + 1
        } else {
            start.start..end
        }
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place {
            file: Arc::clone(self.file),
            span,
        }
    }
}

/// Returns where the `|` or `>` stands, if the text at `bytes` is a block after one. The reader points
/// at the block's content, or at the header itself when there is none.
fn block_header(text: &str, bytes: &Range<usize>) -> Option<usize> {
    let header_at = |line_start: usize, line: &str| {
        let line = line.split(" #").next().unwrap_or(line).trim_end();
        let word = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let header = line[word..].strip_prefix(['|', '>'])?;
        header
            .chars()
            .all(|c| c.is_ascii_digit() || c == '+' || c == '-')
            .then_some(line_start + word)
    };
    let before = &text[..bytes.start];
    let own_line = before.rfind('\n').map_or(0, |at| at + 1);
    if text[bytes.start..].starts_with(['|', '>']) {
        return Some(bytes.start);
    }
    if !text[own_line..bytes.start].trim().is_empty() {
        return None;
    }
    let earlier = before[..own_line].trim_end();
    let line_start = earlier.rfind('\n').map_or(0, |at| at + 1);
    header_at(line_start, &earlier[line_start..])
}
