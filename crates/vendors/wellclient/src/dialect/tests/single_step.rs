use rstest::rstest;
use serde_json::{Value, json};

use super::{bench::ids, consultations::Talk, people::SECOND};

fn transfer(talk: &mut Talk, to: &str) {
    let body = json!({ "transferTo": to });
    let answer = talk
        .bench
        .serve(&talk.anna, &talk.first, "singleStepTransfer", body);
    assert_eq!(answer, (204, json!(null)));
}

fn invite(talk: &mut Talk, body: Value) -> (u16, Value) {
    talk.bench
        .serve(&talk.anna, &talk.first, "singleStepConference", body)
}

const TRANSFERRED: &str = "transferred 8001 8003 SINGLESTEPTRANSFER";
const LEFT: &str = "connectionCleared 8001 8001 NORMAL_CLEARING";

#[test]
fn a_single_step_transfer_rings_the_target_and_ends_the_senders_leg_at_once() {
    let mut talk = Talk::new(&[]);

    transfer(&mut talk, "8003");

    assert_eq!(
        talk.told(),
        [
            vec![TRANSFERRED, LEFT],
            vec!["delivered 8003 8002 8001 Internal", TRANSFERRED, LEFT],
            vec!["delivered 8003 8002 8003 Internal", TRANSFERRED, LEFT],
        ]
    );
}

#[test]
fn who_stays_keeps_its_pair_when_the_target_answers() {
    let mut talk = Talk::new(&[]);
    transfer(&mut talk, "8003");
    talk.forget();

    talk.bench.leg(&talk.cleo, &talk.first, "answer");

    assert_eq!(
        talk.told(),
        [
            vec![],
            vec!["established 8003 8002 8001", TRANSFERRED, TRANSFERRED],
            vec!["established 8003 8002 8003"],
        ]
    );
}

#[test]
fn who_stays_is_dropped_when_the_target_declines() {
    let mut talk = Talk::new(&[]);
    transfer(&mut talk, "8003");
    talk.forget();

    talk.bench.leg(&talk.cleo, &talk.first, "");

    assert_eq!(
        talk.told(),
        [
            vec![],
            vec![
                "connectionCleared 8002 8003 CALL_REJECTED",
                "connectionCleared 8003 8003 CALL_REJECTED",
            ],
            vec![
                "connectionCleared 8003 8003 CALL_REJECTED",
                "connectionCleared 8002 8003 CALL_REJECTED",
            ],
        ]
    );
}

#[test]
fn the_call_keeps_its_id() {
    let mut talk = Talk::new(&[]);
    let first = talk.first.clone();

    transfer(&mut talk, "8003");

    let names = [("K1", first.as_str())];
    for events in talk.events() {
        for event in events {
            let told = ids(&event, &names);
            let wanted = match event["eventName"].as_str() {
                Some("transferred") => "transferred K1 K1 K1 K1".to_owned(),
                name => format!("{} K1", name.expect("a name")),
            };
            assert_eq!(told, wanted);
        }
    }
}

#[test]
fn by_the_quirk_the_target_rings_under_an_id_that_transferred_replaces() {
    let mut talk = Talk::new(&[("single_step_transfer", "rename")]);
    let first = talk.first.clone();

    transfer(&mut talk, "8003");

    let [_, bert, cleo] = talk.events();
    let other = cleo[0]["callId"].as_str().expect("an id").to_owned();
    assert_ne!(other, first);
    let names = [("K1", first.as_str()), ("K9", other.as_str())];
    let told = |events: &[Value]| -> Vec<String> {
        events.iter().map(|event| ids(event, &names)).collect()
    };
    assert_eq!(
        told(&cleo),
        [
            "delivered K9",
            "transferred K1 K1 K9 K1",
            "connectionCleared K1"
        ]
    );
    assert_eq!(
        told(&bert),
        [
            "delivered K1",
            "transferred K1 K1 K1 K1",
            "connectionCleared K1"
        ]
    );
    assert_eq!(cleo[0]["connectionId"], format!("8003@test.cc|{other}"));
    let answer = talk.bench.leg(&talk.cleo, &other, "answer");
    assert_eq!(answer.0, 204);
    assert_eq!(told(&talk.events()[2])[0], "established K1");
}

