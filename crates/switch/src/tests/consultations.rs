use crate::{
    By, CallData, CallEventKind, CallId, Cause, Command, Direction, Event, Media, Receipt, Refusal,
    Target,
    tests::stage::{ANNA, BERT, CARL, CLEO, DORA, Stage},
};

const K1: CallId = CallId(1);
const K2: CallId = CallId(2);

fn consult(to: crate::DeviceId) -> Command {
    Command::Consult {
        call: K1,
        device: ANNA,
        to: Target::Device(to),
    }
}

#[test]
fn consulting_holds_the_call_and_dials_a_new_one() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    let receipt = stage.does(consult(BERT));
    stage.answers(K2, BERT);

    assert_eq!(receipt, Receipt::Call(K2, Direction::Internal));
    assert_eq!(
        stage.heard(),
        [
            "1 held anna",
            "2 initiated anna",
            "2 originated anna",
            "2 delivered bert",
            "2 established bert"
        ]
    );
    assert_eq!(stage.parties(K1), "anna host held, carl peer connected");
    assert_eq!(
        stage.parties(K2),
        "anna host connected, bert peer connected"
    );
}

#[test]
fn every_event_of_a_consultation_names_the_held_call() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(consult(BERT));
    stage.does(Command::CancelConsult {
        held: K1,
        active: K2,
        device: ANNA,
    });

    let of: Vec<_> = stage
        .events()
        .into_iter()
        .filter_map(|event| match event {
            Event::Call(event) => Some((event.call, event.consult_of)),
            _ => None,
        })
        .collect();

    assert_eq!(of.iter().filter(|(call, _)| *call == K2).count(), 6);
    assert!(
        of.iter()
            .all(|(call, of)| *of == (*call == K2).then_some(K1)),
        "{of:?}"
    );
}

#[test]
fn a_call_that_is_held_already_is_not_held_again_to_consult() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Hold {
        call: K1,
        device: ANNA,
    });
    stage.events();

    stage.does(consult(BERT));

    assert_eq!(stage.heard()[0], "2 initiated anna");
}

#[test]
fn cancelling_a_consultation_ends_it_and_takes_the_held_call_back() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::CancelConsult {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        stage.heard(),
        [
            "2 cleared anna",
            "2 cleared bert by anna",
            "2 over",
            "1 retrieved anna"
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn a_consultation_is_cancelled_while_it_rings() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(consult(BERT));
    stage.events();

    stage.does(Command::CancelConsult {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        stage.heard(),
        [
            "2 cleared anna (Cancelled)",
            "2 cleared bert by anna (Cancelled)",
            "2 over (Cancelled)",
            "1 retrieved anna",
        ]
    );
}

#[test]
fn who_was_asked_and_hangs_up_leaves_the_other_call_on_hold() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.hangs_up(K2, BERT);

    assert_eq!(
        stage.heard(),
        ["2 cleared bert", "2 cleared anna by bert", "2 over by bert"]
    );
    assert_eq!(stage.parties(K1), "anna host held, carl peer connected");
}

#[test]
fn a_consultation_whose_held_call_ends_is_a_call_like_others() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        ["1 cleared carl", "1 cleared anna by carl", "1 over by carl"]
    );
    assert_eq!(
        stage.switch.call(K2).map(|call| call.consult_of),
        Some(None)
    );
}

#[test]
fn a_consultation_that_fails_leaves_the_held_call_alone() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.talk(BERT, DORA);
    stage.does(consult(BERT));
    stage.events();

    stage.passes_secs(0);

    assert_eq!(
        stage.heard(),
        [
            "3 failed bert by system (Busy)",
            "3 cleared anna by system (Busy)",
            "3 over by system (Busy)",
        ]
    );
    assert_eq!(stage.parties(K1), "anna host held, carl peer connected");
}

#[test]
fn a_held_call_is_not_taken_back_while_the_consultation_is_on() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    let refusal = stage.is_refused(Command::Retrieve {
        call: K1,
        device: ANNA,
    });

    assert_eq!(refusal, Refusal::SecondCall(ANNA));
}

#[test]
fn one_alternates_between_the_calls_by_holding_one_and_taking_the_other_back() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::Hold {
        call: K2,
        device: ANNA,
    });
    stage.does(Command::Retrieve {
        call: K1,
        device: ANNA,
    });

    assert_eq!(stage.heard(), ["2 held anna", "1 retrieved anna"]);
}

