use ctimock_time::{Deadline, Time};

use crate::{
    Action, AgentId, Attended, CallId, Cause, Command, Media, PendingState, Plan, Target, Trigger,
    Unreachable,
    tests::stage::{ANNA, BERT, CARL, DORA, LUNCH, Stage, rule},
};

const K1: CallId = CallId(1);

#[test]
fn a_party_answers_and_hangs_up_when_its_plan_says_so() {
    let mut stage = Stage::new().plan(
        CARL,
        [
            rule(Trigger::Offered, 2, Action::Answer),
            rule(Trigger::Connected, 5, Action::HangUp),
        ],
    );
    stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(2);
    assert_eq!(stage.heard(), ["1 established carl"]);
    stage.passes_secs(5);

    assert_eq!(
        stage.heard(),
        ["1 cleared carl", "1 cleared anna by carl", "1 over by carl"]
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn an_immediate_answer_comes_by_a_deadline_of_the_same_instant() {
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Offered, 0, Action::Answer)]);
    let (to, media, data) = (Target::Device(CARL), Media::Voice, Default::default());

    stage.does(Command::MakeCall {
        from: ANNA,
        to,
        media,
        data,
    });
    assert_eq!(
        stage.heard().last().map(String::as_str),
        Some("1 delivered carl")
    );
    assert_eq!(
        stage.switch.poll_timeout(),
        Some(Deadline::new(Time::ZERO, "behaviour due"))
    );
    stage.passes_secs(0);

    assert_eq!(stage.heard(), ["1 established carl"]);
}

#[test]
fn what_becomes_due_by_a_deadline_waits_for_the_next_wake_up_of_the_same_instant() {
    let mut stage = Stage::new().plan(
        CARL,
        [
            rule(Trigger::Offered, 0, Action::Answer),
            rule(Trigger::Connected, 0, Action::HangUp),
        ],
    );
    let (to, media, data) = (Target::Device(CARL), Media::Voice, Default::default());
    stage.does(Command::MakeCall {
        from: ANNA,
        to,
        media,
        data,
    });

    stage.switch.handle_timeout(Time::ZERO);
    let mut told = 0;
    while stage.switch.poll_event().is_some() {
        told += 1;
    }

    assert_eq!(told, 1, "the answer only");
    assert_eq!(
        stage.switch.poll_timeout(),
        Some(Deadline::new(Time::ZERO, "behaviour due"))
    );
}

#[test]
fn rules_of_one_instant_fire_in_their_order() {
    let mut stage = Stage::new().plan(
        CARL,
        [
            rule(Trigger::Offered, 1, Action::Answer),
            rule(Trigger::Connected, 1, Action::SendDigits("1".into())),
            rule(Trigger::Connected, 1, Action::Hold),
            rule(Trigger::Connected, 2, Action::Retrieve),
            rule(Trigger::Connected, 3, Action::Mute(true)),
            rule(Trigger::Connected, 3, Action::Share(true)),
        ],
    );
    stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(4);

    assert_eq!(
        stage.heard(),
        [
            "1 established carl",
            "1 digits carl 1",
            "1 held carl",
            "1 retrieved carl",
            "1 mute carl true",
            "1 share carl true",
        ]
    );
}

#[test]
fn an_instant_failure_never_rings() {
    let cause = Cause::Unreachable(Unreachable::NoRoute);
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Offered, 0, Action::Fail(cause))]);

    stage.calls(ANNA, CARL);

    assert_eq!(
        stage.heard(),
        [
            "1 initiated anna",
            "1 originated anna",
            "1 failed carl by system (Unreachable(NoRoute))",
            "1 cleared anna by system (Unreachable(NoRoute))",
            "1 over by system (Unreachable(NoRoute))",
        ]
    );
}

#[test]
fn a_late_failure_keeps_the_caller_dialling_until_then() {
    let mut stage = Stage::new().plan(
        CARL,
        [rule(Trigger::Offered, 3, Action::Fail(Cause::Invalid))],
    );
    stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(2);
    assert_eq!(stage.parties(K1), "anna host initiated");
    stage.passes_secs(1);

    assert_eq!(
        stage.heard(),
        [
            "1 failed carl by system (Invalid)",
            "1 cleared anna by system (Invalid)",
            "1 over by system (Invalid)",
        ]
    );
}

#[test]
fn a_failure_that_is_a_decision_of_the_party_is_its_own_doing() {
    let mut stage = Stage::new().plan(
        CARL,
        [rule(Trigger::Offered, 0, Action::Fail(Cause::Rejected))],
    );
    stage.calls(ANNA, CARL);

    let heard = stage.heard();

    assert_eq!(
        heard[2..],
        [
            "1 failed carl (Rejected)",
            "1 cleared anna by carl (Rejected)",
            "1 over by carl (Rejected)",
        ]
    );
}

