use std::time::Duration;

use ctimock_time::{Deadline, Time};

use crate::{
    By, CallData, CallEvent, CallEventKind, CallId, Cause, Command, ConnectionState, Direction,
    Ends, Event, Media, Party, Receipt, Refusal, Role, Settings, Target,
    tests::stage::{ANNA, BERT, CARL, CLEO, DORA, Stage},
};

const RINGING: ConnectionState = ConnectionState::Alerting {
    until: Some(Time::from_millis(60_000)),
};

fn party(device: crate::DeviceId, role: Role, state: Option<ConnectionState>) -> Party {
    Party {
        device,
        role,
        state,
    }
}

/// The events of a first call from Anna to Carl are like this one.
fn event(kind: CallEventKind) -> CallEvent {
    CallEvent {
        at: Time::ZERO,
        call: CallId(1),
        media: Media::Voice,
        direction: Direction::Outbound,
        origin: ANNA,
        called: CARL,
        subject: ANNA,
        parties: vec![party(ANNA, Role::Host, Some(ConnectionState::Initiated))],
        from: Some(ConnectionState::Initiated),
        to: Some(ConnectionState::Initiated),
        cause: Cause::Normal,
        by: By::Device(ANNA),
        consult_of: None,
        kind,
    }
}

#[test]
fn dialling_tells_the_whole_state_of_the_call_with_each_event() {
    let mut stage = Stage::new();

    let receipt = stage.does(Command::MakeCall {
        from: ANNA,
        to: Target::Device(CARL),
        media: Media::Voice,
        data: CallData::new(),
    });

    assert_eq!(receipt, Receipt::Call(CallId(1), Direction::Outbound));
    assert_eq!(
        stage.events(),
        [
            Event::Call(CallEvent {
                from: None,
                ..event(CallEventKind::ServiceInitiated)
            }),
            Event::Call(event(CallEventKind::Originated)),
            Event::Call(CallEvent {
                subject: CARL,
                parties: vec![
                    party(ANNA, Role::Host, Some(ConnectionState::Initiated)),
                    party(CARL, Role::Peer, Some(RINGING)),
                ],
                from: None,
                to: Some(RINGING),
                by: By::Device(CARL),
                ..event(CallEventKind::Delivered { queue: None })
            }),
        ]
    );
}

#[test]
fn an_answer_connects_the_originator_with_the_same_event() {
    let mut stage = Stage::new();
    let call = stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(2);
    stage.answers(call, CARL);

    let connected = Some(ConnectionState::Connected);
    assert_eq!(
        stage.events(),
        [Event::Call(CallEvent {
            at: Time::from_millis(2000),
            subject: CARL,
            parties: vec![
                party(ANNA, Role::Host, connected),
                party(CARL, Role::Peer, connected)
            ],
            from: Some(RINGING),
            to: connected,
            by: By::Device(CARL),
            ..event(CallEventKind::Established { queue: None })
        })]
    );
}

#[test]
fn hanging_up_clears_the_one_who_hung_up_first_then_the_other_then_the_call() {
    let mut stage = Stage::new();
    let call = stage.talk(ANNA, CARL);

    stage.hangs_up(call, CARL);

    let connected = Some(ConnectionState::Connected);
    let by = By::Device(CARL);
    assert_eq!(
        stage.events(),
        [
            Event::Call(CallEvent {
                subject: CARL,
                parties: vec![
                    party(ANNA, Role::Host, connected),
                    party(CARL, Role::Peer, None)
                ],
                from: connected,
                to: None,
                by,
                ..event(CallEventKind::ConnectionCleared)
            }),
            Event::Call(CallEvent {
                parties: vec![party(ANNA, Role::Host, None)],
                from: connected,
                to: None,
                by,
                ..event(CallEventKind::ConnectionCleared)
            }),
            Event::Call(CallEvent {
                parties: vec![party(ANNA, Role::Host, None)],
                from: None,
                to: None,
                by,
                ..event(CallEventKind::CallCleared)
            }),
        ]
    );
}

#[test]
fn an_offered_call_has_no_dialling_phase_and_makes_the_station_the_host() {
    let mut stage = Stage::new();

    let call = stage.arrives(CARL, ANNA, Media::Voice);

    assert_eq!(stage.heard(), ["1 delivered anna"]);
    assert_eq!(
        stage.parties(call),
        "carl peer initiated, anna host alerting until 01:00.000"
    );
    assert_eq!(
        stage.switch.call(call).map(|call| call.direction),
        Some(Direction::Inbound)
    );
}

#[test]
fn a_call_between_stations_is_internal() {
    let mut stage = Stage::new();

    let call = stage.calls(ANNA, BERT);

    assert_eq!(
        stage.switch.call(call).map(|call| call.direction),
        Some(Direction::Internal)
    );
}

