use std::time::Duration;

use ctimock_dialect::{Deed, Sharing};
use ctimock_switch::{Cause, Media};
use serde_json::{Map, json};

use super::support::{shown, steps, wrong};
use crate::{Act, FaultKind, Occurrence, RequestPattern, Scenario, Sends, Times, Verb, Word};

#[test]
fn a_party_does_what_stands_beside_it_or_in_it() {
    let scenario = steps(
        r##"
  - party: carl
    does: calls
    to: anna
    media: video
    data: { order: 5 }
    as: $c
  - party: carl
    does: { calls: "13800138000" }
  - party: carl
    does: { calls: { to: $c } }
  - party: carl
    does: answers
    of: $c
  - party: carl
    does: rejects
    cause: busy
  - party: carl
    does: { sends_digits: "12#" }
  - party: carl
    does: { shares: off }
  - party: carl
    does: says
    text: "\\$ is a sign"
"##,
    );

    let acts: Vec<(Deed<Word>, Option<Word>, Option<String>)> = acts(&scenario)
        .into_iter()
        .map(|act| match act {
            Act::Party { deed, of, bind, .. } => (deed.clone(), of.clone(), bind.clone()),
            other => panic!("{other:?} is no party's"),
        })
        .collect();

    let text = |text: &str| Word::Text(text.to_owned());
    let c = || Word::Name("c".to_owned());
    let calls = |to| Deed::Calls {
        to,
        media: Media::Voice,
        data: Map::new(),
    };
    let mut order = Map::new();
    order.insert("order".to_owned(), json!(5));
    let video = Deed::Calls {
        to: text("anna"),
        media: Media::Video,
        data: order,
    };
    let wanted = [
        (video, None, Some("c".to_owned())),
        (calls(text("13800138000")), None, None),
        (calls(c()), None, None),
        (Deed::Answers, Some(c()), None),
        (Deed::Rejects { cause: Cause::Busy }, None, None),
        (Deed::SendsDigits { text: text("12#") }, None, None),
        (Deed::Shares(Sharing::Off), None, None),
        (
            Deed::Says {
                text: text("$ is a sign"),
            },
            None,
            None,
        ),
    ];
    assert_eq!(acts, wanted);
}

#[test]
fn an_action_of_the_only_client_need_not_name_it() {
    let scenario = steps(
        "
  - backend: sets_mode
    mode: NotReady
  - backend: restarts
  - backend: emits
    client: carl
    event: lamp
    state: lit
",
    );

    let actions: Vec<(&str, serde_json::Value)> = acts(&scenario)
        .into_iter()
        .map(|act| match act {
            Act::Backend { action, params } => (action.as_str(), params.value.clone()),
            other => panic!("{other:?} is not the vendor's"),
        })
        .collect();

    let wanted = [
        ("sets_mode", json!({ "mode": "NotReady", "client": "anna" })),
        ("restarts", json!({})),
        (
            "emits",
            json!({ "client": "carl", "event": "lamp", "state": "lit" }),
        ),
    ];
    assert_eq!(actions, wanted);
}

#[test]
fn faults_have_their_target_occurrence_and_parameters() {
    let scenario = steps(
        r#"
  - fault: drop
    on: ringing
    client: anna
    nth: 2
    times: always
    for: 3s
  - fault: duplicate
    on: "*"
  - fault: delay
    on: hangUp
    by: 250ms
    times: 3
  - fault: status
    on: signIn
    code: 503
    body: { error: down }
  - fault: close
    client: anna
  - fault: close
    on: connect
    code: 4000
    reason: shut
  - fault: none
    on: inner.ended
"#,
    );

    let faults: Vec<(FaultKind, Option<&str>, Occurrence)> = acts(&scenario)
        .into_iter()
        .map(|act| match act {
            Act::Fault(fault) => (fault.kind.clone(), fault.on.as_deref(), fault.occurrence),
            other => panic!("{other:?} is no fault"),
        })
        .collect();

    let once = Occurrence {
        nth: 1,
        times: Times::Count(1),
    };
    let close = |code, reason: &str| FaultKind::Close {
        code,
        reason: reason.to_owned(),
    };
    let from_second = Occurrence {
        nth: 2,
        times: Times::Always,
    };
    let thrice = Occurrence {
        nth: 1,
        times: Times::Count(3),
    };
    let by = Duration::from_millis(250);
    let status = FaultKind::Status {
        code: 503,
        body: Some(json!({ "error": "down" })),
    };
    let wanted = [
        (FaultKind::Drop, Some("ringing"), from_second),
        (FaultKind::Duplicate, None, once),
        (FaultKind::Delay { by }, Some("hangUp"), thrice),
        (status, Some("session"), once),
        (close(1006, ""), None, once),
        (close(4000, "shut"), Some("connect"), once),
        (FaultKind::None, Some("inner.ended"), once),
    ];
    assert_eq!(faults, wanted);
    assert_eq!(scenario.families, ["raw", "inner"]);
    let Act::Fault(first) = acts(&scenario)[0] else {
        panic!("the first step is a fault");
    };
    assert_eq!(first.client.as_deref(), Some("anna"));
    assert_eq!(first.lasting, Some(Duration::from_secs(3)));
}

