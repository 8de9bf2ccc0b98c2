use ctimock_dialect::contract::MethodOperation;
use serde_json::{Map, Value};

use super::RequestView;
use crate::{Difference, matching::dig};

/// Compares a request with the one that a method makes when it is called with these arguments. What is
/// not given counts for nothing.
///
/// # Errors
/// What differs.
pub(crate) fn fits(
    operation: &MethodOperation,
    args: &Map<String, Value>,
    request: &RequestView<'_>,
) -> Result<(), Vec<Difference>> {
    if request.operation != Some(&operation.name) {
        return Err(vec![Difference {
            path: "operation".to_owned(),
            expected: operation.name.clone(),
            observed: request.label(),
        }]);
    }
    let args = Value::Object(args.clone());
    let mut differences = Vec::new();
    for (field, template) in &operation.fits {
        let Some(wanted) = expand(template, &args) else {
            continue;
        };
        let found = request.field(field);
        let text = found.as_ref().map(spelled);
        if text.as_ref() != Some(&wanted) {
            differences.push(Difference {
                path: field.clone(),
                expected: wanted,
                observed: text.unwrap_or_else(|| "absent".to_owned()),
            });
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences)
    }
}

/// Puts arguments in the place of `${argument}`; `None` if one of them is not given.
pub(crate) fn expand(template: &str, args: &Value) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once("${") {
        let (name, after) = behind.split_once('}')?;
        text.push_str(before);
        text.push_str(&spelled(dig(args, name)?));
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// Returns a value as the text that it is in a form or a path.
pub(crate) fn spelled(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
