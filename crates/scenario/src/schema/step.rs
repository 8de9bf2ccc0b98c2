use ctimock_dialect::contract::{Contract, Field};
use serde_json::{Map, Value, json};

use super::{
    field,
    shape::{reference, terms, words_of},
};
use crate::words::{DEEDS, FAULTS, ITEMS, Phrase, Shape, Term, VERBS, VerbWord};

/// Returns the schema of a step: one verb, and what may stand beside it.
pub(super) fn step(contract: &Contract) -> Value {
    let verbs: Map<String, Value> = VERBS
        .iter()
        .map(|(verb, _)| (verb.name.to_owned(), json!({ "description": verb.summary })))
        .collect();
    let one_verb: Vec<Value> = VERBS
        .iter()
        .map(|(verb, _)| json!({ "required": [verb.name] }))
        .collect();
    let beside: Vec<Value> = VERBS
        .iter()
        .map(|(verb, value)| {
            json!({
                "if": { "required": [verb.name] },
                "then": with_verb(contract, verb, *value),
            })
        })
        .collect();
    json!({ "type": "object", "properties": verbs, "anyOf": one_verb, "allOf": beside })
}

/// Returns the schema of an item of a window.
pub(super) fn item(contract: &Contract) -> Value {
    let constructs = ITEMS.iter().map(|construct| {
        json!({
            "description": construct.summary,
            "type": "object",
            "required": [construct.name],
            "properties": terms(contract, construct.terms),
            "additionalProperties": false,
        })
    });
    let any: Vec<Value> = std::iter::once(reference(contract, "event"))
        .chain(constructs)
        .collect();
    json!({ "anyOf": any })
}

/// Returns the schema of an event: its name, or its name with a payload.
pub(super) fn event(contract: &Contract) -> Value {
    let mut properties: Map<String, Value> = contract
        .events
        .iter()
        .map(|(name, event)| {
            let mut schema = field::fields(contract, &event.fields);
            if let Value::Object(fields) = &mut schema {
                fields.insert("description".to_owned(), json!(event.source));
            }
            (name.clone(), schema)
        })
        .collect();
    properties.insert(
        "exactly".to_owned(),
        json!({ "description": "its objects have no other fields", "type": "boolean" }),
    );
    let value = r"\$\{";
    json!({
        "anyOf": [
            words_of(contract.events.keys()),
            {
                "type": "object",
                "properties": properties,
                "patternProperties": { value: {} },
                "additionalProperties": false,
                "minProperties": 1,
                "maxProperties": 2,
            },
        ],
    })
}

fn with_verb(contract: &Contract, verb: &Phrase<VerbWord>, value: Shape) -> Value {
    let mut properties = terms(contract, &[Term::new(verb.name, value, verb.summary)]);
    properties.extend(terms(contract, verb.terms));
    let mut narrower = Vec::new();
    match verb.word {
        VerbWord::Call => narrower = methods(contract),
        VerbWord::Party => {
            for deed in DEEDS {
                properties.extend(terms(contract, deed.terms));
            }
        }
        VerbWord::Fault => {
            for fault in FAULTS {
                for (name, schema) in terms(contract, fault.terms) {
                    // `code` is a status in one fault and a close code in another.
                    let known = properties.insert(name.clone(), schema.clone());
                    if let Some(known) = known {
                        properties.insert(name, json!({ "anyOf": [known, schema] }));
                    }
                }
            }
        }
        VerbWord::Backend => {
            return json!({ "properties": properties, "allOf": actions(contract) });
        }
        VerbWord::Result
        | VerbWord::Expect
        | VerbWord::Never
        | VerbWord::Wait
        | VerbWord::State
        | VerbWord::Include
        | VerbWord::Together => {}
    }
    let mut schema = json!({ "properties": properties, "additionalProperties": false });
    if let (Value::Object(fields), false) = (&mut schema, narrower.is_empty()) {
        fields.insert("allOf".to_owned(), json!(narrower));
    }
    schema
}

/// The arguments and results that each method has.
fn methods(contract: &Contract) -> Vec<Value> {
    contract
        .methods
        .iter()
        .map(|(name, method)| {
            let args = exact(contract, &method.params);
            let returns = field::fields(contract, &method.returns);
            when(
                "call",
                name,
                json!({ "properties": { "args": args, "returns": returns } }),
            )
        })
        .collect()
}

/// The parameters that each action has.
fn actions(contract: &Contract) -> Vec<Value> {
    contract
        .actions
        .iter()
        .map(|(name, action)| {
            let mut properties = field::properties(contract, &action.params);
            properties.insert(
                "backend".to_owned(),
                json!({ "description": action.summary }),
            );
            when(
                "backend",
                name,
                json!({ "properties": properties, "additionalProperties": false }),
            )
        })
        .collect()
}

fn exact(contract: &Contract, params: &[Field]) -> Value {
    json!({ "properties": field::properties(contract, params), "additionalProperties": false })
}

fn when(key: &str, name: &str, then: Value) -> Value {
    json!({ "if": { "properties": { key: { "const": name } } }, "then": then })
}
