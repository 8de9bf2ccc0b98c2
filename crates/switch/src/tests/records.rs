use ctimock_time::Time;

use crate::{
    AgentId, AgentState, By, CallId, Cause, Command, Direction, Media, OnNoAnswer, PendingState,
    Policy, Record, RecordKind, Settings,
    tests::stage::{ANNA, BERT, CARL, DESK, LUNCH, Stage},
};

const fn secs(secs: u64) -> Time {
    Time::from_millis(secs * 1000)
}

#[test]
fn an_ended_call_leaves_a_record_of_its_course() {
    let mut stage = Stage::new()
        .queue(Policy::LongestIdle, OnNoAnswer::Next)
        .ready([ANNA, BERT]);
    stage.passes_secs(5);
    let call = stage.arrives(CARL, DESK, Media::Voice);
    stage.passes_secs(12);
    stage.answers(call, BERT);
    stage.does(Command::Digits {
        call,
        device: CARL,
        text: "4".into(),
    });
    stage.does(Command::Digits {
        call,
        device: CARL,
        text: "2".into(),
    });
    stage.passes_secs(3);

    stage.hangs_up(call, CARL);

    let records: Vec<_> = stage.switch.records().cloned().collect();
    assert_eq!(
        records,
        [Record {
            began: secs(5),
            ended: secs(20),
            kind: RecordKind::Call {
                call: CallId(1),
                media: Media::Voice,
                direction: Direction::Inbound,
                origin: CARL,
                called: DESK,
                parties: vec![CARL, ANNA, BERT],
                queued: Some(secs(5)),
                ringing: Some(secs(5)),
                answered: Some(secs(17)),
                cause: Cause::Normal,
                ended_by: By::Device(CARL),
                digits: "42".into(),
            },
        }]
    );
}

#[test]
fn an_ended_agent_state_leaves_a_record_of_its_time_and_reason() {
    let mut stage = Stage::new().ready([ANNA]);
    let agent = AgentId(1);
    stage.passes_secs(10);
    stage.does(Command::SetState {
        agent,
        state: PendingState::NotReady(LUNCH),
    });
    stage.passes_secs(20);
    stage.does(Command::LogOff {
        agent,
        forced: false,
    });

    let records: Vec<_> = stage.switch.records().cloned().collect();

    assert_eq!(
        records,
        [
            Record {
                began: secs(0),
                ended: secs(10),
                kind: RecordKind::Agent {
                    agent,
                    state: AgentState::Ready,
                    reason: None
                },
            },
            Record {
                began: secs(10),
                ended: secs(30),
                kind: RecordKind::Agent {
                    agent,
                    state: AgentState::NotReady(LUNCH),
                    reason: Some(LUNCH),
                },
            },
        ]
    );
}

#[test]
fn only_the_latest_records_are_kept() {
    let mut stage = Stage::with(Settings {
        records: 2,
        ..Settings::default()
    });

    for _ in 0..3 {
        let call = stage.talk(ANNA, CARL);
        stage.hangs_up(call, ANNA);
    }

    let calls: Vec<_> = stage
        .switch
        .records()
        .filter_map(|record| match record.kind {
            RecordKind::Call { call, .. } => Some(call),
            RecordKind::Agent { .. } => None,
        })
        .collect();
    assert_eq!(calls, [CallId(2), CallId(3)]);
}

#[test]
fn no_records_are_kept_if_none_are_wanted() {
    let mut stage = Stage::with(Settings {
        records: 0,
        ..Settings::default()
    });

    let call = stage.talk(ANNA, CARL);
    stage.hangs_up(call, ANNA);

    assert_eq!(stage.switch.records().count(), 0);
}
