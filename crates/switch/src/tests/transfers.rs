use crate::{
    Action, CallData, CallId, Cause, Command, Media, Refusal, Target, Trigger,
    tests::stage::{ANNA, BERT, CARL, CLEO, DORA, Stage, rule},
};

const K1: CallId = CallId(1);
const K2: CallId = CallId(2);

fn pass(to: crate::DeviceId) -> Command {
    Command::SingleStepTransfer {
        call: K1,
        device: ANNA,
        to: Target::Device(to),
    }
}

#[test]
fn a_transfer_keeps_the_held_call_and_clears_the_transferring_device_from_both() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        stage.heard(),
        [
            "1 transferred anna to bert of 2 (Transferred)",
            "1 cleared anna (Transferred)",
            "2 cleared anna (Transferred)",
            "2 over (Transferred)",
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, bert host connected"
    );
    assert_eq!(stage.parties(K2), "nobody");
}

#[test]
fn who_was_transferred_to_ends_the_call_like_any_party() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);
    stage.does(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });
    stage.events();

    stage.hangs_up(K1, BERT);

    assert_eq!(
        stage.heard(),
        ["1 cleared bert", "1 cleared carl by bert", "1 over by bert"]
    );
}

#[test]
fn what_was_attached_to_the_consultation_is_added_to_the_call() {
    let mut stage = Stage::new();
    let data = |pairs: &[(&str, &str)]| -> CallData {
        pairs
            .iter()
            .map(|(key, value)| ((*key).into(), (*value).into()))
            .collect()
    };
    stage.talk(ANNA, CARL);
    stage.does(Command::SetData {
        call: K1,
        data: data(&[("order", "1"), ("name", "carl")]),
    });
    stage.ask(K1, ANNA, BERT);
    stage.does(Command::SetData {
        call: K2,
        data: data(&[("order", "2"), ("note", "urgent")]),
    });

    stage.does(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        stage.switch.call(K1).map(|call| call.data.clone()),
        Some(data(&[
            ("name", "carl"),
            ("note", "urgent"),
            ("order", "1")
        ]))
    );
}

#[test]
fn what_a_party_was_about_to_do_it_does_in_the_call_that_it_was_transferred_to() {
    let mut stage = Stage::new().plan(DORA, [rule(Trigger::Connected, 30, Action::HangUp)]);
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, DORA);
    stage.does(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });
    stage.events();

    stage.passes_secs(30);

    assert_eq!(
        stage.heard(),
        ["1 cleared dora", "1 cleared carl by dora", "1 over by dora"]
    );
}

#[test]
fn the_transferring_device_is_free_afterwards() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);
    stage.does(Command::Transfer {
        held: K1,
        active: K2,
        device: ANNA,
    });

    let next = stage.calls(ANNA, DORA);

    assert_eq!(next, CallId(3));
}

#[test]
fn a_single_step_transfer_rings_the_target_and_lets_the_device_go_at_once() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    stage.does(pass(BERT));
    assert_eq!(
        stage.heard(),
        [
            "1 delivered bert",
            "1 transferred anna to bert (Transferred)",
            "1 cleared anna (Transferred)"
        ]
    );
    stage.answers(K1, BERT);

    assert_eq!(stage.heard(), ["1 established bert"]);
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, bert host connected"
    );
}

#[test]
fn the_staying_party_is_dropped_when_the_target_declines() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(pass(BERT));
    stage.events();

    stage.does(Command::Reject {
        call: K1,
        device: BERT,
        cause: Cause::Rejected,
    });

    assert_eq!(
        stage.heard(),
        [
            "1 cleared bert (Rejected)",
            "1 cleared carl by bert (Rejected)",
            "1 over by bert (Rejected)",
        ]
    );
}

#[test]
fn the_staying_party_is_dropped_when_the_target_lets_it_ring() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(pass(BERT));
    stage.events();

    stage.passes_secs(60);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl by system (NoAnswer)",
            "1 cleared bert by system (NoAnswer)",
            "1 over by system (NoAnswer)",
        ]
    );
}

#[test]
fn the_staying_party_is_dropped_when_the_target_cannot_be_reached() {
    let mut stage = Stage::new();
    stage.talk(BERT, DORA);
    let call = stage.talk(ANNA, CARL);

    let to = Target::Device(BERT);
    stage.does(Command::SingleStepTransfer {
        call,
        device: ANNA,
        to,
    });
    stage.passes_secs(0);

    assert_eq!(
        stage.heard(),
        [
            "2 transferred anna to bert (Transferred)",
            "2 cleared anna (Transferred)",
            "2 failed bert by system (Busy)",
            "2 cleared carl by system (Busy)",
            "2 over by system (Busy)",
        ]
    );
}

#[test]
fn the_staying_party_can_hang_up_before_the_target_answers() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(pass(BERT));
    stage.events();

    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        ["1 cleared carl", "1 cleared bert by carl", "1 over by carl"]
    );
}

#[test]
fn passing_a_call_on_needs_somebody_new_and_a_connection() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    let refusals =
        [pass(ANNA), pass(CARL), pass(crate::DeviceId(9))].map(|it| stage.is_refused(it));
    stage.does(Command::Hold {
        call: K1,
        device: ANNA,
    });
    let held = stage.is_refused(pass(BERT));

    assert_eq!(
        refusals,
        [
            Refusal::OwnDevice(ANNA),
            Refusal::AlreadyInCall {
                call: K1,
                device: CARL
            },
            Refusal::UnknownDevice(crate::DeviceId(9)),
        ]
    );
    assert_eq!(
        held,
        Refusal::NotConnected {
            call: K1,
            device: ANNA
        }
    );
}

#[test]
fn a_ringing_device_deflects_the_call_to_another() {
    let mut stage = Stage::new();
    stage.arrives(CARL, ANNA, Media::Voice);
    stage.events();

    stage.does(Command::Deflect {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });

    assert_eq!(
        stage.heard(),
        ["1 diverted anna to bert", "1 delivered bert"]
    );
    assert_eq!(
        stage.parties(K1),
        "carl peer initiated, bert host alerting until 01:00.000"
    );
}

#[test]
fn a_connected_device_deflects_and_stays_until_the_target_answers() {
    let mut stage = Stage::new();
    stage.arrives(CARL, ANNA, Media::Voice);
    stage.answers(K1, ANNA);
    stage.events();

    stage.does(Command::Deflect {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });
    assert_eq!(stage.heard(), ["1 delivered bert"]);
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, anna host connected, bert guest alerting until 01:00.000"
    );
    stage.answers(K1, BERT);

    assert_eq!(
        stage.heard(),
        [
            "1 established bert",
            "1 transferred anna to bert (Transferred)",
            "1 cleared anna (Transferred)",
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, bert host connected"
    );
}

#[test]
fn a_connected_device_keeps_the_call_that_nobody_takes_over() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Deflect {
        call: K1,
        device: ANNA,
        to: Target::Device(BERT),
    });
    stage.events();

    stage.passes_secs(60);

    assert_eq!(stage.heard(), ["1 cleared bert by system (NoAnswer)"]);
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn a_held_call_is_not_deflected() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Hold {
        call: K1,
        device: ANNA,
    });

    let to = Target::Device(CLEO);
    let refusal = stage.is_refused(Command::Deflect {
        call: K1,
        device: ANNA,
        to,
    });

    assert_eq!(
        refusal,
        Refusal::NotAlerting {
            call: K1,
            device: ANNA
        }
    );
}
