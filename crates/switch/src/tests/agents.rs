use std::time::Duration;

use crate::{
    AgentEvent, AgentId, AgentState, Command, DeviceId, Event, LogOnMode, Media, PendingState,
    Receipt, Refusal, Settings,
    tests::stage::{ANNA, BERT, CARL, LUNCH, Stage},
};

const AGENT: AgentId = AgentId(1);

fn log_on(agent: AgentId, device: DeviceId) -> Command {
    Command::LogOn {
        agent,
        device,
        mode: LogOnMode::Ready,
    }
}

fn set(state: PendingState) -> Command {
    Command::SetState {
        agent: AGENT,
        state,
    }
}

fn with_after_work() -> Stage {
    let after_work = Some(Duration::from_secs(15));
    Stage::with(Settings {
        after_work,
        ..Settings::default()
    })
    .ready([ANNA])
}

#[test]
fn logging_on_is_followed_by_the_state() {
    let mut stage = Stage::new();

    stage.does(log_on(AGENT, ANNA));
    let mode = LogOnMode::NotReady(LUNCH);
    stage.does(Command::LogOn {
        agent: AgentId(2),
        device: BERT,
        mode,
    });

    assert_eq!(
        stage.heard(),
        [
            "agent 1 logged on at anna, ready",
            "agent 1 off -> ready",
            "agent 2 logged on at bert, not ready 7",
            "agent 2 off -> not ready 7",
        ]
    );
    assert_eq!(
        stage.switch.agent_at(ANNA).map(|agent| agent.id),
        Some(AGENT)
    );
}

#[test]
fn a_change_of_state_carries_its_reason() {
    let mut stage = Stage::new().ready([ANNA]);

    stage.does(set(PendingState::NotReady(LUNCH)));

    assert_eq!(
        stage.events(),
        [Event::Agent(AgentEvent::StateChanged {
            agent: AGENT,
            device: ANNA,
            from: AgentState::Ready,
            to: AgentState::NotReady(LUNCH),
            reason: Some(LUNCH),
        })]
    );
}

#[test]
fn logging_off_leaves_the_device_to_the_next() {
    let mut stage = Stage::new().ready([ANNA]);

    stage.does(Command::LogOff {
        agent: AGENT,
        forced: false,
    });
    stage.does(log_on(AgentId(2), ANNA));

    assert_eq!(
        stage.heard(),
        [
            "agent 1 logged off from anna",
            "agent 2 logged on at anna, ready",
            "agent 2 off -> ready",
        ]
    );
}

#[test]
fn logging_on_is_refused_for_the_first_of_its_reasons() {
    let mut stage = Stage::new().ready([ANNA]);
    let (other, nobody) = (AgentId(2), AgentId(9));
    stage.does(Command::Unregister { device: BERT });
    let cleo = DeviceId(3);
    stage.calls(cleo, CARL);

    let refusals = [
        log_on(nobody, ANNA),
        log_on(other, DeviceId(9)),
        log_on(other, CARL),
        log_on(AGENT, BERT),
        log_on(AGENT, ANNA),
        log_on(AGENT, cleo),
        log_on(other, ANNA),
        log_on(other, cleo),
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(
        refusals,
        [
            Refusal::UnknownAgent(nobody),
            Refusal::UnknownDevice(DeviceId(9)),
            Refusal::NotAStation(CARL),
            Refusal::NotRegistered(BERT),
            Refusal::AgentOnHere {
                agent: AGENT,
                device: ANNA
            },
            Refusal::AgentOnElsewhere {
                agent: AGENT,
                device: ANNA
            },
            Refusal::DeviceTaken {
                device: ANNA,
                by: AGENT
            },
            Refusal::DeviceBusy(cleo),
        ]
    );
}

#[test]
fn whoever_is_not_logged_on_has_no_state() {
    let mut stage = Stage::new();

    let refusals = [
        Command::LogOff {
            agent: AGENT,
            forced: true,
        },
        set(PendingState::Ready),
        Command::Reserve {
            agent: AGENT,
            lasting: Duration::from_secs(1),
        },
        Command::Release { agent: AGENT },
    ]
    .map(|command| stage.is_refused(command));

    assert_eq!(refusals, [Refusal::NotLoggedOn(AGENT); 4]);
}

#[test]
fn asking_for_the_state_that_one_has_tells_it_again() {
    let mut stage = Stage::new().ready([ANNA]);

    stage.does(set(PendingState::Ready));

    assert_eq!(stage.heard(), ["agent 1 ready -> ready"]);
}

#[test]
fn a_state_asked_for_during_a_call_applies_when_the_call_has_ended() {
    let mut stage = Stage::new().ready([ANNA]);
    let call = stage.talk(ANNA, CARL);

    let receipt = stage.does(set(PendingState::NotReady(LUNCH)));
    assert_eq!(receipt, Receipt::Pending);
    assert_eq!(stage.heard(), [""; 0]);
    stage.hangs_up(call, CARL);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared carl",
            "1 cleared anna by carl",
            "1 over by carl",
            "agent 1 ready -> not ready 7"
        ]
    );
    assert_eq!(
        stage.switch.agent(AGENT).and_then(|agent| agent.pending),
        None
    );
}

