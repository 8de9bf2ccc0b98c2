//! The Bell's server and client together, and each where the other does not help.

use std::{sync::Arc, time::Duration};

use ctimock_dialect::{Action, Deed, Variant};
use ctimock_mock::{ResolvedAct, What};
use ctimock_protocol::{AppEvent, CallError, CallErrorKind, Outcome};
use ctimock_scenario::{Fault, FaultKind, Occurrence, Place, SourceFile, Times};
use ctimock_switch::{Cause, Plan};
use rstest::rstest;
use serde_json::{Value, json};

use super::{ANSWERED, DEMO, contract, vendor};
use crate::{Line, WorldBuilder, plans, read_scenarios, scenario};

const CARL: &str = "13800138000";
const SECOND: Duration = Duration::from_secs(1);

#[test]
fn who_logs_in_is_online() {
    let mut line = street(plans::ignores());

    let outcome = line.invoke("anna", "login", json!({ "house": "1" }));

    assert_eq!(outcome, Some(Ok(Some(json!({ "house": "1" })))));
    assert_eq!(line.told(), ["anna: online"]);
}

#[test]
fn a_house_that_does_not_exist_cannot_log_in() {
    let mut line = street(plans::ignores());

    let outcome = line.invoke("anna", "login", json!({ "house": "9" }));

    assert_eq!(
        outcome,
        Some(rejected(401, "Unauthorized", "no such house"))
    );
}

#[test]
fn a_call_rings_is_answered_and_ends_for_both() {
    let mut line = street(plans::answers_then_hangs_up(2 * SECOND, 5 * SECOND));
    log_in(&mut line);

    let outcome = line.invoke("anna", "call", json!({ "to": CARL }));
    line.wait(7 * SECOND);

    assert_eq!(outcome, Some(Ok(Some(json!({ "call": "C1" })))));
    let event = |name: &str, data: Value| AppEvent {
        client: "anna".to_owned(),
        name: name.to_owned(),
        data,
    };
    let wanted = [
        event("rings", json!({ "call": "C1", "from": "1", "to": CARL })),
        event("talking", json!({ "call": "C1" })),
        event("ended", json!({ "call": "C1", "cause": "normal" })),
    ];
    assert_eq!(line.events(), wanted);
}

#[test]
fn two_houses_talk_and_both_are_told() {
    let mut line = street(plans::ignores());
    log_in(&mut line);

    line.invoke("anna", "call", json!({ "to": "2" }));
    line.invoke("bert", "answer", json!({ "call": "C1" }));
    line.invoke("anna", "hangUp", json!({ "call": "C1" }));

    let wanted = [
        "anna: rings",
        "bert: rings",
        "anna: talking",
        "bert: talking",
        "anna: ended",
        "bert: ended",
    ];
    let mut told = line.told();
    // There is no order between the streams of different clients.
    told.sort_by_key(|line| wanted.iter().position(|wanted| wanted == line));
    assert_eq!(told, wanted);
}

#[rstest]
#[case::busy(plans::busy(), "busy")]
#[case::rejected(plans::rejects(SECOND, Cause::Rejected), "rejected")]
#[case::not_answered(plans::ignores(), "no_answer")]
fn a_call_that_fails_says_why(#[case] plan: Plan, #[case] cause: &str) {
    let mut line = street(plan);
    log_in(&mut line);

    line.invoke("anna", "call", json!({ "to": CARL }));
    line.wait(60 * SECOND);

    let last = line.events().pop().expect("the call ended");
    assert_eq!(last.data, json!({ "call": "C1", "cause": cause }));
}

#[test]
fn a_call_that_nobody_took_is_missed_by_the_called_house_only() {
    let mut line = street(plans::ignores());
    log_in(&mut line);

    line.invoke("bert", "call", json!({ "to": "1" }));
    line.invoke("bert", "hangUp", json!({ "call": "C1" }));

    let missed: Vec<AppEvent> = line
        .events()
        .into_iter()
        .filter(|event| event.name == "inner.missed")
        .collect();
    let wanted = AppEvent {
        client: "anna".to_owned(),
        name: "inner.missed".to_owned(),
        data: json!({ "call": "C1", "from": "2" }),
    };
    assert_eq!(missed, [wanted]);
}

#[test]
fn a_client_that_lost_its_socket_listens_again_after_a_second() {
    let mut line = street(plans::ignores());
    log_in(&mut line);
    line.act(ResolvedAct::Fault(cut()))
        .expect("sockets can be cut");
    let due = line.deadline().map(|due| due.reason);

    line.wait(SECOND);

    assert_eq!(due, Some("reconnect of the Bell's client"));
    assert_eq!(line.told(), ["anna: online", "bert: online"]);
}

#[test]
fn a_client_that_was_logged_off_stays_away() {
    let mut line = street(plans::ignores());
    log_in(&mut line);
    let action = Action {
        name: "logs_off".to_owned(),
        params: json!({ "client": "anna" })
            .as_object()
            .expect("one")
            .clone(),
    };

    line.act(ResolvedAct::Backend(action))
        .expect("anna is logged in");

    assert_eq!(line.deadline(), None);
    let outcome = line.invoke("anna", "call", json!({ "to": CARL }));
    assert_eq!(outcome, Some(rejected(401, "Unauthorized", "log in first")));
}

