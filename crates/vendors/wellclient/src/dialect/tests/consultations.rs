use rstest::rstest;
use serde_json::{Value, json};

use ctimock_dialect::World;
use ctimock_switch::{Action, Cause, Plan};

use super::{
    bench::{Bench, Desk, customer, world},
    people::{SECOND, offered},
};

/// Agents 5001 to 5003; carl answers at 17602176375, and dora declines at 13800138000.
pub(super) fn three() -> World {
    let dora = Plan {
        rules: vec![offered(2, Action::Reject(Cause::Rejected))],
    };
    let carl = Plan {
        rules: vec![offered(2, Action::Answer)],
    };
    World {
        parties: vec![
            customer("carl", "17602176375", carl),
            customer("dora", "13800138000", dora),
        ],
        ..world(3, json!({}))
    }
}

/// Bert (8002) talks to anna (8001), whom he called; cleo (8003) is free.
pub(super) struct Talk {
    pub(super) bench: Bench,
    pub(super) anna: Desk,
    pub(super) bert: Desk,
    pub(super) cleo: Desk,
    pub(super) first: String,
}

impl Talk {
    pub(super) fn new(quirks: &[(&str, &str)]) -> Self {
        Self::at(Bench::with_quirks(three(), quirks))
    }

    pub(super) fn with_problem(problem: &str) -> Self {
        Self::at(Bench::with_problem(three(), problem))
    }

    fn at(mut bench: Bench) -> Self {
        let anna = bench.log_on("5001", "8001", "Ready");
        let bert = bench.log_on("5002", "8002", "Ready");
        let cleo = bench.log_on("5003", "8003", "Ready");
        let first = bench.call(&bert, "8001");
        bench.leg(&anna, &first, "answer");
        let mut talk = Self {
            bench,
            anna,
            bert,
            cleo,
            first,
        };
        talk.forget();
        talk
    }

    /// The same with a consultation of cleo, who has answered.
    pub(super) fn consulting(quirks: &[(&str, &str)]) -> (Self, String) {
        Self::new(quirks).with_cleo()
    }

    pub(super) fn consulting_with_problem(problem: &str) -> (Self, String) {
        Self::with_problem(problem).with_cleo()
    }

    fn with_cleo(mut self) -> (Self, String) {
        let second = self.consult();
        self.bench.leg(&self.cleo, &second, "answer");
        self.forget();
        (self, second)
    }

    pub(super) fn consult(&mut self) -> String {
        self.bench.consult(&self.anna, &self.first, "8003")
    }

    pub(super) fn forget(&mut self) {
        self.told();
    }

    /// What anna, bert and cleo were told.
    pub(super) fn told(&mut self) -> [Vec<String>; 3] {
        [self.anna.socket, self.bert.socket, self.cleo.socket].map(|it| self.bench.told(it))
    }

    pub(super) fn events(&mut self) -> [Vec<Value>; 3] {
        [self.anna.socket, self.bert.socket, self.cleo.socket].map(|it| self.bench.events(it))
    }
}

#[test]
fn a_consultation_holds_the_call_and_rings_the_third_party() {
    let mut talk = Talk::new(&[]);

    let second = talk.consult();
    talk.bench.leg(&talk.cleo, &second, "answer");

    assert_ne!(second, talk.first);
    assert_eq!(
        talk.told(),
        [
            vec![
                "held 8001 NORMAL",
                "serviceInitiated NORMAL",
                "originated 8001 8003 NEWCALL",
                "delivered 8003 8001 8003 Internal",
                "established 8003 8001 8003",
                "recordStarted",
            ],
            vec!["held 8001 NORMAL"],
            vec![
                "delivered 8003 8001 8003 Internal",
                "established 8003 8001 8003",
                "recordStarted",
            ],
        ]
    );
}

#[test]
fn a_third_party_who_declines_gives_the_held_call_back() {
    let mut talk = Talk::new(&[]);
    let second = talk.consult();
    talk.forget();

    talk.bench.leg(&talk.cleo, &second, "");

    assert_eq!(
        talk.told(),
        [
            vec![
                "connectionCleared 8001 8003 CALL_REJECTED",
                "connectionCleared 8003 8003 CALL_REJECTED",
                "retrieved 8001 NORMAL",
            ],
            vec!["retrieved 8001 NORMAL"],
            vec![
                "connectionCleared 8003 8003 CALL_REJECTED",
                "connectionCleared 8001 8003 CALL_REJECTED",
            ],
        ]
    );
}

#[rstest]
#[case::auto(&[], 1)]
#[case::by_the_client(&[("consult_end", "client_retrieves")], 0)]
fn the_quirk_says_who_takes_the_held_call_back(
    #[case] quirks: &[(&str, &str)],
    #[case] retrieved: usize,
) {
    let (mut talk, second) = Talk::consulting(quirks);

    talk.bench.leg(&talk.cleo, &second, "");

    let [anna, ..] = talk.told();
    let count = anna.iter().filter(|it| it.starts_with("retrieved")).count();
    assert_eq!(count, retrieved, "{anna:?}");
    let by_hand = talk.bench.leg(&talk.anna, &talk.first, "retrieve");
    assert_eq!(by_hand, (204, json!(null)));
    assert_eq!(talk.told()[0].len(), 1 - retrieved);
}

