use ctimock_dialect::contract::{Contract, Field, FieldKind};
use serde_json::Value;

use super::{report::Report, suggest::suggest};
use crate::{Diagnostic, Kind, Place, read::Key};

/// What the contract says about a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'k> {
    contract: &'k Contract,
    /// What has the fields: "event `delivered`".
    owner: &'k str,
    /// What a field is called there: "field", "parameter".
    noun: &'static str,
    /// The fields that the value may have; `None` when they are free.
    fields: Option<&'k [Field]>,
    /// What the value itself is.
    itself: Option<&'k Field>,
    /// Keys that stand beside the fields and are read elsewhere.
    beside: &'k [&'k str],
    /// Values may be wrong on purpose.
    values_free: bool,
}

impl<'k> Known<'k> {
    /// Nothing is known.
    pub(crate) fn free(contract: &'k Contract) -> Self {
        Self {
            contract,
            owner: "",
            noun: "field",
            fields: None,
            itself: None,
            beside: &[],
            values_free: true,
        }
    }

    /// The value is an object with these fields, or free ones if there are none.
    pub(crate) fn fields(
        contract: &'k Contract,
        noun: &'static str,
        owner: &'k str,
        fields: &'k [Field],
    ) -> Self {
        Self {
            contract,
            owner,
            noun,
            fields: (!fields.is_empty()).then_some(fields),
            itself: None,
            beside: &[],
            values_free: false,
        }
    }

    /// The value is an object with these parameters and no others, even if there are none.
    pub(crate) fn params(
        contract: &'k Contract,
        noun: &'static str,
        owner: &'k str,
        params: &'k [Field],
    ) -> Self {
        Self {
            fields: Some(params),
            ..Self::fields(contract, noun, owner, params)
        }
    }