#[test]
fn a_pending_state_waits_for_the_last_of_several_calls() {
    let mut stage = Stage::new().ready([ANNA]);
    let calls = [CARL, DeviceId(5)].map(|from| stage.arrives(from, ANNA, Media::Im));
    stage.does(set(PendingState::NotReady(LUNCH)));
    stage.events();

    stage.hangs_up(calls[0], CARL);
    let state = stage.switch.agent(AGENT).map(|agent| agent.state);
    stage.hangs_up(calls[1], ANNA);

    assert_eq!(state, Some(AgentState::Ready));
    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("agent 1 ready -> not ready 7")
    );
}

#[test]
fn the_last_pending_state_counts() {
    let mut stage = Stage::new().ready([ANNA]);
    let call = stage.talk(ANNA, CARL);

    stage.does(set(PendingState::NotReady(LUNCH)));
    stage.does(set(PendingState::Ready));
    stage.hangs_up(call, ANNA);

    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("agent 1 ready -> ready")
    );
}

#[test]
fn an_agent_with_a_call_logs_off_only_by_force_and_keeps_the_call() {
    let mut stage = Stage::new().ready([ANNA]);
    let call = stage.talk(ANNA, CARL);

    let refusal = stage.is_refused(Command::LogOff {
        agent: AGENT,
        forced: false,
    });
    stage.does(Command::LogOff {
        agent: AGENT,
        forced: true,
    });

    assert_eq!(refusal, Refusal::AgentBusy(AGENT));
    assert_eq!(stage.heard(), ["agent 1 logged off from anna by force"]);
    assert_eq!(
        stage.parties(call),
        "anna host connected, carl peer connected"
    );
}

#[test]
fn a_reservation_ends_by_itself() {
    let mut stage = Stage::new().ready([ANNA]);

    stage.does(Command::Reserve {
        agent: AGENT,
        lasting: Duration::from_secs(150),
    });
    stage.passes_secs(149);
    assert_eq!(stage.heard(), ["agent 1 ready -> reserved until 02:30.000"]);
    stage.passes_secs(1);

    assert_eq!(stage.heard(), ["agent 1 reserved until 02:30.000 -> ready"]);
}

#[test]
fn a_reservation_is_released_and_then_ends_no_more() {
    let mut stage = Stage::new().ready([ANNA]);
    stage.does(Command::Reserve {
        agent: AGENT,
        lasting: Duration::from_secs(150),
    });

    stage.does(Command::Release { agent: AGENT });
    stage.passes_secs(200);

    assert_eq!(
        stage.heard(),
        [
            "agent 1 ready -> reserved until 02:30.000",
            "agent 1 reserved until 02:30.000 -> ready"
        ]
    );
}

#[test]
fn a_reservation_lasts_through_the_call_that_it_was_made_for() {
    let mut stage = Stage::new().ready([ANNA]);
    stage.does(Command::Reserve {
        agent: AGENT,
        lasting: Duration::from_secs(5),
    });
    let call = stage.arrives(CARL, ANNA, Media::Voice);
    stage.answers(call, ANNA);
    stage.events();

    stage.passes_secs(60);
    assert_eq!(stage.heard(), [""; 0]);
    stage.hangs_up(call, CARL);

    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("agent 1 reserved until 00:05.000 -> ready")
    );
}