#[test]
fn consulting_is_refused_where_it_means_nothing() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.arrives(DORA, CLEO, Media::Im);
    stage.answers(K2, CLEO);

    let first = [consult(ANNA), consult(CARL), consult(crate::DeviceId(9))]
        .map(|command| stage.is_refused(command));
    let text = stage.is_refused(Command::Consult {
        call: K2,
        device: CLEO,
        to: Target::Device(BERT),
    });
    stage.does(consult(BERT));
    let again = stage.is_refused(consult(CLEO));

    assert_eq!(
        first,
        [
            Refusal::OwnDevice(ANNA),
            Refusal::AlreadyInCall {
                call: K1,
                device: CARL
            },
            Refusal::UnknownDevice(crate::DeviceId(9)),
        ]
    );
    assert_eq!(text, Refusal::CannotHold(Media::Im));
    assert_eq!(again, Refusal::SecondCall(ANNA));
}

#[test]
fn calls_that_are_no_pair_are_neither_cancelled_nor_merged() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    let data = CallData::new();
    let to = Target::Device(BERT);
    stage.does(Command::Hold {
        call: K1,
        device: ANNA,
    });
    stage.does(Command::Offer {
        from: DORA,
        to,
        media: Media::Voice,
        data,
        ends: Default::default(),
    });
    stage.answers(K2, BERT);
    stage.does(Command::Consult {
        call: K2,
        device: BERT,
        to: Target::Device(CLEO),
    });
    let k3 = CallId(3);

    let refusals = [
        Command::CancelConsult {
            held: K2,
            active: K1,
            device: ANNA,
        },
        Command::CancelConsult {
            held: K1,
            active: k3,
            device: ANNA,
        },
        Command::Transfer {
            held: K2,
            active: k3,
            device: BERT,
        },
        Command::Conference {
            held: K2,
            active: K1,
            device: BERT,
        },
        Command::Transfer {
            held: CallId(9),
            active: k3,
            device: BERT,
        },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(
        refusals,
        [
            Refusal::NotInCall {
                call: K2,
                device: ANNA
            },
            Refusal::NotInCall {
                call: k3,
                device: ANNA
            },
            Refusal::NotConnected {
                call: k3,
                device: BERT
            },
            Refusal::NotInCall {
                call: K1,
                device: BERT
            },
            Refusal::UnknownCall(CallId(9)),
        ]
    );
}

#[test]
fn a_text_session_beside_a_held_call_is_no_consultation_of_it() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.arrives(DORA, ANNA, Media::Im);
    stage.answers(K2, ANNA);
    stage.does(Command::Hold {
        call: K1,
        device: ANNA,
    });

    let refusal = stage.is_refused(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        refusal,
        Refusal::NotAConsultation {
            held: K1,
            active: K2
        }
    );
}

#[test]
fn the_end_of_a_consultation_says_who_began_it() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);
    stage.hangs_up(K2, BERT);

    let last = stage.events().pop();

    let Some(Event::Call(over)) = last else {
        panic!("{last:?} is no event of a call")
    };
    assert_eq!(over.kind, CallEventKind::CallCleared);
    assert_eq!(
        (over.subject, over.cause, over.by),
        (ANNA, Cause::Normal, By::Device(BERT))
    );
}

#[test]
fn who_was_asked_can_ask_on_and_then_asks_about_the_call_that_it_was_transferred_to() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);
    let k3 = stage.ask(K2, BERT, CLEO);

    stage.does(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });
    assert_eq!(
        stage.switch.call(k3).map(|call| call.consult_of),
        Some(Some(K1))
    );
    stage.does(Command::Transfer {
        held: K1,
        active: k3,
        device: BERT,
    });

    assert_eq!(
        stage.parties(K1),
        "carl peer connected, cleo host connected"
    );
}

#[test]
fn a_consultation_whose_originator_passes_it_on_is_a_call_like_others() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::SingleStepTransfer {
        call: K2,
        device: ANNA,
        to: Target::Device(DORA),
    });

    assert_eq!(
        stage.switch.call(K2).map(|call| call.consult_of),
        Some(None)
    );
    assert_eq!(stage.parties(K1), "anna host held, carl peer connected");
}
