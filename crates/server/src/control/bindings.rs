use std::collections::BTreeMap;

use ctimock_scenario::{Place, Template, Word};
use http::StatusCode;
use serde_json::{Map, Value};

use super::refusal::Refusal;

/// What the `$names` of the control API's steps stand for, from request to request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bindings(pub(super) BTreeMap<String, Value>);

impl Bindings {
    /// Returns the names that are bound.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    pub(super) fn bind(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Returns the text that a word stands for.
    pub(super) fn word(&self, word: &Word) -> Result<String, Refusal> {
        let name = match word {
            Word::Text(text) => return Ok(text.clone()),
            Word::Name(name) => name,
        };
        match self.0.get(name) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(other) => Err(unprocessable(format!(
                "`${name}` stands for {other}, and a text is wanted"
            ))),
            None => Err(unprocessable(format!("`${name}` is not bound"))),
        }
    }

    /// Returns JSON with its names replaced.
    pub(super) fn fill(&self, template: &Template) -> Result<Map<String, Value>, Refusal> {
        let filled = template.fill(|name: &str| self.0.get(name));
        match filled.map_err(|error| unprocessable(error.to_string()))? {
            Value::Object(fields) => Ok(fields),
            _ => Ok(Map::new()),
        }
    }

    /// Returns an object with its names replaced.
    pub(super) fn fill_object(
        &self,
        fields: &Map<String, Value>,
        place: &Place,
    ) -> Result<Map<String, Value>, Refusal> {
        let template = Template {
            place: place.clone(),
            value: Value::Object(fields.clone()),
        };
        self.fill(&template)
    }

    pub(super) fn shown(&self) -> Value {
        let shown = self.0.iter();
        Value::from_iter(shown.map(|(name, value)| (name.clone(), value.clone())))
    }
}

fn unprocessable(error: String) -> Refusal {
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error)
}