#[test]
fn who_is_reserved_neither_dials_nor_logs_off_unless_by_force() {
    let mut stage = Stage::new().ready([ANNA]);
    stage.does(Command::Reserve {
        agent: AGENT,
        lasting: Duration::from_secs(150),
    });

    let refusals = [
        Command::MakeCall {
            from: ANNA,
            to: crate::Target::Device(CARL),
            media: Media::Voice,
            data: crate::CallData::new(),
        },
        Command::LogOff {
            agent: AGENT,
            forced: false,
        },
        Command::Reserve {
            agent: AGENT,
            lasting: Duration::from_secs(150),
        },
    ]
    .map(|command| stage.is_refused(command));
    stage.does(Command::LogOff {
        agent: AGENT,
        forced: true,
    });

    assert_eq!(refusals, [Refusal::Reserved(AGENT); 3]);
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn only_a_free_and_ready_agent_is_reserved() {
    let mut stage = Stage::new().ready([ANNA, BERT]);
    stage.does(set(PendingState::NotReady(LUNCH)));
    stage.calls(BERT, CARL);
    let lasting = Duration::from_secs(150);

    let refusals =
        [AGENT, AgentId(2)].map(|agent| stage.is_refused(Command::Reserve { agent, lasting }));

    assert_eq!(
        refusals,
        [Refusal::NotReady(AGENT), Refusal::AgentBusy(AgentId(2))]
    );
}

#[test]
fn releasing_needs_something_to_release() {
    let mut stage = Stage::new().ready([ANNA]);

    let refusal = stage.is_refused(Command::Release { agent: AGENT });

    assert_eq!(refusal, Refusal::NotReserved(AGENT));
}

#[test]
fn after_call_work_lasts_as_long_as_asked_and_gives_back_the_state_before() {
    let mut stage = Stage::new().ready([ANNA]);
    stage.does(set(PendingState::NotReady(LUNCH)));
    stage.events();

    stage.does(set(PendingState::AfterWork(Some(Duration::from_secs(20)))));
    stage.passes_secs(20);

    assert_eq!(
        stage.heard(),
        [
            "agent 1 not ready 7 -> after-work until 00:20.000",
            "agent 1 after-work until 00:20.000 -> not ready 7",
        ]
    );
}

#[test]
fn after_call_work_without_an_end_lasts_until_it_is_released() {
    let mut stage = Stage::new().ready([ANNA]);

    stage.does(set(PendingState::AfterWork(None)));
    assert_eq!(stage.switch.poll_timeout(), None);
    stage.does(Command::Release { agent: AGENT });

    assert_eq!(
        stage.heard(),
        ["agent 1 ready -> after-work", "agent 1 after-work -> ready"]
    );
}

#[test]
fn every_answered_call_is_followed_by_after_call_work_if_the_switch_is_set_so() {
    let mut stage = with_after_work();
    let call = stage.talk(ANNA, CARL);

    stage.hangs_up(call, ANNA);
    stage.passes_secs(15);

    assert_eq!(
        stage.heard(),
        [
            "1 cleared anna",
            "1 cleared carl by anna",
            "1 over",
            "agent 1 ready -> after-work until 00:15.000",
            "agent 1 after-work until 00:15.000 -> ready",
        ]
    );
}

#[test]
fn an_unanswered_call_is_not_followed_by_after_call_work() {
    let mut stage = with_after_work();
    let call = stage.calls(ANNA, CARL);
    stage.events();

    stage.hangs_up(call, ANNA);

    assert_eq!(stage.heard().len(), 3);
    assert_eq!(
        stage.switch.agent(AGENT).map(|agent| agent.state),
        Some(AgentState::Ready)
    );
}

#[test]
fn a_pending_state_takes_the_place_of_after_call_work() {
    let mut stage = with_after_work();
    let call = stage.talk(ANNA, CARL);
    stage.does(set(PendingState::NotReady(LUNCH)));

    stage.hangs_up(call, ANNA);

    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("agent 1 ready -> not ready 7")
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn a_pending_state_survives_the_end_of_after_call_work_in_which_the_call_was_made() {
    let mut stage = with_after_work();
    stage.does(set(PendingState::AfterWork(Some(Duration::from_secs(5)))));
    let call = stage.talk(ANNA, CARL);
    stage.does(set(PendingState::NotReady(LUNCH)));
    stage.passes_secs(6);
    stage.events();

    stage.hangs_up(call, ANNA);

    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("agent 1 ready -> not ready 7")
    );
}

#[test]
fn a_reserved_agent_is_ready_after_the_after_call_work() {
    let mut stage = with_after_work();
    stage.does(Command::Reserve {
        agent: AGENT,
        lasting: Duration::from_secs(150),
    });
    let call = stage.arrives(CARL, ANNA, Media::Voice);
    stage.answers(call, ANNA);
    stage.hangs_up(call, CARL);
    stage.events();

    stage.passes_secs(15);

    assert_eq!(
        stage.heard(),
        ["agent 1 after-work until 00:15.000 -> ready"]
    );
}

#[test]
fn registering_and_unregistering_are_for_stations_and_told_once() {
    let mut stage = Stage::new();

    let receipts = [
        Command::Register { device: ANNA },
        Command::Unregister { device: ANNA },
        Command::Unregister { device: ANNA },
        Command::Register { device: ANNA },
    ]
    .map(|command| stage.does(command));
    let refusal = stage.is_refused(Command::Unregister { device: CARL });

    assert_eq!(
        receipts,
        [
            Receipt::Unchanged,
            Receipt::Done,
            Receipt::Unchanged,
            Receipt::Done
        ]
    );
    assert_eq!(stage.heard(), ["anna unregistered", "anna registered"]);
    assert_eq!(refusal, Refusal::NotAStation(CARL));
}
