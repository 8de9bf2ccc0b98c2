//! Parties, the backend and faults as steps: what they do, and what is impossible.

use std::time::Duration;

use ctimock_dialect::{Action, Deed, Sharing};
use ctimock_scenario::FaultKind;
use ctimock_switch::{Cause, Media};
use ctimock_testkit::plans;
use rstest::rstest;
use serde_json::{Map, json};

use crate::{
    ActError, ActReceipt, ResolvedAct, What,
    door::{CARL, Door, calls, fault, party, street},
};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_customer_calls_a_house_and_the_receipt_names_the_call() {
    let mut door = Door::new();
    door.log_in("1");

    let receipt = door.calls("carl", "anna");

    let call = Some("C1".to_owned());
    assert_eq!(receipt, Ok(ActReceipt { call }));
    assert_eq!(door.said(), ["socket 1: rings"]);
}

#[test]
fn names_numbers_and_numbers_that_nobody_declared_can_act() {
    let mut door = Door::new();
    door.log_in("1");

    let receipts = [("carl", "1"), (CARL, "bert"), ("13900139000", "bert")]
        .map(|(who, to)| door.calls(who, to).map_err(|error| error.to_string()));

    let receipt = |name: &str| {
        Ok(ActReceipt {
            call: Some(name.to_owned()),
        })
    };
    assert_eq!(receipts, ["C1", "C2", "C3"].map(receipt));
}

#[test]
fn what_the_switch_refuses_is_an_error_with_its_reason() {
    let mut door = Door::new();

    let error = door.calls("carl", CARL).expect_err("carl is carl");

    assert_eq!(
        error.to_string(),
        "`carl` cannot do this: nobody can call itself"
    );
}

#[test]
fn with_several_calls_a_party_must_say_which() {
    let mut door = Door::new();
    for to in ["anna", "bert"] {
        door.calls("carl", to).expect("carl has many lines");
    }

    let error = door
        .does("carl", Deed::HangsUp)
        .expect_err("it may be either");

    assert_eq!(
        error.to_string(),
        "`carl` has 2 calls (C1, C2), and `of` does not say which"
    );
}

#[test]
fn an_agent_party_dials_from_its_own_telephone() {
    let world = street().agent("dora", json!({ "house": "4" }), plans::ignores());
    let mut door = Door::of(&world.build());
    door.log_in("1");

    door.calls("dora", "anna").expect("dora has a telephone");

    let dialled = door
        .mock
        .journal()
        .since(0)
        .any(|entry| entry.to_json()["event"] == "ServiceInitiated");
    assert!(dialled);
    assert_eq!(door.said(), ["socket 1: rings"]);
}

#[test]
fn a_party_answers_and_hangs_up_its_only_call() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.call(&anna, CARL);
    door.said();

    let receipts = [Deed::Answers, Deed::HangsUp].map(|deed| door.does("carl", deed));

    assert_eq!(receipts, [const { Ok(ActReceipt { call: None }) }; 2]);
    assert_eq!(door.said(), ["socket 1: talking", "socket 1: ended"]);
}

#[test]
fn a_party_rejects_for_its_reason() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.call(&anna, CARL);
    let cause = Cause::Busy;

    door.does("carl", Deed::Rejects { cause })
        .expect("carl rings");

    let ended = door.mock.journal().since(0).find_map(|entry| {
        let entry = entry.to_json();
        (entry["name"] == "ended").then(|| entry["body"]["cause"].clone())
    });
    assert_eq!(ended, Some(json!("busy")));
}

#[test]
fn who_is_busy_fails_calls_from_then_on() {
    let mut door = Door::with_carl(plans::answers(SECOND));
    let anna = door.log_in("1");
    door.does("carl", Deed::Busy).expect("carl can be busy");
    door.call(&anna, CARL);

    door.wait(Duration::ZERO);

    assert_eq!(door.said(), ["exchange 2: 200", "socket 1: ended"]);
}

