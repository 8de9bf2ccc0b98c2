use ctimock_dialect::contract::{Contract, Field};
use serde_json::{Map, Value, json};

use super::{
    field,
    shape::{phrases, terms},
};
use crate::words::{AFTER_ANSWER, GIVEN, PARTY, QUEUE, WHEN_CALLED};

/// Returns the schema of `given`.
pub(super) fn given(contract: &Contract) -> Value {
    json!({
        "type": "object",
        "properties": terms(contract, GIVEN),
        "additionalProperties": false,
    })
}

/// Returns the schema of the clients, by name.
pub(super) fn clients(contract: &Contract) -> Value {
    let identity = &contract.identity.client;
    let required: Vec<&str> = identity
        .iter()
        .filter(|field| field.required && field.default.is_none())
        .map(|field| field.name.as_str())
        .collect();
    by_name(json!({
        "type": "object",
        "properties": field::properties(contract, identity),
        "required": required,
        "additionalProperties": identity.is_empty(),
    }))
}

/// Returns the schema of the parties, by name. Which identity a party has depends on what it is.
pub(super) fn parties(contract: &Contract) -> Value {
    let identity = &contract.identity;
    let all: [&[Field]; 3] = [&identity.customer, &identity.agent, &identity.group];
    let mut properties = Map::new();
    for fields in all {
        properties.extend(field::properties(contract, fields));
    }
    properties.extend(terms(contract, PARTY));
    for reaction in WHEN_CALLED {
        properties.insert(
            reaction.name.to_owned(),
            json!({
                "description": reaction.summary,
                "properties": terms(contract, reaction.terms),
                "additionalProperties": false,
            }),
        );
    }
    let free = all.iter().any(|fields| fields.is_empty());
    by_name(json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": free,
    }))
}

/// Returns the schema of the queues, by name.
pub(super) fn queues(contract: &Contract) -> Value {
    by_name(json!({
        "type": "object",
        "properties": terms(contract, QUEUE),
        "additionalProperties": false,
    }))
}

/// Returns the schema of `when_called`.
pub(super) fn when_called(contract: &Contract) -> Value {
    phrases(contract, &WHEN_CALLED.iter().collect::<Vec<_>>())
}

/// Returns the schema of `then`.
pub(super) fn after_answer(contract: &Contract) -> Value {
    let one = phrases(contract, &AFTER_ANSWER.iter().collect::<Vec<_>>());
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

fn by_name(one: Value) -> Value {
    json!({ "type": "object", "additionalProperties": one })
}
