use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

use super::{Advance, Initialize, Initialized, InvokeParams, Log, RpcError, Settle, Settled, Who};
use crate::{AppEvent, Connect};

/// Returns the JSON Schema of every message, in both directions.
#[must_use]
pub fn schema() -> Value {
    let mut types = SchemaSettings::draft2020_12().into_generator();
    let nothing = json!({ "type": "object", "description": "Nothing: `{}`." });
    let anything = json!({ "description": "The SDK's own result; left out for `undefined`." });
    let initialize = type_of::<Initialize>(&mut types);
    let connect = type_of::<Connect>(&mut types);
    let invoke = type_of::<InvokeParams>(&mut types);
    let settle = type_of::<Settle>(&mut types);
    let who = type_of::<Who>(&mut types);
    let advance = type_of::<Advance>(&mut types);
    let requests = [
        request("initialize", &initialize),
        request("connect", &connect),
        request("invoke", &invoke),
        request("settle", &settle),
        request("advance", &advance),
        request("disconnect", &who),
        request("shutdown", &nothing),
    ];
    let initialized = type_of::<Initialized>(&mut types);
    let settled = type_of::<Settled>(&mut types);
    let answers = [
        answer("initialize", &initialized),
        answer("connect", &nothing),
        answer("invoke", &anything),
        answer("settle", &settled),
        answer("advance", &nothing),
        answer("disconnect", &nothing),
        answer("shutdown", &nothing),
        refusal(&type_of::<RpcError>(&mut types)),
    ];
    let event = type_of::<AppEvent>(&mut types);
    let log = type_of::<Log>(&mut types);
    let notifications = [notification("event", &event), notification("log", &log)];
    let messages: Vec<Value> = requests
        .into_iter()
        .chain(answers)
        .chain(notifications)
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The messages between ctimock and a client under test, one JSON object a line",
        "anyOf": messages,
        "$defs": types.take_definitions(true),
    })
}

fn type_of<T: JsonSchema>(types: &mut SchemaGenerator) -> Value {
    Schema::to_value(types.subschema_for::<T>())
}

fn request(method: &str, params: &Value) -> Value {
    json!({
        "title": format!("runner to client: the request `{method}`"),
        "type": "object",
        "required": ["jsonrpc", "id", "method", "params"],
        "properties": {
            "jsonrpc": { "const": "2.0" },
            "id": { "type": "integer", "minimum": 0 },
            "method": { "const": method },
            "params": params,
        },
    })
}

fn answer(method: &str, result: &Value) -> Value {
    let mut required = vec!["jsonrpc", "id"];
    if method != "invoke" {
        required.push("result");
    }
    json!({
        "title": format!("client to runner: the answer to `{method}`"),
        "type": "object",
        "required": required,
        "properties": {
            "jsonrpc": { "const": "2.0" },
            "id": { "type": "integer", "minimum": 0 },
            "result": result,
        },
        "not": { "anyOf": [{ "required": ["method"] }, { "required": ["error"] }] },
    })
}

fn refusal(error: &Value) -> Value {
    json!({
        "title": "client to runner: why a request was not performed",
        "type": "object",
        "required": ["jsonrpc", "id", "error"],
        "properties": {
            "jsonrpc": { "const": "2.0" },
            "id": { "type": "integer", "minimum": 0 },
            "error": error,
        },
    })
}

fn notification(method: &str, params: &Value) -> Value {
    json!({
        "title": format!("client to runner: the notification `{method}`"),
        "type": "object",
        "required": ["jsonrpc", "method", "params"],
        "properties": {
            "jsonrpc": { "const": "2.0" },
            "method": { "const": method },
            "params": params,
        },
        "not": { "required": ["id"] },
    })
}
