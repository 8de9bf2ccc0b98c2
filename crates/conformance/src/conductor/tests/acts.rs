use ctimock_mock::{ActError, ResolvedAct};
use ctimock_switch::{CallId, Refusal};
use serde_json::json;

use crate::{
    Blame, Order, Verdict,
    testing::{Table, in_words, scenario},
};

const CALLS: &str = "
  - party: carl
    does: calls
    to: anna
    as: $call
";

#[test]
fn a_partys_call_is_bound_and_named_by_the_acts_that_follow() {
    let table = Table::drive(scenario(&format!(
        "{CALLS}  - party: carl
    does: hangs_up
    of: $call"
    )));

    let table = table.acted(Some("K1")).settle();

    let Some(Order::Act(act)) = table.orders.last() else {
        panic!("carl hangs up");
    };
    let ResolvedAct::Party { who, deed, of } = &**act else {
        panic!("carl is a party");
    };
    assert_eq!(
        (who.as_str(), deed.word(), of.as_deref()),
        ("carl", "hangs_up", Some("K1"))
    );
}

#[test]
fn an_act_that_the_switch_refuses_is_an_error_of_the_scenario() {
    let table = Table::drive(scenario("  - { party: carl, does: hangs_up }"));

    let error = ActError::WhichCall {
        who: "carl".to_owned(),
        found: Vec::new(),
    };
    let report = table.refused(error).report();

    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Scenario))
    );
    assert_eq!(
        in_words(&report),
        "Errored
`carl` hangs_up is impossible: `carl` has no call, and `of` does not say which
Scenario: the scenario does not say which call it means
case.yaml:5:5 - { party: carl, does: hangs_up } <- `carl` has no call, and `of` does not say which
"
    );
}

#[test]
fn a_refusal_of_the_switch_is_told_in_its_words() {
    let table = Table::drive(scenario("  - { party: carl, does: answers }"));
    let error = ActError::Refused {
        who: "carl".to_owned(),
        refusal: Refusal::UnknownCall(CallId(7)),
    };
    let title = format!("`carl` answers is impossible: {error}");

    let report = table.refused(error).report();

    assert_eq!(report.explanations[0].title, title);
    assert_eq!(report.blame, Some(Blame::Scenario));
}

#[test]
fn an_act_that_gives_no_call_cannot_bind_one() {
    let report = Table::drive(scenario(CALLS)).acted(None).report();

    assert_eq!(
        (report.verdict, report.blame),
        (Verdict::Errored, Some(Blame::Harness))
    );
    assert_eq!(
        report.explanations[0].title,
        "`carl` calls cannot bind `$call`"
    );
}

#[test]
fn parameters_of_the_backend_are_filled() {
    let table = Table::drive(scenario(&format!(
        "{CALLS}  - backend: emits
    event: $call"
    )));

    let table = table.acted(Some("K1")).settle();

    let Some(Order::Act(act)) = table.orders.last() else {
        panic!("the backend emits");
    };
    let ResolvedAct::Backend(action) = &**act else {
        panic!("it is the backend's");
    };
    assert_eq!(
        (action.name.as_str(), action.params.get("event")),
        ("emits", Some(&json!("K1")))
    );
}
