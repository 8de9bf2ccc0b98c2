use serde_json::json;

use super::consultations::Talk;

/// Anna, bert and cleo talk to each other.
fn meeting(problem: &str) -> Talk {
    let (mut talk, second) = Talk::consulting_with_problem(problem);
    let body = json!({ "consultCallId": second });
    let answer = talk
        .bench
        .serve(&talk.anna, &talk.first, "conference", body);
    assert_eq!(answer, (204, json!(null)));
    talk.forget();
    talk
}

fn left(who: &str, hanger: &str) -> String {
    format!("connectionCleared {who} {hanger} NORMAL_CLEARING")
}

#[test]
fn f17_tells_the_end_of_a_conference_s_legs_to_the_host_who_ended_it_alone() {
    let mut talk = meeting("F17");

    talk.bench.leg(&talk.anna, &talk.first, "");

    let by_host = vec![left("8001", "8001")];
    assert_eq!(talk.told(), [by_host.clone(), by_host.clone(), by_host]);
    assert_eq!(talk.bench.world()["calls"], json!([]));
}

#[test]
fn f17_tells_the_host_whom_both_others_leave_nothing_of_its_own_leg() {
    let mut talk = meeting("F17");

    talk.bench.leg(&talk.cleo, &talk.first, "");
    talk.bench.leg(&talk.bert, &talk.first, "");

    assert_eq!(
        talk.told(),
        [
            vec![left("8003", "8003"), left("8002", "8002")],
            vec![left("8003", "8003"), left("8002", "8002")],
            vec![left("8003", "8003")],
        ]
    );
}

#[test]
fn f17_may_tell_those_who_stay_that_they_have_left() {
    let mut talk = meeting("F17.wrong_device");

    talk.bench.leg(&talk.cleo, &talk.first, "");
    let first = talk.told();
    talk.bench.leg(&talk.anna, &talk.first, "");

    assert_eq!(
        first,
        [
            vec![left("8001", "8003")],
            vec![left("8002", "8003")],
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
fn f17_may_tell_nobody_that_somebody_outside_has_left() {
    let mut talk = Talk::with_problem("F17.external");
    talk.bench.leg(&talk.bert, &talk.first, "");
    let first = talk.bench.incoming("13800138000", "8001", &[]);
    talk.bench.leg(&talk.anna, &first, "answer");
    let second = talk.bench.consult(&talk.anna, &first, "8003");
    talk.bench.leg(&talk.cleo, &second, "answer");
    let body = json!({ "consultCallId": second });
    talk.bench.serve(&talk.anna, &first, "conference", body);
    talk.forget();

    let customer = talk.bench.device("13800138000");
    let call = talk.bench.call_id(&first);
    talk.bench
        .command(ctimock_switch::Command::Clear {
            call,
            device: customer,
        })
        .expect("the customer is in the call");
    let when_outside_left = talk.told();
    talk.bench.leg(&talk.cleo, &first, "");

    assert_eq!(when_outside_left, [const { Vec::<String>::new() }; 3]);
    assert_eq!(
        talk.told(),
        [
            vec![left("8003", "8003"), left("8001", "8003")],
            vec![],
            vec![left("8003", "8003")],
        ]
    );
}
