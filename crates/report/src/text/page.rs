use super::{columns::columns, paint::Ink, wrap::wrap};
use crate::Colour;

/// The columns that are left at least, however deep an indent is.
const NARROWEST: usize = 12;

/// Text for people that is being put together, line by line.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    colour: Colour,
    width: usize,
}

impl Page {
    /// Returns an empty page.
    pub(crate) const fn new(colour: Colour, width: usize) -> Self {
        Self {
            text: String::new(),
            colour,
            width,
        }
    }

    /// Adds a line, without the spaces at its end.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds an empty line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Adds a paragraph behind a label, whose later lines stand under its first.
    pub(crate) fn paragraph(&mut self, label: &str, ink: Ink, words: &str) {
        let indent = columns(label) + 3;
        let label = self.ink(ink, label);
        for (index, part) in wrap(words, self.rest(indent)).into_iter().enumerate() {
            if index == 0 {
                self.line(&format!("  {label} {part}"));
            } else {
                self.line(&format!("{}{part}", " ".repeat(indent)));
            }
        }
    }

    /// Returns a text in an ink.
    pub(crate) fn ink(&self, ink: Ink, text: &str) -> String {
        ink.on(self.colour, text)
    }

    /// Returns how many columns there are.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// Returns how many columns are left behind an indent; always enough for a word.
    pub(crate) fn rest(&self, indent: usize) -> usize {
        self.width.saturating_sub(indent).max(NARROWEST)
    }

    /// Returns whether the latest line is empty, if there is one.
    pub(crate) fn is_spaced(&self) -> Option<bool> {
        (!self.text.is_empty()).then(|| self.text.ends_with("\n\n"))
    }

    /// Returns what was written.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}
