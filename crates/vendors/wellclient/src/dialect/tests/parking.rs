use serde_json::{Value, json};

use super::{bench::CALLS, consultations::Talk, people::SECOND};

const RETRIEVED: &str = "retrieved 8001 NORMAL";
const CLEO_LEFT: &str = "connectionCleared 8003 8003 NORMAL_CLEARING";

fn give_away(talk: &mut Talk, second: &str) -> (u16, Value) {
    let body = json!({ "consultCallId": second });
    talk.bench
        .serve(&talk.anna, &talk.first, "transferAndWait", body)
}

fn send_away(talk: &mut Talk) {
    let body = json!({ "transferTo": "8003" });
    let service = "singleStepTransferCallAndWait";
    let answer = talk.bench.serve(&talk.anna, &talk.first, service, body);
    assert_eq!(answer, (204, json!(null)));
}

#[test]
fn a_call_given_to_the_consulted_party_comes_back_when_that_one_leaves() {
    let (mut talk, second) = Talk::consulting(&[]);

    let answer = give_away(&mut talk, &second);
    let given = talk.told();
    talk.bench.leg(&talk.cleo, &talk.first, "");

    assert_eq!(answer, (204, json!(null)));
    let transferred = "transferred 8001 8003 TRANSFER";
    assert_eq!(
        given,
        [
            vec!["connectionCleared 8001 8001 NORMAL_CLEARING"],
            vec![transferred],
            vec![transferred],
        ]
    );
    assert_eq!(
        talk.told(),
        [vec![RETRIEVED], vec![CLEO_LEFT, RETRIEVED], vec![CLEO_LEFT],]
    );
}

#[test]
fn only_a_consultation_can_be_given_the_call() {
    let mut talk = Talk::new(&[]);
    let itself = talk.first.clone();

    assert_eq!(give_away(&mut talk, &itself).0, 409);
    assert_eq!(talk.told(), [const { Vec::<String>::new() }; 3]);
}

#[test]
fn a_call_sent_away_is_held_until_it_comes_back() {
    let mut talk = Talk::new(&[]);

    send_away(&mut talk);
    talk.bench.leg(&talk.cleo, &talk.first, "answer");
    talk.bench.leg(&talk.cleo, &talk.first, "");

    assert_eq!(
        talk.told(),
        [
            vec!["held 8001 NORMAL", RETRIEVED],
            vec![
                "held 8001 NORMAL",
                "delivered 8003 8002 8001 Internal",
                "established 8003 8002 8001",
                CLEO_LEFT,
                RETRIEVED,
            ],
            vec![
                "delivered 8003 8002 8003 Internal",
                "established 8003 8002 8003",
                CLEO_LEFT,
            ],
        ]
    );
}

#[test]
fn a_call_that_nobody_takes_comes_back_after_the_ring_time_out() {
    let mut talk = Talk::new(&[]);
    send_away(&mut talk);
    talk.forget();

    talk.bench.pass(SECOND * 60);

    assert_eq!(
        talk.told(),
        [
            vec![RETRIEVED],
            vec![RETRIEVED],
            vec!["connectionCleared 8003 8003 NO_ANSWER"],
        ]
    );
}

#[test]
fn who_sent_a_call_away_may_take_it_back() {
    let mut talk = Talk::new(&[]);
    send_away(&mut talk);
    talk.bench.leg(&talk.cleo, &talk.first, "answer");
    talk.forget();

    talk.bench.leg(&talk.anna, &talk.first, "retrieve");

    let [anna, _, cleo] = talk.told();
    assert_eq!(anna, [RETRIEVED]);
    assert_eq!(cleo.len(), 1, "{cleo:?}");
    assert!(cleo[0].starts_with("connectionCleared 8003 "), "{cleo:?}");
}

#[test]
fn who_hangs_up_a_parked_call_may_be_transferred_into_it_again() {
    let (mut talk, second) = Talk::consulting(&[]);
    give_away(&mut talk, &second);
    talk.bench.leg(&talk.anna, &talk.first, "");
    let again = talk.bench.consult(&talk.bert, &talk.first, "8001");
    talk.bench.leg(&talk.anna, &again, "answer");
    talk.forget();

    let body = json!({ "consultCallId": again });
    talk.bench.serve(&talk.bert, &talk.first, "transfer", body);

    assert_eq!(
        talk.told()[0],
        [
            "transferred 8002 8001 TRANSFER",
            "connectionCleared 8002 8002 NORMAL_CLEARING",
        ]
    );
}

#[test]
fn a_greeting_and_a_listener_are_told_to_nobody() {
    let mut talk = Talk::new(&[]);
    let (first, session) = (talk.first.clone(), talk.anna.session.clone());
    let mut ask = |path: &str, body: Value| {
        talk.bench
            .ask(
                "POST",
                &format!("{CALLS}/{path}"),
                &session,
                body.to_string(),
            )
            .0
    };

    let greeting = |device: &str| json!({ "agentId": "5001", "deviceId": device });
    let statuses = [
        ask(&format!("{first}/agentGreeting"), greeting("8001@test.cc")),
        ask(&format!("{first}/agentGreeting"), greeting("8003@test.cc")),
        ask(&format!("{first}/agentGreeting"), json!({})),
        ask("K1/agentGreeting", greeting("8001@test.cc")),
        ask(&format!("{first}/spy?deviceId=8001@test.cc"), json!({})),
        ask(&format!("{first}/spy"), json!({})),
        ask("K1/spy?deviceId=8001@test.cc", json!({})),
    ];

    assert_eq!(statuses, [204, 404, 404, 404, 204, 404, 404]);
    assert_eq!(talk.told(), [const { Vec::<String>::new() }; 3]);
}

#[test]
fn a_page_gives_a_reserved_agent_free_once() {
    let mut talk = Talk::new(&[]);
    let session = talk.anna.session.clone();
    talk.bench
        .act("allocates", json!({ "client": "agent3" }))
        .expect("cleo is ready");
    talk.forget();
    let mut release = |who: &str| {
        let path = format!("/api/csta/outbound/release/{who}");
        talk.bench.ask("POST", &path, &session, "").0
    };

    let statuses = ["5003@test.cc", "5003", "5009@test.cc"].map(&mut release);

    assert_eq!(statuses, [204, 409, 452]);
    assert_eq!(talk.told()[2], ["agentReady Ready"]);
}

#[test]
fn the_diallers_call_says_so_and_the_agent_is_ready_after_it() {
    let mut talk = Talk::new(&[]);
    talk.bench
        .act("allocates", json!({ "client": "agent3" }))
        .expect("cleo is ready");
    talk.forget();

    let call = talk.bench.incoming("13900139000", "8003", &[("id", "7")]);
    let delivered = talk.bench.events(talk.cleo.socket).remove(0);
    talk.bench.leg(&talk.cleo, &call, "answer");
    talk.bench.pass(SECOND * 160);
    talk.bench.leg(&talk.cleo, &call, "");

    assert_eq!(delivered["cause"], "PREOCCUPIED");
    assert_eq!(delivered["callType"], "PreOccupied");
    let data = &delivered["userData"]["data"];
    assert_eq!(data["id"], "7");
    assert_eq!(data["callType"], "PREOCCUPIED");
    assert_eq!(data["selectAgent"], "5003@test.cc");
    assert_eq!(
        talk.told()[2],
        [
            "established 8003 13900139000 8003",
            "recordStarted",
            "connectionCleared 8003 8003 NORMAL_CLEARING",
            "agentReady Ready",
        ]
    );
}
