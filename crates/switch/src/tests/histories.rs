use std::time::Duration;

use ctimock_time::Time;
use proptest::prelude::*;

use crate::{
    Action, AgentId, CallData, CallId, Cause, Command, ConnectionState, DeviceId, Ends, LogOnMode,
    Media, OnNoAnswer, Participation, PendingState, Policy, QueueId, Reason, Receipt, Settings,
    Switch, Target, Trigger,
    tests::{
        reference::Reference,
        stage::{BERT, CARL, CLEO, DORA, Stage, rule},
    },
};

/// A step of a history in small numbers, so that it shrinks well; what they mean depends on what is
/// there when the step is played.
type Step = (u8, u8, u8, u8);

/// Plays a history, and compares the switch with the reference after everything that happens.
struct Player {
    switch: Switch,
    now: Time,
    reference: Reference,
}

impl Player {
    fn new(policy: Policy) -> Self {
        let settings = Settings {
            ring_timeout: Some(Duration::from_secs(20)),
            after_work: Some(Duration::from_secs(5)),
            records: 10,
            ..Settings::default()
        };
        let stage = Stage::with(settings)
            .queue(policy, OnNoAnswer::Next)
            .plan(
                CARL,
                [
                    rule(Trigger::Offered, 3, Action::Answer),
                    rule(Trigger::Connected, 30, Action::HangUp),
                ],
            )
            .plan(
                DORA,
                [
                    rule(Trigger::Offered, 0, Action::Answer),
                    rule(Trigger::Connected, 2, Action::Hold),
                    rule(Trigger::Connected, 4, Action::Retrieve),
                    rule(
                        Trigger::Connected,
                        9,
                        Action::Transfer(Target::Device(BERT)),
                    ),
                ],
            )
            .plan(CLEO, [rule(Trigger::Offered, 2, Action::Fail(Cause::Busy))]);
        Self {
            switch: stage.switch,
            now: Time::ZERO,
            reference: Reference::default(),
        }
    }

    fn play(&mut self, step: Step) {
        if step.0.is_multiple_of(8) {
            self.pass(Duration::from_secs(u64::from(step.1 % 24)));
            return;
        }
        let command = self.command(step);
        let before = self.switch.clone();
        match self.switch.command(self.now, command.clone()) {
            Ok(receipt) => match (receipt, &command) {
                (Receipt::Pending, Command::SetState { agent, state }) => {
                    self.reference.on_pending(*agent, *state);
                }
                (Receipt::Call(call, _), Command::Offer { from, .. }) => {
                    self.reference.on_offered(call, *from);
                }
                _ => {}
            },
            Err(_) => assert!(self.switch == before, "{command:?} is refused and changes"),
        }
        self.follow();
    }

    fn pass(&mut self, span: Duration) {
        let end = self.now + span;
        while let Some(deadline) = self.switch.poll_timeout().filter(|next| next.at <= end) {
            self.now = deadline.at;
            self.switch.handle_timeout(self.now);
            self.follow();
        }
        self.now = end;
    }

    fn follow(&mut self) {
        while let Some(event) = self.switch.poll_event() {
            self.reference.on_event(&event);
        }
        self.reference.compare(&self.switch, self.now);
        for ongoing in self.switch.calls.values() {
            assert!(
                ongoing.lives_without(None),
                "{ongoing:?} goes on without parties"
            );
        }
        for (place, call) in &self.switch.waiting {
            let ongoing = self.switch.calls.get(call).expect("who waits is there");
            assert_eq!(
                ongoing.waiting.as_ref().map(|waiting| waiting.place),
                Some(*place)
            );
        }
    }

    /// Returns who rings, in which call, and until when.
    fn ringing(&self) -> Vec<(CallId, DeviceId, Time)> {
        let calls = self.switch.calls();
        let legs = calls.flat_map(|call| call.connections.iter().map(|leg| (call.id, leg)));
        legs.filter_map(|(call, leg)| match leg.state {
            ConnectionState::Alerting { until } => Some((call, leg.device, until?)),
            _ => None,
        })
        .collect()
    }

