use std::time::Duration;

use ctimock_dialect::{PartyKind, PartySpec, Person, QueueSpec, World};
use ctimock_switch::{
    Action, Cause, OnEmpty, OnNoAnswer, Plan, Policy, Rule, Trigger, Unreachable,
};
use serde_json::{Map, Value, json};

use super::support::{load_text, one, shown};
use crate::{Call, Expect, Item, Others, Reply, Span, Verb};

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
    assert_eq!(scenario.quirks.value("double_end"), Some("twice"));
    assert_eq!(scenario.problem.as_deref(), Some("F11"));
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
fn every_kind_of_item_is_read() {
    let scenario = steps(
        r#"
  - expect:
      - signedIn
      - any_order: [ringing: { waited: 1..9 }, lamp]
      - one_of:
          - ended: { cause: BUSY }
          - [answered: {}, ended: {}]
      - repeat: recorded
        times: 2..3
      - repeat: { lamp: { on: true } }
        times: 2
      - ended: { callId: $x }
        exactly: true
      - inner.ended:
      - optional: { "003001": "$x" }
"#,
    );

    let Verb::Expect(window) = &scenario.steps[0].verb else {
        panic!("the step is a window");
    };

    let wanted = [
        "signedIn <any>",
        r#"any_order [ringing {"waited":1..=9}, lamp <any>]"#,
        r#"one_of [[ended {"cause":"BUSY"}], [answered {}, ended {}]]"#,
        "repeat recorded <any> 2..=3",
        r#"repeat lamp {"on":true} 2..=2"#,
        r#"ended {|"callId":$x|}"#,
        "inner.ended <any>",
        "optional [003001 $x]",
    ];
    assert_eq!(items(window), wanted);
    assert_eq!(scenario.families, ["raw", "ui", "inner"]);
}

#[test]
fn every_pattern_demands_what_the_language_says() {
    let scenario = steps(
        r#"
  - state:
      plain: text
      number: 5
      same: 5.0
      yes: true
      nothing: null
      list: [1, $a]
      any: "<any>"
      string: "<string>"
      numeric: "<number>"
      boolean: "<boolean>"
      object: "<object>"
      array: "<array>"
      uuid: "<uuid>"
      timestamp: "<timestamp>"
      absent: "<absent>"
      regex: "~a|b"
      above: ">5"
      from: ">=5"
      below: "<9"
      upto: "<=9"
      range: 1..9
      dollar: "\\$x"
      angle: "\\<any>"
      tilde: "\\~x"
      over: "\\>5"
      slash: "\\d"
      address: 917602176375@test.cc
      zero: "003001"
"#,
    );

    let Verb::State(pattern) = &scenario.steps[0].verb else {
        panic!("the step is a state");
    };

    let wanted = concat!(
        r#"{"plain":"text","number":5,"same":5.0,"yes":true,"nothing":null,"list":[1,$a],"#,
        r#""any":<any>,"string":<string>,"numeric":<number>,"boolean":<boolean>,"#,
        r#""object":<object>,"array":<array>,"uuid":<uuid>,"timestamp":<timestamp>,"#,
        r#""absent":<absent>,"regex":~\A(?:a|b)\z,"above":>5,"from":>=5,"below":<9,"#,
        r#""upto":<=9,"range":1..=9,"dollar":"$x","angle":"<any>","tilde":"~x","#,
        r#""over":">5","slash":"\\d","address":"917602176375@test.cc","zero":"003001"}"#,
    );
    assert_eq!(shown(pattern), wanted);
}