#[test]
fn without_a_call_a_party_cannot_mean_one() {
    let mut door = Door::new();

    let error = door.does("carl", Deed::Answers).expect_err("nothing rings");

    let wanted = ActError::WhichCall {
        who: "carl".to_owned(),
        found: Vec::new(),
    };
    assert_eq!(error, wanted);
    assert_eq!(
        error.to_string(),
        "`carl` has no call, and `of` does not say which"
    );
}

#[test]
fn the_switch_says_what_the_only_call_lacks() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.call(&anna, CARL);

    let error = door.does("carl", Deed::Holds).expect_err("carl rings");

    assert_eq!(
        error.to_string(),
        "`carl` cannot do this: this call is not connected there"
    );
}

#[test]
fn of_picks_the_call_and_an_unknown_one_is_an_error() {
    let mut door = Door::new();
    let anna = door.log_in("1");
    let call = door.call(&anna, CARL);

    let unknown = door.act(party("carl", Deed::Answers, Some("C9")));
    let known = door.act(party("carl", Deed::Answers, Some(&call)));

    let no_call = "no call has the id `C9`".to_owned();
    assert_eq!(unknown, Err(ActError::Unknown(no_call)));
    assert!(known.is_ok());
}

#[test]
fn an_unknown_name_is_an_error_with_its_neighbour() {
    let mut door = Door::new();

    let error = door
        .does("karl", Deed::Answers)
        .expect_err("there is no karl");

    assert_eq!(
        error.to_string(),
        "`karl` is no name of this world, no number and no identity; did you mean `carl`?"
    );
}

#[rstest]
#[case::says(Deed::Says { text: "hello".to_owned() }, "vendor `bell` has no `says`")]
#[case::accepts(Deed::Accepts, "vendor `bell` has no `accepts`")]
#[case::denies(Deed::Denies, "vendor `bell` has no `denies`")]
#[case::fails_to_share(Deed::Shares(Sharing::Fails), "vendor `bell` has no `shares: fails`")]
fn what_only_a_vendor_can_do_is_an_error_elsewhere(#[case] deed: Deed, #[case] message: &str) {
    let mut door = Door::new();

    let error = door.does("carl", deed);

    assert_eq!(error, Err(ActError::Invalid(message.to_owned())));
}

#[rstest]
#[case::hold(&[Deed::Holds, Deed::Retrieves], &["Held", "Retrieved"])]
#[case::digits(&[Deed::SendsDigits { text: "12#".to_owned() }], &["DigitsReceived"])]
#[case::screen(&[Deed::Shares(Sharing::On), Deed::Shares(Sharing::Off)], &["ShareChanged"; 2])]
#[case::stream(&[Deed::LosesStream, Deed::RegainsStream], &["StreamChanged"; 2])]
#[case::leaves(&[Deed::Leaves], &["ConnectionCleared", "ConnectionCleared", "CallCleared"])]
fn a_deed_is_the_switch_s_service_of_that_name(#[case] deeds: &[Deed], #[case] events: &[&str]) {
    let mut door = Door::new();
    let anna = door.log_in("1");
    door.call(&anna, CARL);
    door.does("carl", Deed::Answers).expect("carl rings");
    let since = door.mock.journal().next_seq();

    for deed in deeds {
        door.does("carl", deed.clone()).expect("carl talks");
    }

    let happened: Vec<_> = door
        .mock
        .journal()
        .since(since)
        .filter(|entry| entry.what.word() == "event")
        .map(|entry| entry.to_json()["event"].clone())
        .collect();
    assert_eq!(happened, events);
}

#[test]
fn an_invited_party_joins_by_taking_the_call() {
    let mut door = Door::new();
    let (anna, _bert) = (door.log_in("1"), door.log_in("2"));
    let call = door.call(&anna, CARL);
    door.does("carl", Deed::Answers).expect("carl rings");
    door.said();
    let who = "bert".to_owned();

    door.does("carl", Deed::Invites { who })
        .expect("carl talks");
    let rings = door.said();
    door.act(party("bert", Deed::Joins, Some(&call)))
        .expect("bert rings");

    assert_eq!(rings, ["socket 1: rings", "socket 2: rings"]);
    assert_eq!(door.said(), ["socket 1: talking", "socket 2: talking"]);
}