    /// Returns a service that mostly means something in the present state.
    fn command(&self, (kind, a, b, c): Step) -> Command {
        let call = self.some_call(a);
        let device = self.some_device_of(call, b);
        let (held, active) = self
            .some_pair(a)
            .unwrap_or_else(|| (call, self.some_call(c)));
        let party = self.some_device_of(active, b);
        let agent = AgentId(u32::from(a % 4) + 1);
        let to = some_target(c);
        let on = c.is_multiple_of(2);
        match kind / 8 {
            0 | 1 => Command::LogOn {
                agent,
                device: agent_desk(agent, b),
                mode: if on {
                    LogOnMode::Ready
                } else {
                    LogOnMode::NotReady(Reason(1))
                },
            },
            2 if c.is_multiple_of(4) => Command::LogOff { agent, forced: on },
            3 => Command::SetState {
                agent,
                state: some_state(b),
            },
            4 if on => Command::Reserve {
                agent,
                lasting: Duration::from_secs(15),
            },
            4 => Command::Release { agent },
            5 | 6 if self.some_pair(a).is_some() && b.is_multiple_of(2) => match c % 4 {
                0 => Command::CancelConsult {
                    held,
                    active,
                    device: party,
                },
                1 => Command::Transfer {
                    held,
                    active,
                    device: party,
                },
                2 => Command::Conference {
                    held,
                    active,
                    device: party,
                },
                _ => Command::Park {
                    call: held,
                    device: party,
                    to: self.other_of(active, party),
                },
            },
            5 | 6 => Command::MakeCall {
                from: some_device(b),
                to,
                media: some_media(a),
                data: CallData::new(),
            },
            7 | 8 => Command::Offer {
                from: if on { CARL } else { DORA },
                to: some_target(b),
                media: some_media(a),
                data: CallData::new(),
                ends: if c.is_multiple_of(3) {
                    Ends::HostLeaves
                } else {
                    Ends::BelowTwo
                },
            },
            2 | 9..=11 => Command::Answer { call, device },
            12 => Command::Reject {
                call,
                device,
                cause: Cause::Rejected,
            },
            13 => Command::Clear { call, device },
            14 if c.is_multiple_of(4) => Command::ClearCall { call },
            14 => Command::Hold { call, device },
            15 => Command::Retrieve { call, device },
            16 | 17 => Command::Consult { call, device, to },
            18 => Command::CancelConsult {
                held,
                active,
                device: party,
            },
            19 => Command::Transfer {
                held,
                active,
                device: party,
            },
            20 => Command::Conference {
                held,
                active,
                device: party,
            },
            21 => Command::SingleStepTransfer { call, device, to },
            22 | 23 => Command::Join {
                call,
                by: device,
                who: to,
                participation: if c.is_multiple_of(5) {
                    Participation::Silent
                } else {
                    Participation::Active
                },
            },
            24 => Command::Park { call, device, to },
            25 => Command::Unpark { call },
            26 => Command::Deflect { call, device, to },
            27 => Command::Stream { call, device, on },
            28 => Command::Digits {
                call,
                device,
                text: "1".into(),
            },
            29 if on => Command::StartRecording { call, device },
            29 => Command::StopRecording { call, device },
            30 => Command::Register {
                device: some_device(b),
            },
            31 if !c.is_multiple_of(3) => Command::Answer { call, device },
            _ => Command::Unregister {
                device: some_device(b),
            },
        }
    }

    fn some_call(&self, number: u8) -> CallId {
        let calls: Vec<_> = self.switch.calls().map(|call| call.id).collect();
        pick(&calls, number).unwrap_or(CallId(1))
    }

    fn some_device_of(&self, call: CallId, number: u8) -> DeviceId {
        let there = self.switch.call(call).filter(|_| !number.is_multiple_of(8));
        let devices: Vec<_> = there
            .map(|call| call.connections.iter().map(|leg| leg.device).collect())
            .unwrap_or_default();
        pick(&devices, number).unwrap_or_else(|| some_device(number))
    }

    /// Returns another party of a call.
    fn other_of(&self, call: CallId, device: DeviceId) -> Target {
        let legs = self
            .switch
            .call(call)
            .map_or(&[][..], |call| &call.connections);
        let other = legs
            .iter()
            .map(|leg| leg.device)
            .find(|other| *other != device);
        Target::Device(other.unwrap_or(device))
    }

