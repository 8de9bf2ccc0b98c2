use std::time::Duration;

use ctimock_time::{Deadline, Time};

use crate::{
    Action, AgentId, AgentState, Attended, CallId, Capacity, Cause, Command, DeviceKind, Ends,
    LogOnMode, Media, OnEmpty, OnNoAnswer, PendingState, Policy, Queue, Reason, Target, Trigger,
    tests::stage::{ANNA, BERT, CARL, CLEO, DESK, DORA, LUNCH, QUEUE, Stage, rule},
};

const K1: CallId = CallId(1);

/// The cast, with the queue.
pub(super) fn queue(on_no_answer: OnNoAnswer) -> Stage {
    Stage::new().queue(Policy::LongestIdle, on_no_answer)
}

#[test]
fn a_call_to_a_queue_is_queued_and_offered_to_the_agent_who_is_free_the_longest() {
    let mut stage = queue(OnNoAnswer::Next).ready([BERT, ANNA]);

    let call = stage.arrives(CARL, DESK, Media::Voice);
    assert_eq!(
        stage.heard(),
        ["1 queued carl", "1 delivered bert from queue"]
    );
    assert_eq!(
        stage.parties(call),
        "carl peer queued, bert host alerting until 00:10.000"
    );
    stage.answers(call, BERT);

    assert_eq!(stage.heard(), ["1 established bert from queue"]);
    assert_eq!(
        stage.parties(call),
        "carl peer connected, bert host connected"
    );
}

#[test]
fn the_number_of_a_queue_and_the_queue_itself_are_the_same_target() {
    let mut by_number = queue(OnNoAnswer::Next).ready([ANNA]);
    let mut by_queue = by_number.clone();

    let (media, data, ends) = (Media::Voice, Default::default(), Ends::BelowTwo);
    by_number.arrives(CARL, DESK, media);
    by_queue.does(Command::Offer {
        from: CARL,
        to: Target::Queue(QUEUE),
        media,
        data,
        ends,
    });

    assert_eq!(by_number.events(), by_queue.events());
}

#[test]
fn a_call_waits_until_an_agent_is_ready() {
    let mut stage = queue(OnNoAnswer::Next);
    stage.arrives(CARL, DESK, Media::Voice);
    assert_eq!(stage.heard(), ["1 queued carl"]);

    stage.passes_secs(300);
    stage.does(Command::LogOn {
        agent: AgentId(1),
        device: ANNA,
        mode: LogOnMode::Ready,
    });

    assert_eq!(
        stage.heard(),
        [
            "agent 1 logged on at anna, ready",
            "agent 1 off -> ready",
            "1 delivered anna from queue",
        ]
    );
}

#[test]
fn the_longest_waiting_call_comes_first() {
    let mut stage = queue(OnNoAnswer::Next);
    stage.arrives(DORA, DESK, Media::Voice);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage = stage.ready([ANNA]);
    let first = stage
        .switch
        .calls_of(ANNA)
        .map(|call| call.id)
        .collect::<Vec<_>>();
    stage.answers(K1, ANNA);
    stage.hangs_up(K1, DORA);

    assert_eq!(first, [K1]);
    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("2 delivered anna from queue")
    );
}

#[test]
fn agents_who_are_not_ready_busy_reserved_or_unregistered_are_passed_over() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA, BERT, CLEO]);
    stage.does(Command::SetState {
        agent: AgentId(1),
        state: PendingState::NotReady(LUNCH),
    });
    stage.does(Command::Reserve {
        agent: AgentId(2),
        lasting: Duration::from_secs(60),
    });
    stage.does(Command::Unregister { device: CLEO });
    stage.arrives(CARL, DESK, Media::Voice);
    let waiting = stage.parties(K1);

    stage.does(Command::Register { device: CLEO });

    assert_eq!(waiting, "carl peer queued");
    assert_eq!(
        stage.parties(K1),
        "carl peer queued, cleo host alerting until 00:10.000"
    );
}

#[test]
fn an_agent_with_a_pending_state_gets_no_more_text_sessions() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Im);
    stage.answers(K1, ANNA);
    stage.does(Command::SetState {
        agent: AgentId(1),
        state: PendingState::NotReady(LUNCH),
    });

    let second = stage.arrives(DORA, DESK, Media::Im);

    assert_eq!(stage.parties(second), "dora peer queued");
}

#[test]
fn an_agent_serves_several_text_sessions_at_once() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Im);
    stage.answers(K1, ANNA);

    let second = stage.arrives(DORA, DESK, Media::Im);

    assert_eq!(
        stage.parties(second),
        "dora peer queued, anna host alerting until 00:10.000"
    );
}

#[test]
fn an_unanswered_call_is_diverted_to_the_next_agent() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.passes_secs(10);

    assert_eq!(
        stage.heard(),
        [
            "1 diverted anna to bert by system (NoAnswer)",
            "1 delivered bert from queue"
        ]
    );
}

