use crate::{
    CallId, Command, Media, OnNoAnswer, Refusal, Target,
    tests::{
        queues::{queue, refusing},
        stage::{ANNA, BERT, CARL, CLEO, DESK, QUEUE},
    },
};

const K1: CallId = CallId(1);

#[test]
fn a_call_in_progress_is_not_sent_to_a_queue_that_turns_it_away() {
    let mut stage = refusing();
    let call = stage.talk(ANNA, CARL);
    let to = Target::Queue(QUEUE);

    let refusals = [
        Command::SingleStepTransfer {
            call,
            device: ANNA,
            to,
        },
        Command::Park {
            call,
            device: ANNA,
            to,
        },
        Command::Deflect {
            call,
            device: ANNA,
            to,
        },
        Command::Join {
            call,
            by: ANNA,
            who: to,
            participation: Default::default(),
        },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(refusals, [Refusal::EmptyQueue(QUEUE); 4]);
}

#[test]
fn a_call_transferred_to_a_queue_waits_there_with_the_party_that_stays() {
    let mut stage = queue(OnNoAnswer::Next).ready([BERT]);
    let call = stage.talk(ANNA, CARL);

    stage.does(Command::SingleStepTransfer {
        call,
        device: ANNA,
        to: Target::Queue(QUEUE),
    });
    assert_eq!(
        stage.heard(),
        [
            "1 queued carl",
            "1 transferred anna to desk (Transferred)",
            "1 cleared anna (Transferred)",
            "1 delivered bert from queue",
        ]
    );
    stage.answers(call, BERT);

    assert_eq!(
        stage.parties(call),
        "carl peer connected, bert host connected"
    );
}

#[test]
fn who_is_wanted_from_a_queue_joins_relieves_or_keeps_like_a_called_device() {
    let shared = queue(OnNoAnswer::Next).ready([BERT]);
    let to = Target::Queue(QUEUE);
    let play = |command: fn(CallId, Target) -> Command| {
        let mut stage = shared.clone();
        let call = stage.talk(ANNA, CARL);
        stage.does(command(call, to));
        stage.answers(call, BERT);
        stage.heard()
    };

    let joined = play(|call, who| Command::Join {
        call,
        by: ANNA,
        who,
        participation: Default::default(),
    });
    let relieved = play(|call, to| Command::Deflect {
        call,
        device: ANNA,
        to,
    });
    let parked = play(|call, to| Command::Park {
        call,
        device: ANNA,
        to,
    });

    assert_eq!(
        joined,
        [
            "1 queued anna",
            "1 delivered bert from queue",
            "1 established bert from queue",
            "1 conferenced anna with bert",
        ]
    );
    assert_eq!(
        relieved,
        [
            "1 queued anna",
            "1 delivered bert from queue",
            "1 established bert from queue",
            "1 transferred anna to bert (Transferred)",
            "1 cleared anna (Transferred)",
        ]
    );
    assert_eq!(
        parked,
        [
            "1 held anna",
            "1 queued carl",
            "1 delivered bert from queue",
            "1 established bert from queue",
        ]
    );
}

#[test]
fn unparking_takes_the_call_out_of_the_queue() {
    let mut stage = queue(OnNoAnswer::Next);
    let call = stage.talk(ANNA, CARL);
    stage.does(Command::Park {
        call,
        device: ANNA,
        to: Target::Queue(QUEUE),
    });

    stage.does(Command::Unpark { call });
    stage = stage.ready([BERT]);

    assert_eq!(
        stage.parties(call),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn a_waiting_caller_is_sent_to_a_device() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.does(Command::Deflect {
        call: K1,
        device: CARL,
        to: Target::Device(CLEO),
    });

    assert_eq!(
        stage.heard(),
        [
            "1 diverted anna to cleo by carl (Cancelled)",
            "1 delivered cleo"
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "carl peer initiated, cleo host alerting until 01:00.000"
    );
}

#[test]
fn an_agent_deflects_what_the_queue_offered() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
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
fn a_call_looks_for_one_agent_at_a_time() {
    let mut stage = queue(OnNoAnswer::Next);
    let call = stage.talk(ANNA, CARL);
    let who = Target::Queue(QUEUE);
    let join = Command::Join {
        call,
        by: ANNA,
        who,
        participation: Default::default(),
    };
    stage.does(join.clone());

    let refusal = stage.is_refused(join);

    assert_eq!(refusal, Refusal::AlreadyInCall { call, device: DESK });
}

#[test]
fn a_ringing_device_does_not_deflect_a_call_that_looks_for_an_agent_already() {
    let mut stage = queue(OnNoAnswer::Next);
    let call = stage.talk(ANNA, CARL);
    let (who, participation) = (Target::Queue(QUEUE), Default::default());
    stage.does(Command::Join {
        call,
        by: ANNA,
        who,
        participation,
    });
    stage.does(Command::Join {
        call,
        by: ANNA,
        who: Target::Device(BERT),
        participation,
    });

    let refusal = stage.is_refused(Command::Deflect {
        call,
        device: BERT,
        to: who,
    });

    assert_eq!(refusal, Refusal::AlreadyInCall { call, device: DESK });
}
