use ctimock_dialect::contract::{Contract, Field};
use serde_json::{Map, Value, json};

/// Returns an object with these fields and no others; the values are free, because any of them may be a
/// `$name` or a pattern. No fields means that they are not documented.
pub(super) fn fields(contract: &Contract, fields: &[Field]) -> Value {
    if fields.is_empty() {
        return json!({});
    }
    json!({ "properties": properties(contract, fields), "additionalProperties": false })
}

/// Returns the properties of fields.
pub(super) fn properties(contract: &Contract, fields: &[Field]) -> Map<String, Value> {
    fields
        .iter()
        .map(|field| (field.name.clone(), one(contract, field)))
        .collect()
}

fn one(contract: &Contract, field: &Field) -> Value {
    let mut schema = Map::new();
    let kind = format!("{:?}", field.kind).to_lowercase();
    let required = if field.required { ", required" } else { "" };
    let source = field
        .source
        .as_ref()
        .map_or_else(String::new, |source| format!(" ({source})"));
    schema.insert(
        "description".to_owned(),
        json!(format!("{kind}{required}{source}")),
    );
    if let Some(default) = &field.default {
        schema.insert("default".to_owned(), default.clone());
    }
    let words = field
        .values
        .as_ref()
        .and_then(|table| contract.values.get(table));
    if let Some(table) = words {
        let words: Vec<&String> = table.words.keys().collect();
        schema.insert("examples".to_owned(), json!(words));
    }
    if let Value::Object(more) = self::fields(contract, &field.fields) {
        schema.extend(more);
    }
    if field.open {
        schema.shift_remove("additionalProperties");
    }
    Value::Object(schema)
}