#[test]
fn whoever_was_not_asked_joins_through_the_host() {
    let mut door = Door::new();
    let (anna, _bert) = (door.log_in("1"), door.log_in("2"));
    let call = door.call(&anna, CARL);
    door.does("carl", Deed::Answers).expect("carl rings");

    door.act(party("bert", Deed::Joins, Some(&call)))
        .expect("there is a meeting");

    let parties = json!([{ "call": call, "parties": ["1", CARL, "2"] }]);
    assert_eq!(door.mock.world(door.now)["calls"], parties);
}

#[test]
fn what_travels_with_a_call_is_text() {
    let mut door = Door::new();
    let mut data = Map::new();
    data.insert("lift".to_owned(), json!("left"));
    data.insert("floor".to_owned(), json!(3));
    let deed = Deed::Calls {
        to: "anna".to_owned(),
        media: Media::Voice,
        data,
    };

    door.does("carl", deed).expect("carl can call");

    let offered = door
        .mock
        .journal()
        .since(0)
        .find_map(|entry| match &entry.what {
            What::Command { command, .. } => Some(format!("{command:?}")),
            _ => None,
        });
    let offered = offered.expect("the call was offered");
    assert!(
        offered.contains(r#"data: {"floor": "3", "lift": "left"}"#),
        "{offered}"
    );
}

#[test]
fn the_backend_s_errors_keep_their_kind() {
    let mut door = Door::new();
    door.log_in("1");
    let mut act = |params: serde_json::Value| {
        let params = params.as_object().expect("an object").clone();
        let name = "logs_off".to_owned();
        door.act(ResolvedAct::Backend(Action { name, params }))
    };

    let outcomes = [
        json!({}),
        json!({ "client": "emil" }),
        json!({ "client": "bert" }),
    ]
    .map(|params| act(params).expect_err("this cannot be"));
    let done = act(json!({ "client": "anna" }));

    let wanted = [
        ActError::Invalid("`client` is missing".to_owned()),
        ActError::Unknown("`emil` lives in no house".to_owned()),
        ActError::Backend("`bert` is not logged in".to_owned()),
    ];
    assert_eq!(outcomes, wanted);
    assert!(done.is_ok());
    assert_eq!(door.said(), ["socket 1: closed with 4000"]);
}

#[test]
fn a_fault_s_client_may_be_an_identity_and_must_be_somebody() {
    let mut door = Door::new();
    door.log_in("1");
    let at = |client: &str| {
        let mut fault = fault(Some("rings"), FaultKind::Drop);
        fault.client = Some(client.to_owned());
        fault
    };

    let unknown = door.begin(at("emil")).expect_err("there is no emil");
    door.begin(at("1")).expect("anna lives there");
    door.calls("carl", "anna").expect("carl can call");

    assert!(matches!(unknown, ActError::Unknown(_)), "{unknown}");
    assert_eq!(door.faults(), ["drop rings: not sent"]);
}

#[test]
fn acts_and_their_failures_stand_in_the_journal() {
    let mut door = Door::new();
    let _ = door.does("carl", Deed::Answers);
    let _ = door.act(party("carl", calls("anna"), None));
    door.fault(Some("rings"), FaultKind::Drop);

    let acts: Vec<_> = door
        .mock
        .journal()
        .since(0)
        .filter(|entry| entry.what.word() == "act")
        .map(|entry| entry.to_json())
        .map(|entry| (entry["act"].clone(), entry["error"].clone()))
        .collect();

    let wanted = [
        (
            json!("carl answers"),
            json!("`carl` has no call, and `of` does not say which"),
        ),
        (json!("carl calls anna"), json!(null)),
        (json!("fault drop on rings"), json!(null)),
    ];
    assert_eq!(acts, wanted);
}