#[test]
fn a_caller_gives_up_while_it_is_dialling_and_nothing_fails_afterwards() {
    let mut stage = Stage::new().plan(
        CARL,
        [rule(Trigger::Offered, 3, Action::Fail(Cause::Invalid))],
    );
    stage.calls(ANNA, CARL);
    stage.events();

    stage.hangs_up(K1, ANNA);

    assert_eq!(
        stage.heard(),
        ["1 cleared anna (Cancelled)", "1 over (Cancelled)"]
    );
    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn what_the_switch_forbids_a_plan_does_not_happen() {
    let mut stage = Stage::new().plan(
        CARL,
        [
            rule(Trigger::Offered, 1, Action::Hold),
            rule(Trigger::Offered, 2, Action::Answer),
            rule(Trigger::Offered, 3, Action::Reject(Cause::Rejected)),
            rule(Trigger::Connected, 2, Action::Fail(Cause::Busy)),
        ],
    );
    stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(10);

    assert_eq!(stage.heard(), ["1 established carl"]);
}

#[test]
fn a_plan_stops_with_the_connection_that_it_was_for() {
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Offered, 5, Action::Answer)]);
    stage.calls(ANNA, CARL);

    stage.hangs_up(K1, ANNA);

    assert_eq!(stage.switch.poll_timeout(), None);
}

#[test]
fn a_new_plan_is_for_triggers_from_then_on() {
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Offered, 5, Action::Answer)]);
    stage.calls(ANNA, CARL);
    let rules = vec![rule(Trigger::Connected, 1, Action::HangUp)];
    stage
        .switch
        .attend(CARL, Attended::Behaviour(Plan { rules }));
    stage.events();

    stage.passes_secs(6);

    assert_eq!(stage.heard()[..2], ["1 established carl", "1 cleared carl"]);
}

#[test]
fn the_originators_plan_begins_when_the_far_end_answers() {
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Connected, 4, Action::HangUp)]);
    stage.arrives(CARL, ANNA, Media::Voice);
    stage.passes_secs(10);
    stage.answers(K1, ANNA);
    stage.events();

    stage.passes_secs(4);

    assert_eq!(stage.heard()[0], "1 cleared carl");
}

#[test]
fn a_party_calls_back_after_its_call_was_cleared() {
    let to = Target::Device(ANNA);
    let call_back = Action::MakeCall {
        to,
        media: Media::Voice,
    };
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Cleared, 30, call_back)]);
    let call = stage.talk(ANNA, CARL);
    stage.hangs_up(call, ANNA);
    stage.events();

    stage.passes_secs(30);

    assert_eq!(
        stage.heard(),
        ["2 initiated carl", "2 originated carl", "2 delivered anna"]
    );
}

#[test]
fn a_simulated_agent_sends_calls_on_and_asks_for_states() {
    let on = Target::Device(DORA);
    let mut stage = Stage::new()
        .plan(
            BERT,
            [
                rule(Trigger::Offered, 1, Action::Answer),
                rule(
                    Trigger::Connected,
                    1,
                    Action::SetState(PendingState::NotReady(LUNCH)),
                ),
                rule(Trigger::Connected, 2, Action::Transfer(on)),
            ],
        )
        .ready([BERT]);
    stage.calls(ANNA, BERT);
    stage.events();

    stage.passes_secs(3);

    assert_eq!(
        stage.heard(),
        [
            "1 established bert",
            "1 delivered dora",
            "1 transferred bert to dora (Transferred)",
            "1 cleared bert (Transferred)",
            "agent 2 ready -> not ready 7",
        ]
    );
    assert_eq!(
        stage
            .switch
            .agent(AgentId(2))
            .and_then(|agent| agent.pending),
        None
    );
}

#[test]
fn a_party_deflects_what_rings() {
    let on = Target::Device(DORA);
    let mut stage = Stage::new().plan(CARL, [rule(Trigger::Offered, 1, Action::Deflect(on))]);
    stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(1);

    assert_eq!(
        stage.heard(),
        ["1 diverted carl to dora", "1 delivered dora"]
    );
}

#[test]
fn a_party_that_loses_its_stream_by_plan_and_gets_it_back_in_time_stays() {
    let mut stage = Stage::new().plan(
        CARL,
        [
            rule(Trigger::Offered, 0, Action::Answer),
            rule(Trigger::Connected, 1, Action::Stream(false)),
            rule(Trigger::Connected, 5, Action::Stream(true)),
        ],
    );
    stage.calls(ANNA, CARL);
    stage.events();

    stage.passes_secs(120);

    assert_eq!(stage.heard(), ["1 stream carl false", "1 stream carl true"]);
}
