use std::time::Duration;

use ctimock_dialect::{PartyKind, QueueSpec};
use ctimock_switch::{Action, Cause, OnEmpty, OnNoAnswer, Policy, Trigger, Unreachable};
use serde_json::json;

use super::support::{object, one, wrong};

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
fn a_cause_may_be_the_vendors_own_word() {
    let scenario = one(r#"
scenario: causes in the vendor's words
vendor: bell
given:
  clients:
    anna: { number: "100", password: secret }
  parties:
    a: { number: "1", rejects: { cause: BUSY } }
    b: { number: "2", rejects: { cause: GONE } }
    c: { number: "3", unreachable: { cause: GONE } }
steps:
  - wait: 1s
"#);

    let actions: Vec<&Action> = scenario
        .world
        .parties
        .iter()
        .map(|party| &party.plan.rules[0].action)
        .collect();

    let gone = Action::Fail(Cause::Unreachable(Unreachable::OutOfOrder));
    assert_eq!(
        actions,
        [
            &Action::Reject(Cause::Busy),
            &Action::Reject(Cause::Lost),
            &gone
        ]
    );
}

#[test]
fn a_vendors_word_for_something_else_is_refused() {
    let text = "scenario: x\nvendor: bell\ngiven:\n  clients:\n    anna: { number: \"100\", \
                password: secret }\n  parties:\n    a: { number: \"1\", unreachable: { cause: BUSY } \
                }\nsteps:\n  - wait: 1s\n";

    assert_eq!(wrong(text), [("unknown-word", 7)]);
}
