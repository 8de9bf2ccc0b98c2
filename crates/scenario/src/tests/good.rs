use std::time::Duration;

use ctimock_dialect::{PartyKind, PartySpec, Person, World};
use ctimock_switch::{Action, Plan, Rule, Trigger};
use serde_json::{Value, json};

use super::support::{items, load_text, object, one, shown, steps};
use crate::{Call, Others, Reply, Span, Verb};

const SAMPLE: &str = r#"
scenario: A call is answered, and the agent hangs up
vendor: bell
tags: [outbound, smoke]
source: "manual, 4.2"
known_issue: https://example.test/17
quirks: { double_end: twice }
problem: F11
given:
  clients:
    anna: { number: "100", password: $ecret, prefix: ["9"] }
  parties:
    carl: { number: "17602176375", answers: { after: 2s } }
  settings: { ring_timeout: 20 }
  numbers: { main: { owner: anna } }
steps:
  - call: signIn
    args: { mode: Ready }
  - expect:
      - signedIn: { number: "100" }
  - call: ring
    args: { to: "17602176375", options: { prefix: "9" } }
    returns: { callId: $call }
  - expect:
      - ringing: { callId: $call }
      - optional: [recorded: { callId: $call }]
    within: 1s..3s
    others: allowed
  - call: hangUp
    args: { callId: $call }
    within: 500ms
"#;

#[test]
fn a_scenario_lowers_to_its_whole_model() {
    let scenario = one(SAMPLE);

    assert_eq!(scenario.name, "A call is answered, and the agent hangs up");
    assert_eq!(scenario.vendor, "bell");
    assert_eq!(scenario.tags, ["outbound", "smoke"]);
    assert_eq!(scenario.source.as_deref(), Some("manual, 4.2"));
    assert_eq!(
        scenario.known_issue.as_deref(),
        Some("https://example.test/17")
    );
    assert_eq!(scenario.variant.quirks.value("double_end"), Some("twice"));
    assert!(scenario.variant.problems.iter().eq(["F11"]));
    assert_eq!(scenario.families, ["raw"]);
    assert_eq!(
        (scenario.others_allowed, scenario.row.clone()),
        (false, None)
    );
    assert_eq!(scenario.id(), "case.yaml");
    assert_eq!(scenario.place.line_and_column(), (2, 11));
    let anna = Person {
        name: "anna".to_owned(),
        identity: object(json!({ "number": "100", "password": "$ecret", "prefix": ["9"] })),
    };
    let carl = PartySpec {
        person: Person {
            name: "carl".to_owned(),
            identity: object(json!({ "number": "17602176375" })),
        },
        kind: PartyKind::Customer,
        plan: Plan {
            rules: vec![Rule {
                trigger: Trigger::Offered,
                after: Duration::from_secs(2),
                action: Action::Answer,
            }],
        },
    };
    let world = World {
        clients: vec![anna],
        parties: vec![carl],
        queues: vec![],
        tables: [(
            "numbers".to_owned(),
            object(json!({ "main": { "owner": "anna" } })),
        )]
        .into(),
        settings: object(json!({ "ring_timeout": 20 })),
    };
    assert_eq!(scenario.world, world);
    assert_eq!(scenario.steps.len(), 5);
}

#[test]
fn a_call_has_its_arguments_and_those_of_the_clients_identity() {
    let scenario = one(SAMPLE);

    let calls: Vec<(&str, &str, Value, String, u64)> = scenario
        .steps
        .iter()
        .filter_map(|step| match &step.verb {
            Verb::Call(call) => Some(summary(call)),
            _ => None,
        })
        .collect();

    let identity = json!({ "mode": "Ready", "number": "100", "password": "\\$ecret" });
    let dialled = json!({ "to": "17602176375", "options": { "prefix": "9" } });
    let wanted = [
        ("anna", "signIn", identity, "succeeds".to_owned(), 30_000),
        (
            "anna",
            "ring",
            dialled,
            r#"returns {"callId":$call}"#.to_owned(),
            30_000,
        ),
        (
            "anna",
            "hangUp",
            json!({ "callId": "$call" }),
            "succeeds".to_owned(),
            500,
        ),
    ];
    assert_eq!(calls, wanted);
}

#[test]
fn an_identity_that_looks_like_a_name_fills_to_its_text() {
    let scenario = one(SAMPLE);
    let Verb::Call(call) = &scenario.steps[0].verb else {
        panic!("the first step is a call");
    };

    let filled = call.args.fill(|_| None);

    let wanted = json!({ "mode": "Ready", "number": "100", "password": "$ecret" });
    assert_eq!(filled, Ok(wanted));
}

#[test]
fn a_window_has_its_items_span_and_place() {
    let scenario = one(SAMPLE);
    let step = &scenario.steps[3];

    let Verb::Expect(window) = &step.verb else {
        panic!("the fourth step is a window");
    };

    assert_eq!(
        items(window),
        [
            r#"ringing {"callId":$call}"#,
            r#"optional [recorded {"callId":$call}]"#
        ]
    );
    let span = Span {
        from: Duration::from_secs(1),
        to: Duration::from_secs(3),
    };
    assert_eq!(
        (window.client.as_str(), window.within, window.others),
        ("anna", span, Others::Allowed)
    );
    assert_eq!(step.place.line_and_column(), (24, 5));
}

#[test]
fn a_call_that_must_fail_may_be_called_wrongly() {
    let scenario = steps(
        "
  - call: ring
    args: { to: 5 }
    fails: { code: 4 }
  - call: ring
    fails: {}
",
    );

    let args: Vec<&Value> = scenario
        .steps
        .iter()
        .filter_map(|step| match &step.verb {
            Verb::Call(call) => Some(&call.args.value),
            _ => None,
        })
        .collect();
    assert_eq!(args, [&json!({ "to": 5 }), &json!({})]);
}

#[test]
fn a_file_without_given_and_clients_is_a_scenario_of_its_own() {
    let loaded = load_text("scenario: nobody\nvendor: bell\nsteps: [wait: 1s]\n");

    assert!(
        loaded.is_ok(),
        "{}",
        loaded.expect_err("there are diagnostics")
    );
}

fn summary(call: &Call) -> (&str, &str, Value, String, u64) {
    let reply = match &call.reply {
        Reply::Succeeds => "succeeds".to_owned(),
        Reply::Returns(pattern) => format!("returns {}", shown(pattern)),
        Reply::Fails(pattern) => format!("fails {}", shown(pattern)),
        Reply::Pending => "pending".to_owned(),
    };
    let within = call.within.as_millis() as u64;
    (
        &call.client,
        &call.method,
        call.args.value.clone(),
        reply,
        within,
    )
}

#[test]
fn an_open_object_has_free_fields_beside_its_documented_ones() {
    let with = |data: &str| {
        let last = "      - signedIn: { number: \"100\" }\n";
        load_text(&SAMPLE.replace(
            last,
            &format!("{last}      - ringing: {{ data: {data} }}\n"),
        ))
    };

    assert!(with("{ caller: carl, anything: 1 }").is_ok());
    let wrong = with("{ caller: 1 }").expect_err("a caller is text");
    assert!(
        wrong
            .to_string()
            .contains("field `caller` of event `ringing` is text"),
        "{wrong}"
    );
}