#[test]
fn requests_are_named_by_operation_or_by_what_goes_over_the_wire() {
    let scenario = steps(
        r#"
  - call: signIn
    sends:
      - session: { mode: Ready }
      - ring
      - { method: POST, path: "~/session.*", body: { number: "100" } }
  - call: signIn
    sends: { exactly: [session: {}] }
"#,
    );

    let sent: Vec<(Vec<String>, bool)> = scenario
        .steps
        .iter()
        .filter_map(|step| match &step.verb {
            Verb::Call(call) => call.sends.as_ref(),
            _ => None,
        })
        .map(|sends| (requests(sends), sends.exactly))
        .collect();

    let first = [
        r#"session {"mode":"Ready"}"#,
        "ring <any>",
        r#"method "POST" path ~\A(?:/session.*)\z body {"number":"100"}"#,
    ];
    let wanted = [
        (first.map(str::to_owned).to_vec(), false),
        (vec!["session {}".to_owned()], true),
    ];
    assert_eq!(sent, wanted);
}

#[test]
fn a_started_call_is_taken_up_and_binds_there() {
    let scenario = steps(
        r#"
  - call: ring
    args: { to: "200" }
    as: dial
  - together:
      - party: carl
        does: answers
      - fault: none
  - result: dial
    returns: { callId: $call }
    within: 2s
  - call: hangUp
    args: { callId: $call }
  - never: [ringing, ended: { callId: $call }]
  - never: lamp
    for: 10s
  - wait: 3m
"#,
    );

    let verbs: Vec<String> = scenario.steps.iter().map(|step| verb(&step.verb)).collect();

    let wanted = [
        "call as dial",
        "together 2",
        "result dial within 2s",
        "call",
        r#"never ringing <any>, ended {"callId":$call} to the end"#,
        "never lamp <any> for 10s",
        "wait 180s",
    ];
    assert_eq!(verbs, wanted);
}

#[test]
fn a_name_that_an_act_binds_is_there_at_once_even_in_together() {
    let scenario = steps(
        "
  - together:
      - party: carl
        does: calls
        to: anna
        as: $c
      - party: carl
        does: hangs_up
        of: $c
",
    );

    assert_eq!(verb(&scenario.steps[0].verb), "together 2");
}

#[test]
fn what_never_matches_binds_no_name() {
    let found = wrong(
        r#"
scenario: a guard only looks
vendor: bell
given: { clients: { anna: { number: "100", password: secret } } }
steps:
  - never: [ended: { callId: $call }]
  - call: hangUp
    args: { callId: $call }
"#,
    );

    assert_eq!(found, [("unbound-name", 6), ("unbound-name", 8)]);
}

#[test]
fn a_status_that_answers_nothing_yet_is_refused() {
    let found = wrong(
        "scenario: s
vendor: bell
steps:
  - { fault: status, on: session, code: 101 }
  - { fault: status, on: session, code: 200 }
",
    );

    assert_eq!(found, [("wrong-kind", 4)]);
}

fn acts(scenario: &Scenario) -> Vec<&Act> {
    scenario
        .steps
        .iter()
        .map(|step| match &step.verb {
            Verb::Act(act) => act,
            other => panic!("{other:?} is no act"),
        })
        .collect()
}

fn requests(sends: &Sends) -> Vec<String> {
    sends
        .items
        .iter()
        .map(|item| match &item.pattern {
            RequestPattern::Operation { name, body } => format!("{name} {}", shown(body)),
            RequestPattern::Raw {
                method,
                path,
                headers,
                body,
            } => [
                ("method", method),
                ("path", path),
                ("headers", headers),
                ("body", body),
            ]
            .iter()
            .filter_map(|(name, part)| part.as_ref().map(|part| format!("{name} {}", shown(part))))
            .collect::<Vec<_>>()
            .join(" "),
        })
        .collect()
}

fn verb(verb: &Verb) -> String {
    match verb {
        Verb::Call(call) => match &call.handle {
            Some(handle) => format!("call as {handle}"),
            None => "call".to_owned(),
        },
        Verb::Result { handle, within, .. } => format!("result {handle} within {within:?}"),
        Verb::Expect(_) => "expect".to_owned(),
        Verb::Never(never) => {
            let events: Vec<String> = never
                .events
                .iter()
                .map(|event| format!("{} {}", event.name, shown(&event.pattern)))
                .collect();
            let lasting = match never.lasting {
                Some(lasting) => format!("for {lasting:?}"),
                None => "to the end".to_owned(),
            };
            format!("never {} {lasting}", events.join(", "))
        }
        Verb::Act(_) => "act".to_owned(),
        Verb::Wait(time) => format!("wait {time:?}"),
        Verb::State(_) => "state".to_owned(),
        Verb::Together(steps) => format!("together {}", steps.len()),
    }
}
