//! The JSON Schema of scenarios, for editors: made from the tables that lowering reads and from the
//! contracts. It never refuses what the loader takes; the loader knows more.

mod field;
mod given;
mod shape;
mod step;

use ctimock_dialect::Contract;
use serde_json::{Map, Value, json};

use crate::{Contracts, words::TOP};

/// Returns the JSON Schema (draft 7) of scenario files, with the words of these vendors.
#[must_use]
pub fn json_schema(contracts: &Contracts) -> Value {
    let vendors: Vec<&str> = contracts.vendors().collect();
    let mut properties = Map::new();
    for term in TOP {
        properties.insert(term.name.to_owned(), json!({ "description": term.summary }));
    }
    properties.insert(
        "vendor".to_owned(),
        json!({ "description": "whose words the file speaks", "enum": vendors }),
    );
    let per_vendor: Vec<Value> = contracts.iter().map(when_vendor).collect();
    let definitions: Map<String, Value> = contracts
        .iter()
        .flat_map(|contract| {
            [
                (format!("{}-step", contract.vendor), step::step(contract)),
                (format!("{}-item", contract.vendor), step::item(contract)),
                (format!("{}-event", contract.vendor), step::event(contract)),
            ]
        })
        .collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ctimock scenario",
        "type": "object",
        "required": ["vendor"],
        "anyOf": [{ "required": ["steps"] }, { "required": ["given"] }],
        "properties": properties,
        "additionalProperties": false,
        "allOf": per_vendor,
        "definitions": definitions,
    })
}

/// What the keys of a file hold when it speaks this vendor's words.
fn when_vendor(contract: &'static Contract) -> Value {
    let properties: Map<String, Value> = TOP
        .iter()
        .filter(|term| term.name != "vendor")
        .map(|term| (term.name.to_owned(), shape::shape(contract, term.shape)))
        .collect();
    json!({
        "if": { "properties": { "vendor": { "const": contract.vendor } }, "required": ["vendor"] },
        "then": { "properties": properties },
    })
}
