use crate::{
    CallId, Cause, Command, Ends, Media, Participation, Refusal, Target,
    tests::stage::{ANNA, BERT, CARL, CLEO, DORA, Stage},
};

const K1: CallId = CallId(1);
const K2: CallId = CallId(2);

fn join(who: crate::DeviceId, participation: Participation) -> Command {
    Command::Join {
        call: K1,
        by: ANNA,
        who: Target::Device(who),
        participation,
    }
}

/// Anna, Carl and Bert, by consultation.
fn three() -> Stage {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);
    stage.does(Command::Conference {
        held: K1,
        active: K2,
        device: ANNA,
    });
    stage.events();
    stage
}

#[test]
fn a_conference_merges_the_consultation_into_the_held_call() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::Conference {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        stage.heard(),
        ["1 conferenced anna with bert of 2", "2 over (Transferred)"]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected, bert guest connected"
    );
    assert_eq!(
        stage.switch.call(K1).map(|call| call.ends),
        Some(Ends::HostLeaves)
    );
}

#[test]
fn the_conferencing_device_becomes_the_host_in_place_of_the_caller() {
    let mut stage = Stage::new();
    stage.talk(CLEO, ANNA);
    stage.ask(K1, ANNA, BERT);

    stage.does(Command::Conference {
        held: K1,
        active: K2,
        device: ANNA,
    });

    assert_eq!(
        stage.parties(K1),
        "cleo peer connected, anna host connected, bert guest connected"
    );
}

#[test]
fn everybody_is_dropped_when_the_host_leaves_first() {
    let mut stage = three();

    stage.hangs_up(K1, ANNA);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna",
            "1 cleared carl by anna",
            "1 cleared bert by anna",
            "1 over by anna"
        ]
        .map(|line| line.replace("over by anna", "over"))
    );
}

#[test]
fn the_call_goes_on_when_a_guest_leaves_first() {
    let mut stage = three();

    stage.hangs_up(K1, BERT);
    assert_eq!(stage.heard(), ["1 cleared bert"]);
    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        ["1 cleared carl", "1 cleared anna by carl", "1 over by carl"]
    );
}

#[test]
fn joining_rings_a_third_party_into_the_call() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    stage.does(join(BERT, Participation::Active));
    stage.answers(K1, BERT);

    assert_eq!(
        stage.heard(),
        [
            "1 delivered bert",
            "1 established bert",
            "1 conferenced anna with bert"
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected, bert guest connected"
    );
    assert_eq!(
        stage.switch.call(K1).map(|call| call.ends),
        Some(Ends::HostLeaves)
    );
}

#[test]
fn the_call_goes_on_without_who_does_not_want_to_join() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(join(BERT, Participation::Active));
    stage.does(join(CLEO, Participation::Active));
    stage.events();

    stage.does(Command::Reject {
        call: K1,
        device: BERT,
        cause: Cause::Rejected,
    });
    stage.passes_secs(60);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared bert (Rejected)",
            "1 cleared cleo by system (NoAnswer)"
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn the_call_goes_on_without_who_cannot_be_reached() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.talk(BERT, DORA);

    stage.does(join(BERT, Participation::Active));
    stage.passes_secs(0);

    assert_eq!(stage.heard(), ["1 failed bert by system (Busy)"]);
    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn an_invitation_ends_with_the_call() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(join(BERT, Participation::Active));
    stage.events();

    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl",
            "1 cleared anna by carl",
            "1 cleared bert by carl",
            "1 over by carl"
        ]
    );
}

#[test]
fn a_silent_listener_changes_no_roles_and_keeps_no_call_alive() {
    let mut stage = Stage::new();
    stage.talk(CARL, ANNA);
    stage.does(join(BERT, Participation::Silent));
    stage.answers(K1, BERT);
    assert_eq!(
        stage.heard(),
        [
            "1 delivered bert",
            "1 established bert",
            "1 conferenced anna with bert silently"
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "carl host connected, anna peer connected, bert guest connected"
    );

    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl",
            "1 cleared anna by carl",
            "1 cleared bert by carl",
            "1 over"
        ]
    );
}

#[test]
fn a_meeting_keeps_its_host_when_another_one_invites() {
    let mut stage = three();

    let who = Target::Device(CLEO);
    let participation = Participation::Active;
    stage.does(Command::Join {
        call: K1,
        by: BERT,
        who,
        participation,
    });
    stage.answers(K1, CLEO);

    assert_eq!(
        stage.parties(K1),
        "anna host connected, carl peer connected, bert guest connected, cleo guest connected"
    );
}

#[test]
fn a_member_of_a_meeting_transfers_its_place_with_its_role() {
    let mut stage = three();

    let to = Target::Device(CLEO);
    stage.does(Command::SingleStepTransfer {
        call: K1,
        device: ANNA,
        to,
    });
    stage.answers(K1, CLEO);

    assert_eq!(
        stage.parties(K1),
        "carl peer connected, bert guest connected, cleo host connected"
    );
}

#[test]
fn inviting_needs_a_connection_and_somebody_new() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    let by = BERT;
    let (who, participation) = (Target::Device(CLEO), Participation::Active);

    let refusals = [
        join(CARL, participation),
        join(ANNA, participation),
        Command::Join {
            call: K1,
            by,
            who,
            participation,
        },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(
        refusals,
        [
            Refusal::AlreadyInCall {
                call: K1,
                device: CARL
            },
            Refusal::OwnDevice(ANNA),
            Refusal::NotInCall {
                call: K1,
                device: BERT
            },
        ]
    );
}

#[test]
fn a_visitors_video_call_becomes_a_meeting_of_three() {
    let mut stage = Stage::new();
    stage.arrives(CARL, ANNA, Media::Video);
    stage.answers(K1, ANNA);
    stage.does(join(DORA, Participation::Active));
    stage.answers(K1, DORA);
    stage.events();

    stage.hangs_up(K1, CARL);

    assert_eq!(stage.heard(), ["1 cleared carl"]);
    assert_eq!(
        stage.parties(K1),
        "anna host connected, dora guest connected"
    );
}
