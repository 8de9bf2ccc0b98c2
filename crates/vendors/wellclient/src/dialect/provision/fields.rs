use ctimock_dialect::{Person, ProvisionError};
use serde_json::Value;

/// The identity fields of one person, with the place where they stand.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    /// `given.clients.anna`.
    pub(super) path: String,
    person: &'a Person,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &str, person: &'a Person) -> Self {
        Self {
            path: format!("given.{table}.{}", person.name),
            person,
        }
    }

    /// Returns a text that must be there.
    pub(super) fn text(&self, name: &str) -> Result<&'a str, ProvisionError> {
        match self.optional_text(name)? {
            Some(text) => Ok(text),
            None => Err(self.error(name, "wanted a text, and there was none")),
        }
    }

    pub(super) fn optional_text(&self, name: &str) -> Result<Option<&'a str>, ProvisionError> {
        match self.person.identity.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if !text.is_empty() => Ok(Some(text)),
            Some(other) => {
                Err(self.error(name, &format!("wanted a text, and there was `{other}`")))
            }
        }
    }

    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, ProvisionError> {
        match self.person.identity.get(name) {
            None | Some(Value::Null) => Ok(default),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => {
                let message = format!("wanted `true` or `false`, and there was `{other}`");
                Err(self.error(name, &message))
            }
        }
    }

    /// Returns one text or a list of them.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<Box<str>>, ProvisionError> {
        let wrong = |there: &Value| {
            self.error(
                name,
                &format!("wanted a list of texts, and there was `{there}`"),
            )
        };
        match self.person.identity.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(vec![text.as_str().into()]),
            Some(Value::Array(list)) => list
                .iter()
                .map(|item| item.as_str().map(Box::from).ok_or_else(|| wrong(item)))
                .collect(),
            Some(other) => Err(wrong(other)),
        }
    }

    /// Returns what one of a few words stands for; the first is the default.
    pub(super) fn word<T: Copy>(
        &self,
        name: &str,
        words: &[(&'static str, T)],
    ) -> Result<T, ProvisionError> {
        let Some(word) = self.optional_text(name)? else {
            return Ok(words[0].1);
        };
        let known = words.iter().find(|(known, _)| *known == word);
        known.map(|(_, value)| *value).ok_or_else(|| {
            let known: Vec<String> = words
                .iter()
                .map(|(known, _)| format!("`{known}`"))
                .collect();
            let known = known.join(", ");
            self.error(
                name,
                &format!("wanted one of {known}, and there was `{word}`"),
            )
        })
    }

    pub(super) fn error(&self, field: &str, message: &str) -> ProvisionError {
        ProvisionError {
            path: format!("{}.{field}", self.path),
            message: message.to_owned(),
        }
    }
}