#[test]
fn a_call_that_everybody_let_ring_waits_and_is_offered_again() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.passes_secs(10);
    assert_eq!(stage.heard(), ["1 diverted anna by system (NoAnswer)"]);
    assert_eq!(
        stage.switch.poll_timeout(),
        Some(Deadline::new(Time::from_millis(11_000), "queue re-offer"))
    );
    stage.passes_secs(1);

    assert_eq!(stage.heard(), ["1 delivered anna from queue"]);
}

#[test]
fn a_call_that_was_let_ring_goes_to_whoever_becomes_ready_meanwhile() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.passes_secs(10);

    stage = stage.ready([BERT]);
    stage.passes_secs(5);

    assert_eq!(
        stage.parties(K1),
        "carl peer queued, bert host alerting until 00:20.000"
    );
}

#[test]
fn an_agent_who_lets_it_ring_becomes_not_ready_if_the_queue_says_so() {
    let mut stage = queue(OnNoAnswer::NotReady).ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.passes_secs(10);

    assert_eq!(
        stage.heard(),
        [
            "1 diverted anna to bert by system (NoAnswer)",
            "1 delivered bert from queue",
            "agent 1 ready -> not ready 0",
        ]
    );
    assert_eq!(
        stage.switch.agent(AgentId(1)).map(|agent| agent.state),
        Some(AgentState::NotReady(Reason(0)))
    );
}

#[test]
fn a_call_that_goes_back_to_the_queue_rests_before_anybody_gets_it() {
    let mut stage = queue(OnNoAnswer::Back).ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.passes_secs(10);
    assert_eq!(stage.heard(), ["1 diverted anna by system (NoAnswer)"]);
    stage.passes_secs(1);

    assert_eq!(stage.heard(), ["1 delivered bert from queue"]);
}

#[test]
fn a_call_that_went_back_to_the_queue_may_come_to_the_same_agent_again() {
    let mut stage = queue(OnNoAnswer::Back).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.passes_secs(10);
    stage.events();

    stage.passes_secs(1);

    assert_eq!(stage.heard(), ["1 delivered anna from queue"]);
}

#[test]
fn a_declined_call_goes_to_the_next_agent() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.does(Command::Reject {
        call: K1,
        device: ANNA,
        cause: Cause::Rejected,
    });

    assert_eq!(
        stage.heard(),
        ["1 cleared anna (Rejected)", "1 delivered bert from queue"]
    );
}

#[test]
fn an_agent_whose_plan_fails_calls_never_rings_and_the_next_one_is_asked() {
    let mut stage = queue(OnNoAnswer::Next)
        .plan(ANNA, [rule(Trigger::Offered, 0, Action::Fail(Cause::Busy))])
        .ready([ANNA, BERT]);

    stage.arrives(CARL, DESK, Media::Voice);

    assert_eq!(
        stage.heard(),
        [
            "1 queued carl",
            "1 failed anna by system (Busy)",
            "1 delivered bert from queue"
        ]
    );
}

#[test]
fn the_priority_of_a_skill_comes_before_the_time_an_agent_was_free() {
    let mut stage = Stage::new()
        .queue(Policy::Priority, OnNoAnswer::Next)
        .ready([ANNA, BERT, CLEO]);
    stage.switch.add_skill(AgentId(1), QUEUE, 2);
    stage.switch.add_skill(AgentId(2), QUEUE, 1);
    stage.switch.add_skill(AgentId(3), QUEUE, 1);

    let called = [CARL, DORA, CARL].map(|from| {
        let call = stage.arrives(from, DESK, Media::Voice);
        stage
            .switch
            .call(call)
            .map(|call| call.connections[1].device)
    });

    assert_eq!(called, [Some(BERT), Some(CLEO), Some(ANNA)]);
}