#[test]
fn an_unanswered_call_ends_when_the_ring_timeout_passes() {
    let mut stage = Stage::new();
    stage.calls(ANNA, CARL);
    stage.events();

    assert_eq!(
        stage.switch.poll_timeout(),
        Some(Deadline::new(Time::from_millis(60_000), "ring time-out"))
    );
    stage.passes(Duration::from_micros(59_999_999));
    assert_eq!(stage.heard(), [""; 0]);
    stage.passes(Duration::from_micros(1));

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna by system (NoAnswer)",
            "1 cleared carl by system (NoAnswer)",
            "1 over by system (NoAnswer)",
        ]
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn a_call_rings_for_ever_without_a_ring_timeout() {
    let mut stage = Stage::with(Settings {
        ring_timeout: None,
        ..Settings::default()
    });

    let call = stage.calls(ANNA, CARL);

    assert_eq!(stage.switch.poll_timeout(), None);
    assert_eq!(
        stage.parties(call),
        "anna host initiated, carl peer alerting"
    );
}

#[test]
fn a_hang_up_outside_that_no_trunk_signals_leaves_the_call_up() {
    let mut stage = Stage::with(Settings {
        signals_hang_up: false,
        ..Settings::default()
    });
    let call = stage.talk(ANNA, CARL);

    let unheard = stage.does(Command::Clear { call, device: CARL });
    let parties = stage.parties(call);
    stage.hangs_up(call, ANNA);

    assert_eq!(unheard, Receipt::Unchanged);
    assert_eq!(parties, "anna host connected, carl peer connected");
    assert!(stage.switch.call(call).is_none());
}

#[test]
fn an_answered_call_has_no_ring_timeout() {
    let mut stage = Stage::new();

    stage.talk(ANNA, CARL);

    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn giving_up_while_it_rings_cancels_the_call() {
    let mut stage = Stage::new();
    let call = stage.calls(ANNA, CARL);
    stage.events();

    stage.hangs_up(call, ANNA);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna (Cancelled)",
            "1 cleared carl by anna (Cancelled)",
            "1 over (Cancelled)",
        ]
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn a_declined_call_ends_with_the_cause_of_who_declined() {
    let mut stage = Stage::new();
    let call = stage.calls(ANNA, CARL);
    stage.events();

    stage.does(Command::Reject {
        call,
        device: CARL,
        cause: Cause::Busy,
    });

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl (Busy)",
            "1 cleared anna by carl (Busy)",
            "1 over by carl (Busy)"
        ]
    );
}

#[test]
fn hanging_up_what_rings_declines_it() {
    let mut stage = Stage::new();
    let call = stage.arrives(CARL, ANNA, Media::Voice);
    stage.events();

    stage.hangs_up(call, ANNA);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna (Rejected)",
            "1 cleared carl by anna (Rejected)",
            "1 over by anna (Rejected)",
        ]
    );
}

#[test]
fn the_system_clears_a_call_for_all_in_the_order_in_which_they_came() {
    let mut stage = Stage::new();
    let call = stage.talk(ANNA, CARL);

    stage.does(Command::ClearCall { call });

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna by system (Forced)",
            "1 cleared carl by system (Forced)",
            "1 over by system (Forced)",
        ]
    );
}

#[test]
fn a_call_to_an_unregistered_station_fails_after_the_receipt_at_the_same_instant() {
    let mut stage = Stage::new();
    stage.does(Command::Unregister { device: BERT });
    stage.events();

    stage.does(Command::MakeCall {
        from: ANNA,
        to: Target::Device(BERT),
        media: Media::Voice,
        data: CallData::new(),
    });
    assert_eq!(stage.heard(), ["1 initiated anna", "1 originated anna"]);
    assert_eq!(
        stage.switch.poll_timeout(),
        Some(Deadline::new(Time::ZERO, "failure of a far end"))
    );
    stage.passes_secs(0);

    assert_eq!(
        stage.heard(),
        [
            "1 failed bert by system (Unreachable(Absent))",
            "1 cleared anna by system (Unreachable(Absent))",
            "1 over by system (Unreachable(Absent))",
        ]
    );
}

#[test]
fn a_failed_event_names_the_device_that_never_rang() {
    let mut stage = Stage::new();
    stage.talk(BERT, CARL);

    stage.calls(ANNA, BERT);

    let failed = Some(ConnectionState::Failed(Cause::Busy));
    assert_eq!(
        stage.events()[2],
        Event::Call(CallEvent {
            call: CallId(2),
            direction: Direction::Internal,
            called: BERT,
            subject: BERT,
            parties: vec![
                party(ANNA, Role::Host, Some(ConnectionState::Initiated)),
                party(BERT, Role::Peer, failed),
            ],
            from: None,
            to: failed,
            cause: Cause::Busy,
            by: By::System,
            ..event(CallEventKind::Failed)
        })
    );
}

#[test]
fn a_station_in_a_call_is_busy_for_another_one() {
    let mut stage = Stage::new();
    stage.talk(BERT, CARL);

    stage.arrives(DORA, BERT, Media::Voice);

    assert_eq!(
        stage.heard(),
        [
            "2 failed bert by system (Busy)",
            "2 cleared dora by system (Busy)",
            "2 over by system (Busy)",
        ]
    );
}

