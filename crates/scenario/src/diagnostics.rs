use std::fmt;

use serde_json::{Value, json};

use crate::render::{Colour, render};
use crate::{Diagnostic, Place};

/// All that is wrong in a file and in what it includes, in source order. Never empty where it is an
/// error.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Returns the diagnostics in source order, each once. Those of the file that stands first come
    /// first; those without a place come before all others. A scalar whose `${name}` could not be put in
    /// is wrong for that alone.
    pub(crate) fn sorted(mut found: Vec<Diagnostic>) -> Self {
        let mut files = Vec::new();
        for diagnostic in &found {
            if let Some(place) = &diagnostic.place
                && !files.contains(&place.file.path)
            {
                files.push(place.file.path.clone());
            }
        }
        let broken: Vec<Option<Place>> = found
            .iter()
            .filter(|diagnostic| UNFILLED.contains(&diagnostic.code))
            .map(|diagnostic| diagnostic.place.clone())
            .collect();
        found.retain(|diagnostic| {
            UNFILLED.contains(&diagnostic.code) || !broken.contains(&diagnostic.place)
        });
        found.sort_by_key(|diagnostic| {
            diagnostic.place.as_ref().map(|place| {
                let file = files.iter().position(|path| *path == place.file.path);
                (file, place.span.start, place.span.end)
            })
        });
        let mut each_once: Vec<Diagnostic> = Vec::new();
        for diagnostic in found {
            if !each_once.contains(&diagnostic) {
                each_once.push(diagnostic);
            }
        }
        Self(each_once)
    }

    /// Adds those of another file, and returns the ones that were not here yet: what is wrong in a
    /// file that several include is wrong once.
    #[must_use]
    pub fn add(&mut self, others: Self) -> Self {
        let mut new = others.0;
        new.retain(|diagnostic| !self.0.contains(diagnostic));
        self.0.extend(new.iter().cloned());
        Self(new)
    }

    /// Returns each diagnostic, in source order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns them as a person reads them, with the lines of the file, one after the other with an
    /// empty line between.
    #[must_use]
    pub fn render(&self, colour: Colour) -> String {
        render(&self.0, colour)
    }

    /// Returns them as a list of `{file, line, column, code, message, label, help}`, for answers of
    /// the control API. `line` and `column` count from 1; what is not known is `null`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.0.iter().map(to_json).collect()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Colour::Never))
    }
}

impl std::error::Error for Diagnostics {}

fn to_json(diagnostic: &Diagnostic) -> Value {
    let position = diagnostic.place.as_ref().map(|place| {
        (
            place.file.path.display().to_string(),
            place.line_and_column(),
        )
    });
    json!({
        "file": position.as_ref().map(|(file, _)| file),
        "line": position.as_ref().map(|(_, (line, _))| line),
        "column": position.as_ref().map(|(_, (_, column))| column),
        "code": diagnostic.code,
        "message": diagnostic.title,
        "label": diagnostic.label,
        "help": diagnostic.help,
    })
}

/// Codes that say that a `${name}` could not be put in.
const UNFILLED: &[&str] = &["unknown-value-name", "value-in-text"];
