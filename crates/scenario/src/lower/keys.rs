use super::{
    report::Report,
    scalar::mismatch,
    suggest::{list, suggest},
};
use crate::{
    Diagnostic, Place,
    read::{Entry, Key, Node},
};

/// The entries of a mapping, each key once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys<'n> {
    /// Where the mapping stands.
    pub(crate) place: &'n Place,
    entries: &'n [Entry],
}

impl<'n> Keys<'n> {
    /// Takes a mapping apart; says so if it is none, or if a key stands twice.
    pub(crate) fn of(report: &mut Report, node: &'n Node, what: &str) -> Option<Self> {
        let Some(entries) = node.entries() else {
            return report.refuse(
                Diagnostic::at(
                    "not-a-mapping",
                    &node.place,
                    format!("{what} takes a mapping"),
                    format!("{} stands here", node.kind()),
                )
                .help("write `name: value`, or `{}` for an empty one"),
            );
        };
        check_unique(report, entries);
        Some(Self {
            place: &node.place,
            entries,
        })
    }

    /// Takes a step apart.
    pub(crate) fn of_step(report: &mut Report, node: &'n Node) -> Option<Self> {
        if node.entries().is_none() {
            let help = match node.scalar_text() {
                Some(text) if text.contains('：') => {
                    "`：` is a full-width colon: write `: `, with a space behind it"
                }
                Some(text) if text.contains(':') => "put a space behind the colon: `wait: 2s`",
                _ => "write a verb and its value, such as `wait: 2s`",
            };
            return report.refuse(mismatch(node, "a step", "a verb and its value").help(help));
        }
        Self::of(report, node, "a step")
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// Returns a key itself.
    pub(crate) fn key(&self, name: &str) -> Option<&'n Key> {
        self.entry(name).map(|entry| &entry.key)
    }

    /// Returns all entries in the file's order.
    pub(crate) fn entries(&self) -> &'n [Entry] {
        self.entries
    }

    /// Refuses every key that is not known.
    pub(crate) fn only(&self, report: &mut Report, owner: &str, known: &[&str]) {
        for entry in self.entries {
            if !known.contains(&entry.key.text.as_str()) {
                report.add(unknown_key(&entry.key, owner, known));
            }
        }
    }

    fn entry(&self, name: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key.text == name)
    }
}

/// Says that a key stands where it means nothing.
pub(crate) fn unknown_key(key: &Key, owner: &str, known: &[&str]) -> Diagnostic {
    let help = suggest(&key.text, known.iter().copied()).unwrap_or_else(|| match known {
        [] => "leave it out: no other key stands here".to_owned(),
        _ => format!("known: {}", list(known)),
    });
    Diagnostic::at(
        "unknown-key",
        &key.place,
        format!("unknown key `{}` in {owner}", key.text),
        "means nothing here",
    )
    .help(help)
}

/// Refuses keys that stand twice.
pub(crate) fn check_unique(report: &mut Report, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        let earlier = entries[..at]
            .iter()
            .find(|other| other.key.text == entry.key.text);
        if let Some(earlier) = earlier {
            report.add(
                Diagnostic::at(
                    "duplicate-key",
                    &entry.key.place,
                    format!("key `{}` stands twice", entry.key.text),
                    "here again",
                )
                .related(&earlier.key.place, "it stands here first")
                .help("leave one of them out; a list may hold the same word twice"),
            );
        }
    }
}
