use crate::{
    CallId, Cause, Command, Media, Receipt, Refusal, Target,
    tests::stage::{ANNA, BERT, CARL, CLEO, DORA, Stage},
};

const K1: CallId = CallId(1);
const K2: CallId = CallId(2);

/// Anna has parked Carl at Dora.
fn parked() -> Stage {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Park {
        call: K1,
        device: ANNA,
        to: Target::Device(DORA),
    });
    stage
}

#[test]
fn parking_holds_the_call_and_rings_who_looks_after_the_other_party() {
    let mut stage = parked();

    stage.answers(K1, DORA);

    assert_eq!(
        stage.heard(),
        ["1 held anna", "1 delivered dora", "1 established dora"]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host held, carl peer connected, dora guest connected"
    );
    assert_eq!(
        stage.switch.call(K1).and_then(|call| call.parked_for),
        Some(ANNA)
    );
}

#[test]
fn a_parked_call_comes_back_when_its_keeper_leaves() {
    let mut stage = parked();
    stage.answers(K1, DORA);
    stage.events();

    stage.hangs_up(K1, DORA);

    assert_eq!(stage.heard(), ["1 cleared dora", "1 retrieved anna"]);
    assert_eq!(stage.switch.call(K1).and_then(|call| call.parked_for), None);
}

#[test]
fn a_parked_call_comes_back_when_nobody_takes_it() {
    let mut stage = parked();
    stage.events();

    stage.passes_secs(60);

    assert_eq!(
        stage.heard(),
        ["1 cleared dora by system (NoAnswer)", "1 retrieved anna"]
    );
}

#[test]
fn a_parked_call_comes_back_when_its_keeper_declines_or_cannot_be_reached() {
    let mut declined = parked();
    declined.events();
    let mut unreachable = Stage::new();
    unreachable.talk(ANNA, CARL);
    unreachable.does(Command::Unregister { device: BERT });
    unreachable.events();

    declined.does(Command::Reject {
        call: K1,
        device: DORA,
        cause: Cause::Busy,
    });
    unreachable.does(Command::Park {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });
    unreachable.passes_secs(0);

    assert_eq!(
        declined.heard(),
        ["1 cleared dora (Busy)", "1 retrieved anna"]
    );
    assert_eq!(
        unreachable.heard(),
        [
            "1 held anna",
            "1 failed bert by system (Unreachable(Absent))",
            "1 retrieved anna"
        ]
    );
}

#[test]
fn unparking_fetches_the_call_back() {
    let mut stage = parked();
    stage.answers(K1, DORA);
    stage.events();

    stage.does(Command::Unpark { call: K1 });

    assert_eq!(
        stage.heard(),
        ["1 cleared dora by system (Forced)", "1 retrieved anna"]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn retrieving_a_parked_call_unparks_it_even_while_it_rings() {
    let mut stage = parked();
    stage.events();

    let receipt = stage.does(Command::Retrieve {
        call: K1,
        device: ANNA,
    });

    assert_eq!(receipt, Receipt::Done);
    assert_eq!(
        stage.heard(),
        ["1 cleared dora by system (Cancelled)", "1 retrieved anna"]
    );
}

#[test]
fn a_parked_call_ends_when_the_parked_party_leaves() {
    let mut stage = parked();
    stage.answers(K1, DORA);
    stage.events();

    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl",
            "1 cleared anna by carl",
            "1 cleared dora by carl",
            "1 over by carl"
        ]
    );
}

#[test]
fn the_others_go_on_when_the_parker_leaves() {
    let mut stage = parked();
    stage.answers(K1, DORA);
    stage.events();

    stage.hangs_up(K1, ANNA);
    assert_eq!(stage.heard(), ["1 cleared anna"]);
    stage.hangs_up(K1, DORA);

    assert_eq!(
        stage.heard(),
        ["1 cleared dora", "1 cleared carl by dora", "1 over by dora"]
    );
}

#[test]
fn the_parked_party_waits_for_who_still_rings_when_the_parker_leaves() {
    let mut stage = parked();
    stage.events();

    stage.hangs_up(K1, ANNA);
    stage.answers(K1, DORA);

    assert_eq!(stage.heard(), ["1 cleared anna", "1 established dora"]);
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, dora guest connected"
    );
}

#[test]
fn a_consulted_party_can_look_after_the_held_one() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::Park {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });
    assert_eq!(
        stage.heard(),
        [
            "1 transferred anna to bert of 2 (Transferred)",
            "2 cleared anna (Transferred)",
            "2 over (Transferred)",
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host held, carl peer connected, bert guest connected"
    );
    stage.hangs_up(K1, BERT);

    assert_eq!(stage.heard(), ["1 cleared bert", "1 retrieved anna"]);
    assert_eq!(stage.parties(K2), "nobody");
}

#[test]
fn parking_and_unparking_are_refused_where_they_mean_nothing() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.arrives(DORA, CLEO, Media::Im);
    stage.answers(K2, CLEO);
    let to = Target::Device(BERT);

    let refusals = [
        Command::Unpark { call: K1 },
        Command::Unpark { call: CallId(9) },
        Command::Park {
            call: K2,
            device: CLEO,
            to,
        },
        Command::Park {
            call: K1,
            device: ANNA,
            to: Target::Device(CARL),
        },
        Command::Park {
            call: K1,
            device: BERT,
            to,
        },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(
        refusals,
        [
            Refusal::NotParked(K1),
            Refusal::UnknownCall(CallId(9)),
            Refusal::CannotHold(Media::Im),
            Refusal::AlreadyInCall {
                call: K1,
                device: CARL
            },
            Refusal::NotInCall {
                call: K1,
                device: BERT
            },
        ]
    );
}

#[test]
fn a_call_is_parked_by_one_of_its_parties_at_a_time() {
    let mut stage = parked();

    let to = Target::Device(CLEO);
    let refusal = stage.is_refused(Command::Park {
        call: K1,
        device: CARL,
        to,
    });

    assert_eq!(
        refusal,
        Refusal::NotConnected {
            call: K1,
            device: ANNA
        }
    );
}

#[test]
fn a_party_that_still_rings_is_not_parked() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::SingleStepTransfer {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });

    let to = Target::Device(DORA);
    let refusal = stage.is_refused(Command::Park {
        call: K1,
        device: CARL,
        to,
    });

    assert_eq!(
        refusal,
        Refusal::NotConnected {
            call: K1,
            device: CARL
        }
    );
}

#[test]
fn a_parker_whose_place_is_taken_gets_nothing_back() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Deflect {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });
    stage.does(Command::Park {
        call: K1,
        device: ANNA,
        to: Target::Device(DORA),
    });
    stage.answers(K1, BERT);
    stage.events();

    stage.passes_secs(60);

    assert_eq!(stage.heard(), ["1 cleared dora by system (NoAnswer)"]);
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, bert host connected"
    );
}
