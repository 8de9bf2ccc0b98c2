use std::sync::{Arc, OnceLock};

use ctimock_dialect::{Contract, Person, Quirks, World};
use ctimock_scenario::{Scenario, Step, Verb};
use serde_json::Map;

use super::patterns::nowhere;

const CONTRACT: &str = "
vendor: bell
title: Bell
main_family: raw
identity: { client: [{ name: ext, type: string }], customer: [{ name: number, type: string }] }
deeds: [calls, answers, hangs_up]
methods:
  dial: { source: manual 1, params: [{ name: to, type: string }], operation: { name: dial, fits: { to: '${to}' } } }
  drop: { source: manual 2, params: [{ name: callId, type: string }], operation: { name: drop, fits: { callId: '${callId}' } } }
  local: { source: manual 3 }
operations:
  dial: { source: manual 1, method: POST, paths: [/calls] }
  drop: { source: manual 2, method: DELETE, paths: ['/calls/{callId}'] }
  events: { source: manual 4, method: WS, paths: [/events] }
events:
  ringing: { source: manual 5, family: raw, origin: wire, fields: [{ name: callId, type: string }, { name: to, type: string }] }
  answered: { source: manual 5, family: raw, origin: wire, fields: [{ name: callId, type: string }] }
  recorded: { source: manual 5, family: raw, origin: wire }
  ended: { source: manual 5, family: raw, origin: wire, fields: [{ name: callId, type: string }, { name: cause, type: string, values: causes }] }
  ui.changed: { source: manual 6, family: ui, origin: sdk }
values:
  causes: { source: manual 7, words: { normal: { meaning: hung up }, busy: { meaning: engaged } } }
orders:
  - { rule: a call is answered after it rings, source: manual 8, per: [callId], order: { before: { first: ringing, then: answered } } }
  - { rule: a call ends once, source: manual 8, per: [callId], order: { once: { event: ended } } }
";

/// Returns the contract of the vendor that the tests talk of.
pub(crate) fn contract() -> &'static Contract {
    static PARSED: OnceLock<Contract> = OnceLock::new();
    PARSED.get_or_init(|| Contract::from_yaml(CONTRACT).expect("the test contract has its shape"))
}

/// Returns a scenario of client `anna` with these steps.
pub(crate) fn scenario(verbs: Vec<Verb>) -> Arc<Scenario> {
    Arc::new(scenario_of(&["anna"], verbs))
}

/// Returns a scenario of these clients with these steps.
pub(crate) fn scenario_of(clients: &[&str], verbs: Vec<Verb>) -> Scenario {
    let person = |name: &&str| Person {
        name: (*name).to_owned(),
        identity: Map::new(),
    };
    let step = |verb| Step {
        place: nowhere(),
        verb,
    };
    Scenario {
        name: "a scenario".to_owned(),
        vendor: "bell".to_owned(),
        tags: Vec::new(),
        source: None,
        world: World {
            clients: clients.iter().map(person).collect(),
            ..World::default()
        },
        steps: verbs.into_iter().map(step).collect(),
        quirks: Quirks::default(),
        problem: None,
        known_issue: None,
        families: vec!["raw".to_owned()],
        others_allowed: false,
        row: None,
        file: nowhere().file,
        place: nowhere(),
    }
}
