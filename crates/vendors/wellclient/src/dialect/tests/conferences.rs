use serde_json::json;

use super::{bench::ids, consultations::Talk};

/// Anna, bert and cleo talk to each other.
fn meeting(quirks: &[(&str, &str)]) -> (Talk, String) {
    let (mut talk, second) = Talk::consulting(quirks);
    let body = json!({ "consultCallId": second });
    let answer = talk
        .bench
        .serve(&talk.anna, &talk.first, "conference", body);
    assert_eq!(answer, (204, json!(null)));
    (talk, second)
}

fn left(who: &str, hanger: &str) -> String {
    format!("connectionCleared {who} {hanger} NORMAL_CLEARING")
}

#[test]
fn a_conference_is_told_to_all_three_under_the_held_calls_id() {
    let (mut talk, second) = meeting(&[]);

    let names = [("K1", talk.first.clone()), ("K2", second)];
    let names: Vec<_> = names
        .iter()
        .map(|(name, id)| (*name, id.as_str()))
        .collect();
    for events in talk.events() {
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!(ids(&events[0], &names), "conferenced K1 K1 K2 K1");
        assert_eq!(events[0]["conferencingDevice"], "8001@test.cc");
        assert_eq!(events[0]["addedParty"], "8003@test.cc");
        assert_eq!(events[0]["localState"], "Connect");
    }
}

#[test]
fn clients_up_to_4_3_1_are_told_the_consultations_id_and_go_on_with_it() {
    let (mut talk, second) = meeting(&[("conference_ids", "consult")]);

    let names = [("K1", talk.first.clone()), ("K2", second.clone())];
    let names: Vec<_> = names
        .iter()
        .map(|(name, id)| (*name, id.as_str()))
        .collect();
    for events in talk.events() {
        assert_eq!(ids(&events[0], &names), "conferenced K2 K1 K2 K2");
    }
    let first = talk.first.clone();
    assert_eq!(talk.bench.leg(&talk.anna, &first, "hold").0, 404);
    assert_eq!(talk.bench.leg(&talk.anna, &second, "hold").0, 204);
    for events in talk.events() {
        assert_eq!(ids(&events[0], &names), "held K2");
    }
    assert_eq!(talk.bench.leg(&talk.anna, &second, "").0, 204);
    for events in talk.events() {
        let told: Vec<_> = events.iter().map(|it| ids(it, &names)).collect();
        assert!(
            told.iter().all(|it| it == "connectionCleared K2"),
            "{told:?}"
        );
    }
}

#[test]
fn the_quirk_tells_those_who_were_held_that_they_are_no_more() {
    let (mut talk, _) = meeting(&[("merge_retrieves", "true")]);

    let retrieved = "retrieved 8001 NORMAL";
    let conferenced = "conferenced 8001 8003";
    assert_eq!(
        talk.told(),
        [
            vec![retrieved, conferenced],
            vec![retrieved, conferenced],
            vec![conferenced],
        ]
    );
}

#[test]
fn everybody_leaves_with_the_host_who_is_told_one_clear() {
    let (mut talk, _) = meeting(&[]);
    talk.forget();

    talk.bench.leg(&talk.anna, &talk.first, "");

    assert_eq!(
        talk.told(),
        [
            vec![left("8001", "8001")],
            vec![left("8001", "8001"), left("8002", "8001")],
            vec![left("8001", "8001"), left("8003", "8001")],
        ]
    );
}

#[test]
fn the_host_who_leaves_after_the_third_party_was_told_two_clears() {
    let (mut talk, _) = meeting(&[]);
    talk.forget();

    talk.bench.leg(&talk.cleo, &talk.first, "");
    let first = talk.told();
    talk.bench.leg(&talk.anna, &talk.first, "");

    assert_eq!(
        first,
        [
            vec![left("8003", "8003")],
            vec![left("8003", "8003")],
            vec![left("8003", "8003")],
        ]
    );
    assert_eq!(
        talk.told(),
        [
            vec![left("8001", "8001")],
            vec![left("8001", "8001"), left("8002", "8001")],
            vec![],
        ]
    );
}

#[test]
fn the_host_whom_both_others_leave_is_told_three_clears() {
    let (mut talk, _) = meeting(&[]);
    talk.forget();

    talk.bench.leg(&talk.cleo, &talk.first, "");
    talk.bench.leg(&talk.bert, &talk.first, "");

    assert_eq!(
        talk.told(),
        [
            vec![
                left("8003", "8003"),
                left("8002", "8002"),
                left("8001", "8002"),
            ],
            vec![left("8003", "8003"), left("8002", "8002")],
            vec![left("8003", "8003")],
        ]
    );
}

#[test]
fn the_held_party_may_leave_first() {
    let (mut talk, _) = meeting(&[]);
    talk.forget();

    talk.bench.leg(&talk.bert, &talk.first, "");

    let said = vec![left("8002", "8002")];
    assert_eq!(talk.told(), [said.clone(), said.clone(), said]);
}
