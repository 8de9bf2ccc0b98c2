use ctimock_dialect::Contract;
use serde_json::{Map, Value, json};

use super::{field, given};
use crate::words::{DEEDS, FAULTS, Phrase, RAW_REQUEST, Shape, Term, vendor_words};

/// Returns the schema of a value.
pub(super) fn shape(contract: &Contract, shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Client | Shape::Party | Shape::Target | Shape::File => text(),
        Shape::Texts => json!({ "anyOf": [text(), { "type": "array", "items": text() }] }),
        Shape::Flag => or_value(json!({ "type": "boolean" })),
        Shape::Duration => pattern(&format!("^{DURATION}$")),
        Shape::Span => pattern(&format!(r"^{DURATION}(\.\.{DURATION})?$")),
        Shape::Count => or_value(json!({ "type": "integer", "minimum": 1 })),
        Shape::Counts => {
            let range = json!({ "type": "string", "pattern": r"^\d+(\.\.\d+)?$" });
            or_value(json!({ "anyOf": [{ "type": "integer", "minimum": 1 }, range] }))
        }
        Shape::Times => {
            let count = json!({ "type": "integer", "minimum": 1 });
            or_value(json!({ "anyOf": [count, { "const": "always" }] }))
        }
        Shape::Code(from, to) => {
            or_value(json!({ "type": "integer", "minimum": from, "maximum": to }))
        }
        Shape::Json | Shape::Pattern => json!({}),
        Shape::Object | Shape::Table => or_value(json!({ "type": "object" })),
        Shape::Words(words) => words_of(words.iter().copied()),
        Shape::Causes(words) => {
            let theirs = vendor_words(contract, words).map(|(word, _)| word);
            words_of(words.iter().copied().chain(theirs))
        }
        Shape::Vendor => json!({ "const": contract.vendor }),
        Shape::Method => words_of(contract.methods.keys()),
        Shape::Handle => pattern(r"^\w+$"),
        Shape::Name => json!({ "type": "string", "pattern": r"^\$" }),
        Shape::Deed => deed(contract),
        Shape::Action => words_of(contract.actions.keys()),
        Shape::Fault => words_of(FAULTS.iter().map(|fault| fault.name)),
        Shape::On => {
            let names = contract.events.keys().chain(contract.operations.keys());
            let names = names.chain(contract.methods.keys()).map(String::as_str);
            let mut names: Vec<&str> = names.chain(["connect", "*"]).collect();
            names.sort_unstable();
            names.dedup();
            words_of(names)
        }
        Shape::Problem => words_of(contract.problem_names()),
        Shape::Quirks => quirks(contract),
        Shape::Items => array(reference(contract, "item")),
        Shape::Event => reference(contract, "event"),
        Shape::Events => one_or_list(reference(contract, "event")),
        Shape::Alternatives => array(one_or_list(member(contract))),
        Shape::Group => one_or_list(member(contract)),
        Shape::Requests => requests(contract),
        Shape::Steps => array(reference(contract, "step")),
        Shape::Matrix => json!({
            "anyOf": [
                { "type": "array", "minItems": 1, "items": { "type": "object" } },
                { "type": "object", "additionalProperties": { "type": "array" } },
            ],
        }),
        Shape::Given => given::given(contract),
        Shape::Clients => given::clients(contract),
        Shape::Parties => given::parties(contract),
        Shape::Queues => given::queues(contract),
        Shape::Settings => json!({
            "type": "object",
            "properties": field::properties(contract, &contract.settings),
            "additionalProperties": false,
        }),
        Shape::Members => {
            let priorities =
                json!({ "type": "object", "additionalProperties": { "type": "integer" } });
            json!({ "anyOf": [array(text()), priorities] })
        }
        Shape::WhenCalled => given::when_called(contract),
        Shape::AfterAnswer => given::after_answer(contract),
    }
}