#[test]
fn an_outside_target_is_named_as_it_was_dialled() {
    let mut talk = Talk::new(&[]);

    transfer(&mut talk, "917602176375");
    talk.bench.pass(SECOND * 2);

    let transferred = "transferred 8001 917602176375 SINGLESTEPTRANSFER";
    assert_eq!(
        talk.told()[1],
        [
            "delivered 917602176375 8002 8001 Internal",
            transferred,
            LEFT,
            "established 917602176375 8002 8001",
            transferred,
            transferred,
        ]
    );
}

#[rstest]
#[case::active(json!({ "conferenceParticipant": "8003", "participationType": "Active" }))]
#[case::silent(json!({ "conferenceParticipant": "8003", "participationType": "Silent" }))]
#[case::unsaid(json!({ "conferenceParticipant": "8003" }))]
fn an_invited_party_is_heard_to_ring_and_answer_by_everybody(#[case] body: Value) {
    let mut talk = Talk::new(&[]);

    let answer = invite(&mut talk, body);
    talk.bench.leg(&talk.cleo, &talk.first, "answer");

    assert_eq!(answer, (204, json!(null)));
    let conferenced = "conferenced 8001 8003";
    let staying = vec![
        "delivered 8003 8002 8001 Internal",
        "established 8003 8002 8001",
        conferenced,
    ];
    assert_eq!(
        talk.told(),
        [
            staying.clone(),
            staying,
            vec![
                "delivered 8003 8001 8003 Internal",
                "established 8003 8001 8003",
                conferenced,
            ],
        ]
    );
}

#[test]
fn the_second_call_of_a_single_step_conference_is_one_that_nobody_knows() {
    let mut talk = Talk::new(&[]);
    let first = talk.first.clone();
    invite(&mut talk, json!({ "conferenceParticipant": "8003" }));

    talk.bench.leg(&talk.cleo, &first, "answer");

    for events in talk.events() {
        let event = events.last().expect("it was told");
        assert_eq!(ids(event, &[("K1", &first)]), "conferenced K1 K1 0 K1");
    }
}

#[test]
fn an_invitation_that_is_declined_makes_no_conference() {
    let mut talk = Talk::new(&[]);
    invite(&mut talk, json!({ "conferenceParticipant": "8003" }));
    talk.forget();

    talk.bench.leg(&talk.cleo, &talk.first, "");
    let declined = talk.told();
    talk.bench.leg(&talk.anna, &talk.first, "");

    assert_eq!(
        declined,
        [
            vec![],
            vec![],
            vec!["connectionCleared 8003 8003 CALL_REJECTED"],
        ]
    );
    assert_eq!(
        talk.told()[0],
        [LEFT, "connectionCleared 8002 8001 NORMAL_CLEARING"]
    );
}

#[rstest]
#[case("singleStepTransfer", json!({ "transferTo": "8002" }), 409)]
#[case("singleStepTransfer", json!({ "transferTo": "8001" }), 409)]
#[case("singleStepTransfer", json!({}), 400)]
#[case("singleStepConference", json!({ "conferenceParticipant": "8002" }), 409)]
#[case(
    "singleStepConference",
    json!({ "conferenceParticipant": "8003", "participationType": "Loud" }),
    400
)]
fn what_cannot_be_done_is_refused_and_changes_nothing(
    #[case] service: &str,
    #[case] body: Value,
    #[case] status: u16,
) {
    let mut talk = Talk::new(&[]);

    let answer = talk.bench.serve(&talk.anna, &talk.first, service, body);

    assert_eq!(answer.0, status, "{}", answer.1);
    assert_eq!(talk.told(), [const { Vec::<String>::new() }; 3]);
}