#[test]
fn the_switch_s_refusal_reaches_the_app_in_the_bell_s_words() {
    let mut line = street(plans::ignores());
    log_in(&mut line);

    let outcome = line.invoke("anna", "call", json!({ "to": "1" }));

    assert_eq!(
        outcome,
        Some(rejected(409, "Conflict", "nobody rings at home"))
    );
}

#[test]
fn a_quirk_hides_who_calls() {
    let mut variant = Variant::default();
    variant
        .quirks
        .select(contract(), "caller", "hidden")
        .expect("the Bell has this quirk");
    let mut line = Line::new(&vendor(), &world(plans::ignores()), variant);
    log_in(&mut line);

    line.invoke("anna", "call", json!({ "to": "2" }));

    let from = line.events().remove(0).data["from"].clone();
    assert_eq!(from, json!("hidden"));
}

#[test]
fn a_method_that_the_client_does_not_have_is_unsupported() {
    let mut line = street(plans::ignores());

    let outcome = line.invoke("anna", "sing", json!({}));

    let error = CallError {
        kind: CallErrorKind::Unsupported,
        message: "the Bell's client has no `sing`".to_owned(),
        data: Value::Null,
    };
    assert_eq!(outcome, Some(Err(error)));
}

#[test]
fn everything_on_the_wire_stands_in_the_contract() {
    let mut line = street(plans::answers_then_hangs_up(SECOND, SECOND));
    log_in(&mut line);
    line.invoke("anna", "call", json!({ "to": CARL }));
    line.wait(5 * SECOND);
    line.act(calls("carl", "bert")).expect("carl can call");
    line.invoke("bert", "answer", json!({ "call": "C2" }));
    line.invoke("bert", "hangUp", json!({ "call": "C2" }));

    for entry in line.mock().journal().since(0) {
        match &entry.what {
            What::Request { operation, uri, .. } => assert!(operation.is_some(), "{uri}"),
            What::Sent { name, frame, .. } => {
                let name = name.expect("the Bell sends only events");
                let event = contract().event(name).expect("the event is documented");
                let data: Value = serde_json::from_str(&frame.body).expect("JSON");
                let data = data.as_object().expect("an object");
                let documented: Vec<&str> = event
                    .fields
                    .iter()
                    .map(|field| field.name.as_str())
                    .collect();
                let sent: Vec<&str> = data.keys().map(String::as_str).collect();
                assert_eq!(sent, documented, "{name}");
            }
            _ => {}
        }
    }
}

#[test]
fn the_demo_is_a_world_in_which_people_can_call_each_other() {
    let demo = scenario(&vendor(), DEMO);
    let mut line = Line::new(&vendor(), &demo.world, Variant::default());
    log_in(&mut line);

    line.invoke("anna", "call", json!({ "to": CARL }));
    line.wait(2 * SECOND);

    assert!(demo.is_world());
    assert_eq!(line.told(), ["anna: rings", "anna: talking"]);
}

#[test]
fn the_example_of_a_scenario_can_be_read() {
    let answered = scenario(&vendor(), ANSWERED);

    assert_eq!(
        (answered.vendor.as_str(), answered.steps.len()),
        ("bell", 7)
    );
}

#[test]
fn a_scenario_with_a_misspelt_event_is_refused_with_the_right_one() {
    let misspelt = ANSWERED.replace("talking:", "talkin:");

    let diagnostics = read_scenarios(&vendor(), &misspelt).expect_err("the Bell never says this");

    let text = diagnostics.render(ctimock_scenario::Colour::Never);
    assert!(text.contains("`talking`"), "{text}");
}

fn street(carl: Plan) -> Line {
    Line::new(&vendor(), &world(carl), Variant::default())
}

fn world(carl: Plan) -> ctimock_dialect::World {
    WorldBuilder::new()
        .client("anna", json!({ "house": "1" }))
        .client("bert", json!({ "house": "2" }))
        .customer("carl", json!({ "number": CARL }), carl)
        .build()
}

fn log_in(line: &mut Line) {
    for client in ["anna", "bert"] {
        let outcome = line.invoke(client, "login", json!({}));
        assert!(matches!(outcome, Some(Ok(_))), "{outcome:?}");
    }
    line.told();
}

fn rejected(status: u16, title: &str, error: &str) -> Outcome {
    Err(CallError {
        kind: CallErrorKind::Rejected,
        message: format!("the Bell answered {status} {title}"),
        data: json!({ "status": status, "error": error }),
    })
}

fn calls(who: &str, to: &str) -> ResolvedAct {
    ResolvedAct::Party {
        who: who.to_owned(),
        deed: Deed::Calls {
            to: to.to_owned(),
            media: ctimock_switch::Media::Voice,
            data: serde_json::Map::new(),
        },
        of: None,
    }
}

fn cut() -> Fault {
    Fault {
        place: Place {
            file: Arc::new(SourceFile {
                path: "street.yaml".into(),
                text: String::new(),
            }),
            span: 0..0,
        },
        kind: FaultKind::Close {
            code: 1006,
            reason: String::new(),
        },
        on: None,
        client: None,
        occurrence: Occurrence {
            nth: 1,
            times: Times::Count(1),
        },
        lasting: None,
    }
}