/// Returns the properties of keys, each with what it says.
pub(super) fn terms(contract: &Contract, terms: &[Term]) -> Map<String, Value> {
    terms
        .iter()
        .map(|term| {
            let mut schema = shape(contract, term.shape);
            if let Value::Object(fields) = &mut schema {
                fields.insert("description".to_owned(), json!(term.summary));
            }
            (term.name.to_owned(), schema)
        })
        .collect()
}

/// Returns a word by itself, or a mapping of one word to its parameters.
pub(super) fn phrases<W>(contract: &Contract, phrases: &[&Phrase<W>]) -> Value {
    let words = words_of(phrases.iter().map(|phrase| phrase.name));
    let properties: Map<String, Value> = phrases
        .iter()
        .map(|phrase| {
            let schema = json!({
                "description": phrase.summary,
                "type": "object",
                "properties": terms(contract, phrase.terms),
                "additionalProperties": false,
            });
            (phrase.name.to_owned(), schema)
        })
        .collect();
    json!({
        "anyOf": [
            words,
            { "type": "object", "properties": properties, "additionalProperties": false, "maxProperties": 1 },
        ],
    })
}

/// Returns the reference of one of a vendor's definitions.
pub(super) fn reference(contract: &Contract, name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{}-{name}", contract.vendor) })
}

/// Returns any of these words; a matrix may put one in.
pub(super) fn words_of<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Value {
    let words: Vec<String> = words
        .into_iter()
        .map(|word| word.as_ref().to_owned())
        .collect();
    or_value(json!({ "enum": words }))
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn pattern(pattern: &str) -> Value {
    or_value(json!({ "type": "string", "pattern": pattern }))
}

/// Where a value stands, a `${name}` can stand.
fn or_value(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "string", "pattern": r"\$\{" }] })
}

fn array(items: Value) -> Value {
    json!({ "type": "array", "minItems": 1, "items": items })
}

fn one_or_list(one: Value) -> Value {
    json!({ "anyOf": [one, array(one)] })
}

/// The parameters of a deed may stand in it: the first one by itself, or all by name.
fn deed(contract: &Contract) -> Value {
    let known: Vec<&str> = DEEDS
        .iter()
        .map(|deed| deed.name)
        .filter(|name| contract.deeds.iter().any(|known| known == name))
        .collect();
    let properties: Map<String, Value> = known
        .iter()
        .map(|name| ((*name).to_owned(), json!({})))
        .collect();
    json!({
        "anyOf": [
            words_of(known),
            { "type": "object", "properties": properties, "additionalProperties": false, "maxProperties": 1 },
        ],
    })
}

fn quirks(contract: &Contract) -> Value {
    let properties: Map<String, Value> = contract
        .quirks
        .iter()
        .map(|(name, quirk)| {
            let mut schema = match quirk.values.as_slice() {
                [] => json!({}),
                values => words_of(values),
            };
            if let Value::Object(fields) = &mut schema {
                fields.insert("description".to_owned(), json!(quirk.summary));
                fields.insert("default".to_owned(), json!(quirk.default));
            }
            (name.clone(), schema)
        })
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn requests(contract: &Contract) -> Value {
    let mut properties: Map<String, Value> = contract
        .operations
        .iter()
        .map(|(name, operation)| (name.clone(), field::fields(contract, &operation.body)))
        .collect();
    properties.extend(terms(contract, RAW_REQUEST));
    let request = json!({
        "anyOf": [
            words_of(contract.operations.keys()),
            { "type": "object", "properties": properties, "additionalProperties": false },
        ],
    });
    let list = json!({ "type": "array", "items": request });
    json!({
        "anyOf": [
            list,
            { "type": "object", "properties": { "exactly": list }, "additionalProperties": false },
        ],
    })
}

const DURATION: &str = r"\s*[0-9.]+\s*(us|ms|s|m|h)\s*";

/// An event of a group, or events of which each may be missing.
fn member(contract: &Contract) -> Value {
    json!({
        "anyOf": [
            reference(contract, "event"),
            {
                "type": "object",
                "properties": { "optional": one_or_list(reference(contract, "event")) },
                "required": ["optional"],
                "additionalProperties": false,
            },
        ]
    })
}