#[test]
fn reactions_become_plans() {
    let scenario = one(r#"
vendor: bell
given:
  parties:
    a: { number: "1", when_called: { answers: { after: 250ms } }, then: [hangs_up: { after: 5s }] }
    b: { number: "2", rejects: { after: 1s, cause: busy } }
    c: { number: "3", when_called: busy }
    d: { number: "4", unreachable: { cause: no_route } }
    e: { number: "5", invalid: {} }
    f: { number: "6", when_called: ignores }
    g:
      is: ivr
      number: "7"
      answers: {}
      then:
        - sends_digits: { text: "12#", after: 1s }
        - holds: { after: 2s }
        - retrieves: { after: 3s }
        - hangs_up
    h: { is: agent, number: "8", mode: NotReady }
"#);

    let plans: Vec<Vec<(Trigger, u64, Action)>> = scenario
        .world
        .parties
        .iter()
        .map(|party| {
            let rules = party.plan.rules.iter();
            rules
                .map(|rule| {
                    (
                        rule.trigger,
                        rule.after.as_millis() as u64,
                        rule.action.clone(),
                    )
                })
                .collect()
        })
        .collect();

    use Trigger::{Connected, Offered};
    let no_route = Cause::Unreachable(Unreachable::NoRoute);
    let wanted = [
        vec![
            (Offered, 250, Action::Answer),
            (Connected, 5000, Action::HangUp),
        ],
        vec![(Offered, 1000, Action::Reject(Cause::Busy))],
        vec![(Offered, 0, Action::Fail(Cause::Busy))],
        vec![(Offered, 0, Action::Fail(no_route))],
        vec![(Offered, 0, Action::Fail(Cause::Invalid))],
        vec![],
        vec![
            (Offered, 0, Action::Answer),
            (Connected, 1000, Action::SendDigits("12#".to_owned())),
            (Connected, 2000, Action::Hold),
            (Connected, 3000, Action::Retrieve),
            (Connected, 0, Action::HangUp),
        ],
        vec![],
    ];
    assert_eq!(plans, wanted);
    assert!(scenario.is_world());
    assert_eq!(scenario.name, "case");
    let agent = &scenario.world.parties[7];
    assert_eq!(agent.kind, PartyKind::Agent);
    assert_eq!(
        agent.person.identity,
        object(json!({ "number": "8", "mode": "NotReady" }))
    );
}

#[test]
fn queues_have_members_with_priorities() {
    let scenario = one(r#"
vendor: bell
given:
  clients:
    anna: { number: "100", password: secret }
  parties:
    bert: { is: agent, number: "101" }
  queues:
    sales: { members: [anna, bert] }
    desk:
      number: "6000"
      members: { bert: 1, anna: 2 }
      policy: ring_all
      ring_timeout: 20s
      on_no_answer: not_ready
      on_empty: refuse
"#);

    let member = |name: &str, priority| (name.to_owned(), priority);
    let sales = QueueSpec {
        name: "sales".to_owned(),
        number: "sales".to_owned(),
        members: vec![member("anna", 1), member("bert", 1)],
        policy: Policy::LongestIdle,
        ring_timeout: None,
        on_no_answer: OnNoAnswer::Next,
        on_empty: OnEmpty::Wait,
    };
    let desk = QueueSpec {
        name: "desk".to_owned(),
        number: "6000".to_owned(),
        members: vec![member("bert", 1), member("anna", 2)],
        policy: Policy::RingAll,
        ring_timeout: Some(Duration::from_secs(20)),
        on_no_answer: OnNoAnswer::NotReady,
        on_empty: OnEmpty::Refuse,
    };
    assert_eq!(scenario.world.queues, [sales, desk]);
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

/// Loads steps of a scenario with one client and one party.
pub(super) fn steps(steps: &str) -> crate::Scenario {
    let head = "scenario: steps\nvendor: bell\ngiven:\n  clients:\n    \
                anna: { number: \"100\", password: secret }\n  parties:\n    \
                carl: { number: \"200\" }\nsteps:";
    one(&format!("{head}{steps}"))
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

fn items(window: &Expect) -> Vec<String> {
    let event = |event: &crate::EventPattern| format!("{} {}", event.name, shown(&event.pattern));
    let list = |events: &[crate::EventPattern]| {
        let events: Vec<String> = events.iter().map(event).collect();
        format!("[{}]", events.join(", "))
    };
    window
        .items
        .iter()
        .map(|item| match item {
            Item::One(one) => event(one),
            Item::Optional(events) => format!("optional {}", list(events)),
            Item::AnyOrder(events) => format!("any_order {}", list(events)),
            Item::OneOf(lists) => {
                let lists: Vec<String> = lists.iter().map(|events| list(events)).collect();
                format!("one_of [{}]", lists.join(", "))
            }
            Item::Repeat { event: one, times } => format!("repeat {} {times:?}", event(one)),
        })
        .collect()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other} is no object"),
    }
}
