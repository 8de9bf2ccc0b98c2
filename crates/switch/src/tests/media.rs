use crate::{
    CallData, CallId, Command, Receipt, Refusal,
    tests::stage::{ANNA, CARL, Stage},
};

const K1: CallId = CallId(1);

fn data(value: &str) -> CallData {
    [("order".to_owned(), value.to_owned())].into()
}

#[test]
fn data_travel_with_the_call_and_are_told_when_they_change() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    let receipts = ["1", "1", "2"].map(|value| {
        stage.does(Command::SetData {
            call: K1,
            data: data(value),
        })
    });

    assert_eq!(receipts, [Receipt::Done, Receipt::Unchanged, Receipt::Done]);
    assert_eq!(stage.heard(), ["1 data by system"; 2]);
    assert_eq!(
        stage.switch.call(K1).map(|call| call.data.clone()),
        Some(data("2"))
    );
}

#[test]
fn digits_are_told_with_their_text() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    stage.does(Command::Digits {
        call: K1,
        device: CARL,
        text: "12#".into(),
    });

    assert_eq!(stage.heard(), ["1 digits carl 12#"]);
}

#[test]
fn microphone_screen_and_stream_are_told_once_each_time_they_change() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    let (call, device) = (K1, ANNA);

    let receipts = [
        Command::Mute {
            call,
            device,
            on: true,
        },
        Command::Mute {
            call,
            device,
            on: true,
        },
        Command::Mute {
            call,
            device,
            on: false,
        },
        Command::Share {
            call,
            device,
            on: true,
        },
        Command::Share {
            call,
            device,
            on: false,
        },
        Command::Share {
            call,
            device,
            on: false,
        },
        Command::Stream {
            call,
            device,
            on: true,
        },
    ]
    .map(|command| stage.does(command));

    assert_eq!(
        receipts,
        [
            Receipt::Done,
            Receipt::Unchanged,
            Receipt::Done,
            Receipt::Done,
            Receipt::Done,
            Receipt::Unchanged,
            Receipt::Unchanged,
        ]
    );
    assert_eq!(
        stage.heard(),
        [
            "1 mute anna true",
            "1 mute anna false",
            "1 share anna true",
            "1 share anna false"
        ]
    );
}

#[test]
fn a_stream_that_stays_away_loses_its_party() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Stream {
        call: K1,
        device: CARL,
        on: false,
    });
    stage.events();

    stage.passes_secs(29);
    assert_eq!(stage.heard(), [""; 0]);
    stage.passes_secs(1);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl by system (Lost)",
            "1 cleared anna by system (Lost)",
            "1 over by system (Lost)",
        ]
    );
}

#[test]
fn a_stream_that_comes_back_within_the_grace_loses_nobody() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    stage.does(Command::Stream {
        call: K1,
        device: CARL,
        on: false,
    });

    stage.passes_secs(29);
    stage.does(Command::Stream {
        call: K1,
        device: CARL,
        on: true,
    });

    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn a_call_is_recorded_once_at_a_time() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);
    let start = Command::StartRecording {
        call: K1,
        device: ANNA,
    };
    let stop = Command::StopRecording {
        call: K1,
        device: ANNA,
    };

    let early = stage.is_refused(stop.clone());
    stage.does(start.clone());
    let twice = stage.is_refused(start);
    stage.does(stop);

    assert_eq!(
        [early, twice],
        [Refusal::NotRecording(K1), Refusal::Recording(K1)]
    );
    assert_eq!(stage.heard(), ["1 recording anna", "1 recorded anna"]);
}

#[test]
fn what_needs_a_connection_is_refused_while_it_rings() {
    let mut stage = Stage::new();
    let call = stage.calls(ANNA, CARL);
    let device = CARL;

    let refusals = [
        Command::Mute {
            call,
            device,
            on: true,
        },
        Command::Share {
            call,
            device,
            on: true,
        },
        Command::Stream {
            call,
            device,
            on: false,
        },
        Command::StartRecording { call, device },
        Command::StopRecording { call, device },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(refusals, [Refusal::NotConnected { call, device }; 5]);
}