#[test]
fn all_free_agents_ring_at_once_and_the_first_to_answer_has_the_call() {
    let mut stage = Stage::new()
        .queue(Policy::RingAll, OnNoAnswer::Next)
        .ready([ANNA, BERT, CLEO]);
    stage.arrives(CARL, DESK, Media::Voice);
    assert_eq!(
        stage.heard(),
        [
            "1 queued carl",
            "1 delivered anna from queue",
            "1 delivered bert from queue",
            "1 delivered cleo from queue",
        ]
    );

    stage.answers(K1, BERT);

    assert_eq!(
        stage.heard(),
        [
            "1 established bert from queue",
            "1 diverted anna to bert by bert (Cancelled)",
            "1 diverted cleo to bert by bert (Cancelled)",
        ]
    );
    assert_eq!(
        stage.parties(K1),
        "carl peer connected, bert host connected"
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn an_agent_who_becomes_free_while_others_ring_is_rung_as_well() {
    let mut stage = Stage::new()
        .queue(Policy::RingAll, OnNoAnswer::Next)
        .ready([ANNA, BERT, CLEO]);
    let first = stage.arrives(DORA, CLEO, Media::Voice);
    stage.answers(first, CLEO);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.passes_secs(4);
    stage.events();

    stage.hangs_up(first, CLEO);
    let rung = stage.heard();
    stage.passes_secs(7);

    assert_eq!(rung.last().unwrap(), "2 delivered cleo from queue");
    assert_eq!(
        stage.heard(),
        [
            "2 diverted anna by system (NoAnswer)",
            "2 diverted bert by system (NoAnswer)",
        ]
    );
    assert_eq!(
        stage.parties(CallId(2)),
        "carl peer queued, cleo host alerting until 00:14.000"
    );
}

#[test]
fn an_agent_who_becomes_free_rings_for_the_call_that_waits_longest_of_two_that_ring_all() {
    let mut stage = Stage::new()
        .queue(Policy::RingAll, OnNoAnswer::Next)
        .ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.arrives(DORA, DESK, Media::Voice);
    stage.events();

    stage = stage.ready([BERT]);

    assert_eq!(
        stage.parties(K1),
        "carl peer queued, anna host alerting until 00:10.000, bert host alerting until 00:10.000"
    );
    assert_eq!(stage.parties(CallId(2)), "dora peer queued");
}

#[test]
fn an_agent_who_declined_is_not_rung_again_while_others_ring() {
    let mut stage = Stage::new()
        .queue(Policy::RingAll, OnNoAnswer::Next)
        .ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.does(Command::Reject {
        call: K1,
        device: ANNA,
        cause: Cause::Rejected,
    });

    assert_eq!(
        stage.parties(K1),
        "carl peer queued, bert host alerting until 00:10.000"
    );
}

#[test]
fn a_call_that_rang_everywhere_in_vain_rings_everywhere_again() {
    let mut stage = Stage::new()
        .queue(Policy::RingAll, OnNoAnswer::Next)
        .ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.passes_secs(11);

    assert_eq!(
        stage.heard(),
        [
            "1 diverted anna by system (NoAnswer)",
            "1 diverted bert by system (NoAnswer)",
            "1 delivered anna from queue",
            "1 delivered bert from queue",
        ]
    );
}

#[test]
fn a_caller_who_gives_up_leaves_the_queue() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.arrives(DORA, DESK, Media::Voice);
    stage.events();

    stage.hangs_up(CallId(2), DORA);
    stage.hangs_up(K1, CARL);

    assert_eq!(
        stage.heard(),
        [
            "2 cleared dora (Cancelled)",
            "2 over (Cancelled)",
            "1 cleared carl (Cancelled)",
            "1 cleared anna by carl (Cancelled)",
            "1 over (Cancelled)",
        ]
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn a_station_that_is_lost_while_it_rings_gives_the_call_to_the_next_agent() {
    let mut stage = queue(OnNoAnswer::Next).ready([ANNA, BERT]);
    stage.arrives(CARL, DESK, Media::Voice);
    stage.events();

    stage.does(Command::Unregister { device: ANNA });

    assert_eq!(
        stage.heard(),
        [
            "anna unregistered",
            "1 cleared anna by system (Lost)",
            "1 delivered bert from queue",
        ]
    );
}

/// A queue of one agent that turns calls away when she is not there.
pub(super) fn refusing() -> Stage {
    let mut stage = Stage::new();
    stage.switch.add_queue(Queue {
        id: QUEUE,
        device: DESK,
        members: vec![AgentId(1)],
        policy: Policy::LongestIdle,
        ring_timeout: Duration::from_secs(10),
        on_no_answer: OnNoAnswer::Next,
        on_empty: OnEmpty::Refuse,
    });
    stage
}

#[test]
fn a_queue_without_agents_is_busy_if_it_says_so() {
    let mut stage = refusing();

    stage.arrives(CARL, DESK, Media::Voice);

    assert_eq!(
        stage.heard(),
        [
            "1 failed desk by system (Busy)",
            "1 cleared carl by system (Busy)",
            "1 over by system (Busy)",
        ]
    );
}

#[test]
fn a_queue_whose_agent_is_there_but_not_ready_lets_calls_wait() {
    let mut stage = refusing().ready([ANNA]);
    stage.does(Command::SetState {
        agent: AgentId(1),
        state: PendingState::NotReady(LUNCH),
    });

    stage.arrives(CARL, DESK, Media::Voice);

    assert_eq!(stage.parties(K1), "carl peer queued");
}

#[test]
fn an_agent_of_small_capacity_is_full_earlier() {
    let mut stage = queue(OnNoAnswer::Next);
    let station = stage
        .switch
        .add_device(DeviceKind::Station, true, Attended::Client);
    let agent = stage.switch.add_agent(Capacity {
        im: 1,
        ..Capacity::default()
    });
    stage.switch.add_skill(agent, QUEUE, 0);
    stage.does(Command::LogOn {
        agent,
        device: station,
        mode: LogOnMode::Ready,
    });
    stage.arrives(CARL, DESK, Media::Im);

    let second = stage.arrives(DORA, DESK, Media::Im);

    assert_eq!(stage.parties(second), "dora peer queued");
}
