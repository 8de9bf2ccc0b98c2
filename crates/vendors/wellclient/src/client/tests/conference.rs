//! Transfers and conferences in the call memory (dossier §9, §10.7–10.11).

use serde_json::{Value, json};

use super::visit::Visit;

const ANNA: &str = "8001@test.cc";
const BEN: &str = "8002@test.cc";
const CARL: &str = "917602176375@test.cc";

fn rings(visit: &mut Visit, call: &str, calling: &str, called: &str) {
    visit.event(
        "delivered",
        json!({"callId": call, "callingDevice": calling, "calledDevice": called}),
    );
}

fn conferenced(visit: &mut Visit, call: &str, first: &str, second: &str) -> Vec<String> {
    visit.event(
        "conferenced",
        json!({"callId": call, "primaryOldCall": first, "secondaryOldCall": second, "newCall": call,
            "conferencingDevice": ANNA, "addedParty": BEN}),
    )
}

/// The calls in memory, each with its device count.
fn counts(visit: &mut Visit) -> Value {
    let lines = visit.invoke("getCallMemory", json!({}));
    let Value::Object(memory) =
        serde_json::from_str(lines[0].strip_prefix("resolved ").unwrap()).unwrap()
    else {
        panic!("an object");
    };
    let calls = memory.into_iter().filter(|(id, _)| id != "length");
    calls
        .map(|(id, call)| (id, call["deviceCount"].clone()))
        .collect()
}

#[test]
fn a_transfer_to_this_device_renames_its_call() {
    let mut visit = Visit::logged_in(json!({}));
    rings(&mut visit, "k2", BEN, ANNA);

    visit.event(
        "transferred",
        json!({"callId": "k1", "secondaryOldCall": "k2", "newCall": "k1", "transferredToDevice": ANNA}),
    );

    assert_eq!(counts(&mut visit), json!({"k1": 2}));
}

#[test]
fn a_transfer_to_another_device_changes_nothing() {
    let mut visit = Visit::logged_in(json!({}));
    rings(&mut visit, "k2", BEN, ANNA);

    visit.event(
        "transferred",
        json!({"callId": "k1", "secondaryOldCall": "k2", "newCall": "k1", "transferredToDevice": BEN}),
    );

    assert_eq!(counts(&mut visit), json!({"k2": 2}));
}

#[test]
fn the_conferencing_agents_two_calls_become_one_of_three() {
    let mut visit = Visit::logged_in(json!({}));
    rings(&mut visit, "k1", ANNA, CARL);
    rings(&mut visit, "k2", ANNA, BEN);

    conferenced(&mut visit, "k1", "k1", "k2");
    let merged = counts(&mut visit);
    let told = visit.event(
        "connectionCleared",
        json!({"callId": "k1", "releasingDevice": ANNA}),
    );

    assert_eq!(merged, json!({"k1": 3}));
    assert!(
        told[0].contains(r#""partyDevice":"","isCaller":"","isOutCall":true"#),
        "{}",
        told[0]
    );
    assert_eq!(counts(&mut visit), json!({}));
}

#[test]
fn an_added_party_learns_the_conferences_call_id() {
    let mut visit = Visit::logged_in(json!({}));
    rings(&mut visit, "k2", BEN, ANNA);

    conferenced(&mut visit, "k1", "k1", "k2");

    assert_eq!(counts(&mut visit), json!({"k1": 2}));
}

#[test]
fn a_conference_that_names_itself_as_the_old_call_keeps_it() {
    let mut visit = Visit::logged_in(json!({}));
    rings(&mut visit, "k1", ANNA, CARL);

    let told = conferenced(&mut visit, "k1", "0", "k1");

    assert_eq!(told, ["event conferenced"]);
    assert_eq!(counts(&mut visit), json!({"k1": 2}));
}

#[test]
fn a_conference_with_a_fresh_id_leaves_no_ghost() {
    let mut visit = Visit::logged_in(json!({}));
    rings(&mut visit, "k1", ANNA, CARL);
    rings(&mut visit, "k2", ANNA, BEN);

    conferenced(&mut visit, "k3", "k1", "k2");

    assert_eq!(counts(&mut visit), json!({"k3": 3}));
}