    /// Other keys may stand beside the fields: they are offered when a key is unknown.
    pub(crate) fn beside(mut self, keys: &'k [&'k str]) -> Self {
        self.beside = keys;
        self
    }

    /// Its values may be wrong on purpose: names are checked, kinds and words are not.
    pub(crate) fn with_free_values(mut self) -> Self {
        self.values_free = true;
        self
    }

    /// Returns what is known about a field, and refuses one that is not.
    pub(crate) fn child(&self, report: &mut Report, key: &Key) -> Self {
        let free = self.free_child();
        let Some(fields) = self.fields else {
            return free;
        };
        match fields.iter().find(|field| field.name == key.text) {
            Some(field) => Self {
                fields: (!field.fields.is_empty()).then_some(field.fields.as_slice()),
                itself: Some(field),
                beside: &[],
                ..*self
            },
            None if self.itself.is_some_and(|field| field.open) => free,
            None => {
                let names = fields.iter().map(|field| field.name.as_str());
                let names = names.chain(self.beside.iter().copied());
                let title = format!("unknown {} `{}` of {}", self.noun, key.text, self.owner);
                let label = match fields {
                    [] => "it takes none",
                    _ => "not documented",
                };
                report.add(
                    Diagnostic::at("unknown-field", &key.place, title, label)
                        .maybe_help(suggest(&key.text, names)),
                );
                free
            }
        }
    }

    /// The same for a field that must not be there: that other events have it is reason enough to ask.
    pub(crate) fn absent_child(&self, report: &mut Report, key: &Key) -> Self {
        let mut events = self.contract.events.values();
        if events.any(|event| event.fields.iter().any(|field| field.name == key.text)) {
            return self.free_child();
        }
        self.child(report, key)
    }

    /// Nothing is known about the field, and the rest stays as it is.
    fn free_child(&self) -> Self {
        Self {
            fields: None,
            itself: None,
            beside: &[],
            ..*self
        }
    }

    /// Returns what is known about the entries of a list: the fields that the contract gives to the
    /// list are those of its entries.
    pub(crate) fn entry(&self) -> Self {
        Self {
            itself: None,
            ..*self
        }
    }

    /// Refuses a value that the field can never hold.
    pub(crate) fn check_value(&self, report: &mut Report, place: &Place, value: &Value) {
        let found = match value {
            Value::Null => return,
            Value::Bool(_) => FieldKind::Boolean,
            Value::Number(_) => FieldKind::Number,
            Value::String(_) => FieldKind::String,
            Value::Array(_) => FieldKind::Array,
            Value::Object(_) => FieldKind::Object,
        };
        let word = match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        };
        if let Some(diagnostic) = self.wrong_kind(place, found) {
            let help = self
                .itself
                .zip(word)
                .and_then(|(field, word)| written_as(field, &word));
            let label = format!("{} stands here", word_of(found));
            report.add(
                Diagnostic {
                    label,
                    ..diagnostic
                }
                .maybe_help(help),
            );
        } else if let Some(word) = word {
            self.check_word(report, place, &word);
        }
    }

    /// Refuses a pattern that matches only values of a kind which the field never has.
    pub(crate) fn check_kind(&self, report: &mut Report, place: &Place, found: FieldKind) {
        if let Some(diagnostic) = self.wrong_kind(place, found) {
            report.add(diagnostic.help("is the field the right one?"));
        }
    }

    /// The same for `<kind>`.
    pub(crate) fn check_pattern_kind(&self, report: &mut Report, place: &Place, kind: Kind) {
        let found = match kind {
            Kind::Any | Kind::Timestamp => return,
            Kind::String | Kind::Uuid => FieldKind::String,
            Kind::Number => FieldKind::Number,
            Kind::Boolean => FieldKind::Boolean,
            Kind::Object => FieldKind::Object,
            Kind::Array => FieldKind::Array,
        };
        self.check_kind(report, place, found);
    }

    fn wrong_kind(&self, place: &Place, found: FieldKind) -> Option<Diagnostic> {
        let field = self.itself.filter(|_| !self.values_free)?;
        if field.kind == FieldKind::Any || field.kind == found {
            return None;
        }
        let title = format!(
            "{} `{}` of {} is {}",
            self.noun,
            field.name,
            self.owner,
            word_of(field.kind)
        );
        let label = format!("matches only {}", word_of(found));
        Some(Diagnostic::at("wrong-kind", place, title, label))
    }

    fn check_word(&self, report: &mut Report, place: &Place, word: &str) {
        let Some(field) = self.itself.filter(|_| !self.values_free) else {
            return;
        };
        let Some(name) = &field.values else { return };
        let Some(table) = self.contract.values.get(name) else {
            return;
        };
        if table.words.contains_key(word) {
            return;
        }
        report.add(
            Diagnostic::at(
                "unknown-value",
                place,
                format!(
                    "{} `{}` of {} is never `{word}`",
                    self.noun, field.name, self.owner
                ),
                format!("not among the contract's `{name}`"),
            )
            .maybe_help(suggest(word, table.words.keys().map(String::as_str))),
        );
    }

    /// Refuses an object that leaves out a required field which has no default.
    pub(crate) fn check_required(
        &self,
        report: &mut Report,
        place: &Place,
        has: impl Fn(&str) -> bool,
    ) {
        if self.values_free {
            return;
        }
        for field in self.fields.unwrap_or_default() {
            if field.required && field.default.is_none() && !has(&field.name) {
                report.add(
                    Diagnostic::at(
                        "missing-field",
                        place,
                        format!("{} needs {} `{}`", self.owner, self.noun, field.name),
                        "it is left out here",
                    )
                    .help(format!(
                        "add `{}:` with {}",
                        field.name,
                        word_of(field.kind)
                    )),
                );
            }
        }
    }
}

fn word_of(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::String => "text",
        FieldKind::Number => "a number",
        FieldKind::Boolean => "a boolean",
        FieldKind::Object => "an object",
        FieldKind::Array => "a list",
        FieldKind::Any => "a value",
    }
}

/// Returns how a word is written so that a field can hold it.
fn written_as(field: &Field, word: &str) -> Option<String> {
    match field.kind {
        FieldKind::String => Some(match field.default.as_ref().and_then(Value::as_str) {
            Some(usual) if is_measure(usual) => format!("write text such as `{usual}`"),
            _ => format!("put it in quotes: `\"{word}\"`"),
        }),
        FieldKind::Number => word
            .parse::<serde_json::Number>()
            .is_ok()
            .then(|| "write it without quotes".to_owned()),
        FieldKind::Boolean => Some("write `true` or `false`, without quotes".to_owned()),
        FieldKind::Array => Some(format!("write a list: `[\"{word}\"]`")),
        FieldKind::Object | FieldKind::Any => None,
    }
}

/// A number with a unit: with quotes around it a bare number is none, either.
fn is_measure(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_alphabetic())
}
