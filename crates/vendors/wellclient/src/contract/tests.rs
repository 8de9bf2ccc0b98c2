use std::collections::BTreeMap;

use ctimock_dialect::contract::Origin;

use super::contract;

/// How many rows each table of the dossier has; `fixtures/` keeps them, so that nobody shrinks a table
/// without being seen.
const COUNTS: &str = include_str!("../../../../../fixtures/wellclient/contract-counts.yaml");

#[test]
fn the_contract_has_every_row_of_the_dossier() {
    let wanted: BTreeMap<String, usize> =
        serde_yaml::from_str(COUNTS).expect("the counts are names and numbers");
    let contract = contract();
    let of_family = |family: &str| {
        let events = contract.events.values();
        events.filter(|event| event.family == family).count()
    };

    let mut there: BTreeMap<String, usize> = [
        ("methods", contract.methods.len()),
        ("operations", contract.operations.len()),
        ("raw events", of_family("raw")),
        ("inner events", of_family("inner")),
        ("log events", of_family("log")),
        ("order rules", contract.orders.len()),
        ("problems", contract.problems.len()),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .into();
    for (name, table) in &contract.values {
        there.insert(format!("values of {name}"), table.words.len());
    }
    for (name, event) in &contract.events {
        there.insert(format!("fields of {name}"), event.fields.len());
    }

    assert_eq!(there, wanted);
}

#[test]
fn the_sdk_makes_the_inner_events_and_its_log_and_the_wire_brings_the_others() {
    for (name, event) in &contract().events {
        let wanted = match event.family.as_str() {
            "inner" | "log" => Origin::Sdk,
            _ => Origin::Wire,
        };

        assert_eq!(event.origin, wanted, "{name}");
    }
}

#[test]
fn every_table_of_words_that_a_field_names_exists() {
    let contract = contract();
    let mut fields: Vec<_> = contract
        .methods
        .values()
        .flat_map(|method| method.params.iter().chain(&method.returns))
        .chain(contract.operations.values().flat_map(|it| &it.body))
        .chain(contract.events.values().flat_map(|it| &it.fields))
        .chain(contract.actions.values().flat_map(|it| &it.params))
        .chain(&contract.settings)
        .chain(&contract.identity.client)
        .chain(&contract.identity.agent)
        .collect();

    while let Some(field) = fields.pop() {
        fields.extend(&field.fields);
        if let Some(table) = &field.values {
            assert!(
                contract.values.contains_key(table),
                "{}: {table}",
                field.name
            );
        }
    }
}

#[test]
fn every_request_of_the_manual_finds_its_operation() {
    let leg = "/sdk/api/csta/callControl/calls/K1/connections/8001@test.cc%7CK1";
    let rows = [
        ("WS", "/sdk/mvc/stomp/websocket", "connect"),
        ("POST", "/mbsdk/loginTrusted", "login"),
        ("POST", "/api/security/login", "login"),
        ("POST", "/api/csta/agent/state", "agentState"),
        (
            "POST",
            "/api/csta/agent/heartbeat/5001@test.cc",
            "heartbeat",
        ),
        ("GET", "/api/csta/agent/client-state", "clientState"),
        ("POST", "/api/csta/callControl/calls", "makeCall"),
        ("POST", &format!("{leg}/answer"), "answerCall"),
        ("DELETE", leg, "dropConnection"),
        ("POST", &format!("{leg}/hold"), "holdCall"),
        ("POST", &format!("{leg}/retrieve"), "retrieveCall"),
        ("POST", &format!("{leg}/transfer"), "transferCall"),
        (
            "GET",
            "/api/csta/callControl/calls/K1/user-data/",
            "getCallData",
        ),
        (
            "POST",
            "/api/csta/callControl/recording/Start",
            "startRecording",
        ),
        (
            "GET",
            "/api/operation/operation/tenants/test.cc/agents/5001@test.cc",
            "prefixList",
        ),
        ("POST", "/log/wellclient", "log"),
    ];

    for (method, path, wanted) in rows {
        let found = contract().operation_name(method, path);

        assert_eq!(found.map(AsRef::as_ref), Some(wanted), "{method} {path}");
    }
}