#[test]
fn an_outside_line_takes_several_calls() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    let second = stage.calls(BERT, CARL);

    assert_eq!(
        stage.parties(second),
        "bert host initiated, carl peer alerting until 01:00.000"
    );
}

#[test]
fn each_medium_has_a_capacity_of_its_own() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    for _ in 0..6 {
        stage.arrives(DORA, ANNA, Media::Im);
    }

    let ringing = stage
        .switch
        .calls_of(ANNA)
        .filter(|call| call.media == Media::Im)
        .count();
    assert_eq!(ringing, 5, "the sixth text session finds the station busy");
}

#[test]
fn the_one_who_left_a_two_party_call_is_free_for_the_next() {
    let mut stage = Stage::new();
    let call = stage.talk(ANNA, CARL);
    stage.hangs_up(call, ANNA);

    let next = stage.calls(ANNA, DORA);

    assert_eq!(next, CallId(2));
}

#[test]
fn a_lost_telephone_loses_its_calls() {
    let mut stage = Stage::new();
    stage.talk(ANNA, CARL);

    stage.does(Command::Unregister { device: ANNA });

    assert_eq!(
        stage.heard(),
        [
            "anna unregistered",
            "1 cleared anna by system (Lost)",
            "1 cleared carl by system (Lost)",
            "1 over by system (Lost)",
        ]
    );
}

#[test]
fn a_meeting_ends_when_its_host_leaves_and_not_when_a_guest_does() {
    let mut stage = Stage::new();
    let (to, media, data) = (Target::Device(ANNA), Media::Video, CallData::new());
    stage.does(Command::Offer {
        from: CARL,
        to,
        media,
        data,
        ends: Ends::HostLeaves,
    });
    let call = CallId(1);
    stage.answers(call, ANNA);
    for guest in [BERT, CLEO] {
        let who = Target::Device(guest);
        stage.does(Command::Join {
            call,
            by: ANNA,
            who,
            participation: Default::default(),
        });
        stage.answers(call, guest);
    }
    stage.events();

    stage.hangs_up(call, CLEO);
    assert_eq!(stage.heard(), ["1 cleared cleo"]);
    stage.hangs_up(call, ANNA);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna",
            "1 cleared carl by anna",
            "1 cleared bert by anna",
            "1 over by anna"
        ]
    );
}

#[test]
fn what_is_impossible_in_a_call_is_refused_with_the_first_thing_that_is_wrong() {
    let mut stage = Stage::new();
    let call = stage.calls(ANNA, CARL);
    let nobody = crate::DeviceId(99);
    let none = CallId(9);
    let dial = |from, to| Command::MakeCall {
        from,
        to: Target::Device(to),
        media: Media::Voice,
        data: CallData::new(),
    };

    let refusals = [
        dial(nobody, CARL),
        dial(BERT, nobody),
        dial(BERT, BERT),
        dial(ANNA, DORA),
        Command::MakeCall {
            from: BERT,
            to: Target::Queue(crate::QueueId(3)),
            media: Media::Voice,
            data: CallData::new(),
        },
        Command::Answer {
            call: none,
            device: CARL,
        },
        Command::Answer {
            call,
            device: nobody,
        },
        Command::Answer { call, device: DORA },
        Command::Answer { call, device: ANNA },
        Command::Reject {
            call,
            device: ANNA,
            cause: Cause::Rejected,
        },
        Command::Hold { call, device: CARL },
        Command::Retrieve { call, device: ANNA },
        Command::Clear { call, device: BERT },
        Command::ClearCall { call: none },
        Command::Digits {
            call,
            device: ANNA,
            text: "1".into(),
        },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(
        refusals,
        [
            Refusal::UnknownDevice(nobody),
            Refusal::UnknownDevice(nobody),
            Refusal::OwnDevice(BERT),
            Refusal::SecondCall(ANNA),
            Refusal::UnknownQueue(crate::QueueId(3)),
            Refusal::UnknownCall(none),
            Refusal::UnknownDevice(nobody),
            Refusal::NotInCall { call, device: DORA },
            Refusal::NotAlerting { call, device: ANNA },
            Refusal::NotAlerting { call, device: ANNA },
            Refusal::NotConnected { call, device: CARL },
            Refusal::NotHeld { call, device: ANNA },
            Refusal::NotInCall { call, device: BERT },
            Refusal::UnknownCall(none),
            Refusal::NotConnected { call, device: ANNA },
        ]
    );
}

#[test]
fn an_unregistered_station_cannot_dial() {
    let mut stage = Stage::new();
    stage.does(Command::Unregister { device: ANNA });

    let refusal = stage.is_refused(Command::MakeCall {
        from: ANNA,
        to: Target::Device(CARL),
        media: Media::Voice,
        data: CallData::new(),
    });

    assert_eq!(refusal, Refusal::NotRegistered(ANNA));
}
