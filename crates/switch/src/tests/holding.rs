use crate::{
    Command, Media, Receipt, Refusal,
    tests::stage::{ANNA, BERT, CARL, Stage},
};

#[test]
fn holding_and_retrieving_are_told_of_the_device_that_does_it() {
    let mut stage = Stage::new();
    let call = stage.talk(ANNA, CARL);

    stage.does(Command::Hold { call, device: ANNA });
    let held = stage.parties(call);
    stage.does(Command::Retrieve { call, device: ANNA });

    assert_eq!(stage.heard(), ["1 held anna", "1 retrieved anna"]);
    assert_eq!(held, "anna host held, carl peer connected");
    assert_eq!(
        stage.parties(call),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn holding_twice_and_retrieving_what_is_connected_change_nothing() {
    let mut stage = Stage::new();
    let call = stage.talk(ANNA, CARL);

    let retrieved = stage.does(Command::Retrieve { call, device: ANNA });
    stage.does(Command::Hold { call, device: ANNA });
    stage.events();
    let held = stage.does(Command::Hold { call, device: ANNA });

    assert_eq!([retrieved, held], [Receipt::Unchanged, Receipt::Unchanged]);
    assert_eq!(stage.heard(), [""; 0]);
}

#[test]
fn both_sides_can_hold_a_call() {
    let mut stage = Stage::new();
    let call = stage.talk(ANNA, BERT);

    stage.does(Command::Hold { call, device: ANNA });
    stage.does(Command::Hold { call, device: BERT });

    assert_eq!(stage.parties(call), "anna host held, bert peer held");
}

#[test]
fn a_text_session_cannot_be_held() {
    let mut stage = Stage::new();
    let call = stage.arrives(CARL, ANNA, Media::Im);
    stage.answers(call, ANNA);

    let refusal = stage.is_refused(Command::Hold { call, device: ANNA });

    assert_eq!(refusal, Refusal::CannotHold(Media::Im));
}
