use std::{
    env, fs,
    path::{Path, PathBuf},
};

use ctimock_dialect::Contract;
use serde_json::Value;

use super::support::contracts;
use crate::{Contracts, json_schema, reference};

#[test]
fn the_schema_that_editors_use_is_the_one_of_the_contracts() {
    let schema = json_schema(&vendors());
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");

    check("../../scenarios/scenario.schema.json", &format!("{text}\n"));
}

#[test]
fn the_reference_page_is_the_one_of_the_tables() {
    check("REFERENCE.md", &reference());
}

#[test]
fn the_schema_has_the_words_of_each_vendor() {
    let schema = json_schema(&contracts());

    let event = &schema["definitions"]["bell-event"]["anyOf"][1]["properties"];
    assert!(
        event["ringing"]["properties"]["callId"].is_object(),
        "{event}"
    );
    let call = &schema["definitions"]["bell-step"]["allOf"][0]["then"]["properties"];
    assert!(call["call"].to_string().contains("\"hangUp\""), "{call}");
    let clients = &schema["allOf"][0]["then"]["properties"]["given"]["properties"]["clients"];
    assert_eq!(
        clients["additionalProperties"]["required"],
        serde_json::json!(["number", "password"])
    );
}

#[test]
fn every_reference_in_the_schema_leads_somewhere() {
    let schema = json_schema(&contracts());
    let mut dangling = Vec::new();

    walk(&schema, &mut |value| {
        if let Some(Value::String(target)) = value.get("$ref")
            && schema.pointer(target.trim_start_matches('#')).is_none()
        {
            dangling.push(target.clone());
        }
    });

    assert_eq!(dangling, Vec::<String>::new());
}

/// The contracts of all vendors, read from their files: this crate must not depend on the vendors.
fn vendors() -> Contracts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vendors");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the vendors are there")
        .map(|entry| {
            entry
                .expect("the folder can be read")
                .path()
                .join("contract.yaml")
        })
        .filter(|path| path.exists())
        .collect();
    paths.sort();
    let contracts = paths.iter().map(|path| {
        let text = fs::read_to_string(path).expect("a contract can be read");
        let contract = Contract::from_yaml(&text).expect("a contract has its shape");
        &*Box::leak(Box::new(contract))
    });
    Contracts::new(contracts)
}

fn check(path: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os(RECORD).is_some() {
        fs::write(&path, generated).expect("the file can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == generated,
        "{} is out of date; write it anew with\n    \
         {RECORD}=1 cargo nextest run -p ctimock-scenario generated",
        path.display()
    );
}

fn walk(value: &Value, visit: &mut impl FnMut(&Value)) {
    visit(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| walk(field, visit)),
        _ => {}
    }
}

/// Set to write what is generated in place of comparing with it.
const RECORD: &str = "CTIMOCK_RECORD";
