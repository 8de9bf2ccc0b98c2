use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use ctimock_dialect::Contract;
use ctimock_scenario::{Colour, Contracts, Files, FilesError, Scenario, load};

const CONTRACT: &str = "
vendor: chime
title: Chime
main_family: raw
identity:
  client: [{ name: ext, type: string }]
  customer: [{ name: number, type: string }]
deeds: [calls, answers, hangs_up]
methods:
  dial:
    source: manual 1
    params: [{ name: to, type: string }, { name: data, type: any }]
    returns: [{ name: callId, type: string }]
    operation: { name: dial, fits: { to: '${to}' } }
  drop:
    source: manual 2
    params: [{ name: callId, type: string }]
    operation: { name: drop, fits: { callId: '${callId}' } }
  mute: { source: manual 3, uncounted: named only }
  onCall: { source: manual 4, tells: raw, params: [{ name: event, type: string }] }
operations:
  dial: { source: manual 1, method: POST, paths: [/calls], body: [{ name: to, type: string }] }
  drop: { source: manual 2, method: DELETE, paths: ['/calls/{callId}'] }
events:
  ringing:
    source: manual 5
    family: raw
    origin: wire
    fields: [{ name: callId, type: string }, { name: to, type: string }]
  answered:
    source: manual 5
    family: raw
    origin: wire
    fields: [{ name: callId, type: string }, { name: trace, type: any, removed: true }]
  held: { source: manual 5, family: raw, origin: wire, fields: [{ name: callId, type: string }] }
  recorded: { source: manual 5, family: raw, origin: wire, fields: [{ name: callId, type: string }] }
  ended:
    source: manual 5
    family: raw
    origin: wire
    fields: [{ name: callId, type: string }, { name: cause, type: string, values: causes }]
  ui.changed: { source: manual 6, family: ui, origin: sdk, fields: [{ name: text, type: string }] }
values:
  causes: { source: manual 7, words: { normal: { meaning: hung up }, busy: { meaning: engaged } } }
  errors:
    source: manual 7
    answers: { operations: [drop], field: code, empty: E0 }
    words: { E0: { meaning: done }, E1: { meaning: no such call } }
  ours: { source: ours, uncounted: not the vendor's, words: { a: { meaning: a } } }
orders:
  - rule: a call rings before it is answered
    source: manual 8
    per: [callId]
    order: { before: { first: ringing, then: answered } }
  - rule: a call ends once
    source: manual 8
    per: [callId]
    order: { once: { event: ended } }
actions:
  emits: { summary: sends an event as it is, source: ours, params: [{ name: event, type: string }] }
";

const HEAD: &str = r#"scenario: A case
vendor: chime
given: { clients: { anna: { ext: "8001" } }, parties: { carl: { number: "13800138000" } } }
steps:
"#;

/// Returns the contract of the vendor that the tests talk of.
pub(crate) fn contract() -> &'static Contract {
    static PARSED: OnceLock<Contract> = OnceLock::new();
    PARSED.get_or_init(|| Contract::from_yaml(CONTRACT).expect("the test contract has its shape"))
}

/// Returns a scenario of client `anna` and party `carl` with these steps; the first line of them is
/// line 5 of the file.
pub(crate) fn scenario(steps: &str) -> Arc<Scenario> {
    scenario_of(&format!("{HEAD}{steps}"))
}

/// Returns the scenario that a file is.
pub(crate) fn scenario_of(text: &str) -> Arc<Scenario> {
    let files = OneFile(text.to_owned());
    let contracts = Contracts::new([contract()]);
    let loaded = load(Path::new("case.yaml"), &files, &contracts);
    let mut scenarios = loaded.unwrap_or_else(|wrong| panic!("{}", wrong.render(Colour::Never)));
    Arc::new(scenarios.remove(0))
}

struct OneFile(String);

impl Files for OneFile {
    fn read(&self, _: &Path) -> Result<String, FilesError> {
        Ok(self.0.clone())
    }
}