    fn some_pair(&self, number: u8) -> Option<(CallId, CallId)> {
        let pairs: Vec<_> = self
            .switch
            .calls()
            .filter_map(|call| Some((call.consult_of?, call.id)))
            .collect();
        pick(&pairs, number)
    }
}

fn pick<T: Copy>(from: &[T], number: u8) -> Option<T> {
    from.get(usize::from(number).checked_rem(from.len())?)
        .copied()
}

/// Returns one of the devices, or one that does not exist.
fn some_device(number: u8) -> DeviceId {
    DeviceId(u32::from(number % 7) + 1)
}

fn agent_desk(agent: AgentId, number: u8) -> DeviceId {
    if number.is_multiple_of(4) {
        some_device(number / 4)
    } else {
        DeviceId(agent.0)
    }
}

fn some_target(number: u8) -> Target {
    if number.is_multiple_of(9) {
        Target::Queue(QueueId(1))
    } else {
        Target::Device(some_device(number))
    }
}

fn some_media(number: u8) -> Media {
    [Media::Voice, Media::Voice, Media::Im, Media::Video][usize::from(number % 4)]
}

fn some_state(number: u8) -> PendingState {
    match number % 4 {
        0 => PendingState::Ready,
        1 => PendingState::NotReady(Reason(u16::from(number))),
        2 => PendingState::AfterWork(Some(Duration::from_secs(10))),
        _ => PendingState::AfterWork(None),
    }
}

fn some_policy() -> impl Strategy<Value = Policy> {
    prop_oneof![
        Just(Policy::LongestIdle),
        Just(Policy::Priority),
        Just(Policy::RingAll)
    ]
}

/// Agents 1 and 2 are ready, so that queues have somebody.
fn begun(policy: Policy) -> Player {
    let mut player = Player::new(policy);
    for agent in [AgentId(1), AgentId(2)] {
        let (device, mode) = (DeviceId(agent.0), LogOnMode::Ready);
        player
            .switch
            .command(
                Time::ZERO,
                Command::LogOn {
                    agent,
                    device,
                    mode,
                },
            )
            .unwrap();
    }
    player.follow();
    player
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_events_of_any_history_tell_the_state_of_the_switch(
        policy in some_policy(),
        steps in prop::collection::vec(any::<Step>(), 1..120),
    ) {
        let mut player = begun(policy);

        for step in steps {
            player.play(step);
        }
    }

    #[test]
    fn nothing_is_left_to_happen_when_all_calls_are_cleared_and_all_agents_are_off(
        policy in some_policy(),
        steps in prop::collection::vec(any::<Step>(), 1..60),
    ) {
        let mut player = begun(policy);
        for step in steps {
            player.play(step);
        }

        let calls: Vec<_> = player.switch.calls().map(|call| call.id).collect();
        for call in calls {
            player.switch.command(player.now, Command::ClearCall { call }).unwrap();
            player.follow();
        }
        let agents: Vec<_> = player.switch.agents().map(|agent| (agent.id, agent.device)).collect();
        for (agent, _) in agents.into_iter().filter(|(_, device)| device.is_some()) {
            player.switch.command(player.now, Command::LogOff { agent, forced: true }).unwrap();
            player.follow();
        }

        prop_assert_eq!(player.switch.poll_timeout(), None);
    }

    #[test]
    fn every_alerting_connection_ends_when_its_time_is_over(
        policy in some_policy(),
        steps in prop::collection::vec(any::<Step>(), 1..60),
    ) {
        let mut player = begun(policy);
        for step in steps {
            player.play(step);
        }

        let ringing = player.ringing();
        player.pass(Duration::from_secs(20));

        let still = player.ringing();
        prop_assert!(still.iter().all(|connection| !ringing.contains(connection)));
    }

    #[test]
    fn the_same_history_has_the_same_events(
        policy in some_policy(),
        steps in prop::collection::vec(any::<Step>(), 1..40),
    ) {
        let play = || {
            let mut player = begun(policy);
            for step in &steps {
                player.play(*step);
            }
            player.switch
        };

        prop_assert!(play() == play());
    }
}