#[test]
fn nobody_is_taken_back_when_the_held_party_hung_up_meanwhile() {
    let (mut talk, second) = Talk::consulting(&[]);

    talk.bench.leg(&talk.bert, &talk.first, "");
    let first = talk.told();
    talk.bench.leg(&talk.cleo, &second, "");

    assert_eq!(
        first,
        [
            vec![
                "connectionCleared 8001 8002 NORMAL_CLEARING",
                "connectionCleared 8002 8002 NORMAL_CLEARING",
            ],
            vec![
                "connectionCleared 8002 8002 NORMAL_CLEARING",
                "connectionCleared 8001 8002 NORMAL_CLEARING",
            ],
            vec![],
        ]
    );
    assert_eq!(
        talk.told()[0],
        [
            "connectionCleared 8001 8003 NORMAL_CLEARING",
            "connectionCleared 8003 8003 NORMAL_CLEARING",
        ]
    );
}

#[rstest]
#[case::auto(&[])]
#[case::by_the_client(&[("consult_end", "client_retrieves")])]
fn a_cancelled_consultation_ends_before_the_held_call_is_retrieved(
    #[case] quirks: &[(&str, &str)],
) {
    let (mut talk, second) = Talk::consulting(quirks);

    let body = json!({ "consultCallId": second });
    let answer = talk
        .bench
        .serve(&talk.anna, &talk.first, "cancelConsult", body);

    assert_eq!(answer, (204, json!(null)));
    assert_eq!(
        talk.told(),
        [
            vec![
                "connectionCleared 8001 8001 NORMAL_CLEARING",
                "connectionCleared 8003 8001 NORMAL_CLEARING",
                "retrieved 8001 NORMAL",
            ],
            vec!["retrieved 8001 NORMAL"],
            vec![
                "connectionCleared 8003 8001 NORMAL_CLEARING",
                "connectionCleared 8001 8001 NORMAL_CLEARING",
            ],
        ]
    );
}

#[test]
fn an_outside_party_is_consulted_by_its_dialled_number() {
    let mut talk = Talk::new(&[]);

    talk.bench.consult(&talk.anna, &talk.first, "913800138000");
    talk.bench.pass(SECOND * 2);

    let [anna, bert, _] = talk.told();
    assert_eq!(
        anna,
        [
            "held 8001 NORMAL",
            "serviceInitiated NORMAL",
            "originated 8001 913800138000 NEWCALL",
            "delivered 913800138000 8001 913800138000 Outbound",
            "connectionCleared 8001 913800138000 CALL_REJECTED",
            "connectionCleared 913800138000 913800138000 CALL_REJECTED",
            "retrieved 8001 NORMAL",
        ]
    );
    assert_eq!(bert, ["held 8001 NORMAL", "retrieved 8001 NORMAL"]);
}

#[rstest]
#[case("consult", json!({ "consultationParticipant": "8001" }), 409)]
#[case("consult", json!({ "consultationParticipant": "8002" }), 409)]
#[case("consult", json!({ "consultationParticipant": "" }), 400)]
#[case("consult", json!({ "consultationParticipant": "8003@test.cc" }), 400)]
#[case("consult", json!({}), 400)]
#[case("cancelConsult", json!({}), 400)]
#[case("transfer", json!({ "consultCallId": "" }), 400)]
#[case("conference", json!({ "consultCallId": "nothing" }), 404)]
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

#[rstest]
#[case("cancelConsult")]
#[case("transfer")]
#[case("conference")]
fn a_call_is_no_consultation_of_itself(#[case] service: &str) {
    let (mut talk, second) = Talk::consulting(&[]);

    let itself = json!({ "consultCallId": talk.first });
    let first = talk.bench.serve(&talk.anna, &talk.first, service, itself);
    let swapped = json!({ "consultCallId": talk.first });
    let other = talk.bench.serve(&talk.anna, &second, service, swapped);

    assert_eq!([first.0, other.0], [409, 409]);
    assert_eq!(talk.told(), [const { Vec::<String>::new() }; 3]);
}

#[rstest]
#[case("transfer")]
#[case("conference")]
fn a_consultation_that_rings_cannot_be_merged(#[case] service: &str) {
    let mut talk = Talk::new(&[]);
    let second = talk.consult();
    talk.forget();

    let body = json!({ "consultCallId": second });
    let answer = talk.bench.serve(&talk.anna, &talk.first, service, body);

    assert_eq!(answer.0, 409);
    assert_eq!(talk.told(), [const { Vec::<String>::new() }; 3]);
}
