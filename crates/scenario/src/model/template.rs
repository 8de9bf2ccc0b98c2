use serde_json::Value;

use crate::Place;

/// JSON in which strings may be `$names` that are bound when it is used.
#[derive(Clone, Debug)]
pub struct Template {
    /// Where it stands.
    pub place: Place,
    /// The JSON; `"$call"` stands for a binding, `"\\$call"` for the text.
    pub value: Value,
}

/// A template whose name is not bound.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`${0}` is not bound here")]
pub struct TemplateError(pub String);

impl Template {
    /// Returns the JSON with every name replaced.
    ///
    /// # Errors
    /// The first name that is not bound.
    pub fn fill<'v>(
        &self,
        binding: impl Fn(&str) -> Option<&'v Value> + Copy,
    ) -> Result<Value, TemplateError> {
        fill(&self.value, binding)
    }
}

fn fill<'v>(
    value: &Value,
    binding: impl Fn(&str) -> Option<&'v Value> + Copy,
) -> Result<Value, TemplateError> {
    Ok(match value {
        Value::String(text) => match text.strip_prefix('$') {
            Some(name) => binding(name)
                .cloned()
                .ok_or_else(|| TemplateError(name.to_owned()))?,
            None => Value::String(text.strip_prefix('\\').unwrap_or(text).to_owned()),
        },
        Value::Array(items) => Value::Array(
            items
                .iter()
                .map(|item| fill(item, binding))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, item)| Ok((name.clone(), fill(item, binding)?)))
                .collect::<Result<_, TemplateError>>()?,
        ),
        other => other.clone(),
    })
}
