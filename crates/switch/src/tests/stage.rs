//! A switch with a small cast, played by sentences.

use std::time::Duration;

use ctimock_time::Time;

use crate::{
    Action, AgentId, Attended, CallData, CallId, Capacity, Command, DeviceId, DeviceKind, Ends,
    Event, LogOnMode, Media, OnEmpty, OnNoAnswer, Plan, Policy, Queue, QueueId, Reason, Receipt,
    Refusal, Rule, Settings, Switch, Target, Trigger,
    tests::told::{state_word, told},
};

/// Stations, each the desk of the agent of the same number.
pub(super) const ANNA: DeviceId = DeviceId(1);
pub(super) const BERT: DeviceId = DeviceId(2);
pub(super) const CLEO: DeviceId = DeviceId(3);
/// Outside.
pub(super) const CARL: DeviceId = DeviceId(4);
pub(super) const DORA: DeviceId = DeviceId(5);
/// The number of the queue.
pub(super) const DESK: DeviceId = DeviceId(6);
pub(super) const QUEUE: QueueId = QueueId(1);

/// A switch, the instant, and what it told since somebody last asked.
#[derive(Clone)]
pub(super) struct Stage {
    pub(super) switch: Switch,
    pub(super) now: Time,
    told: Vec<Event>,
}

impl Stage {
    pub(super) fn new() -> Self {
        Self::with(Settings::default())
    }

    pub(super) fn with(settings: Settings) -> Self {
        let mut switch = Switch::new(settings);
        for _ in 0..3 {
            switch.add_device(DeviceKind::Station, true, Attended::Client);
            switch.add_agent(Capacity::default());
        }
        for _ in 0..2 {
            switch.add_device(DeviceKind::Trunk, true, Attended::Nobody);
        }
        switch.add_device(DeviceKind::Group, true, Attended::Nobody);
        Self {
            switch,
            now: Time::ZERO,
            told: Vec::new(),
        }
    }

    /// Adds the queue, with all agents, ringing each for 10 s.
    pub(super) fn queue(mut self, policy: Policy, on_no_answer: OnNoAnswer) -> Self {
        self.switch.add_queue(Queue {
            id: QUEUE,
            device: DESK,
            members: vec![AgentId(1), AgentId(2), AgentId(3)],
            policy,
            ring_timeout: Duration::from_secs(10),
            on_no_answer,
            on_empty: OnEmpty::Wait,
        });
        self
    }

    /// Gives a device a plan.
    pub(super) fn plan<const N: usize>(mut self, device: DeviceId, rules: [Rule; N]) -> Self {
        self.switch.attend(
            device,
            Attended::Behaviour(Plan {
                rules: rules.into(),
            }),
        );
        self
    }

    /// Logs agents on to their stations, ready.
    pub(super) fn ready<const N: usize>(mut self, stations: [DeviceId; N]) -> Self {
        for device in stations {
            let agent = AgentId(device.0);
            self.does(Command::LogOn {
                agent,
                device,
                mode: LogOnMode::Ready,
            });
        }
        self.told.clear();
        self
    }

    /// Carries out a service that must not be refused.
    #[track_caller]
    pub(super) fn does(&mut self, command: Command) -> Receipt {
        let shown = format!("{command:?}");
        let receipt = self.switch.command(self.now, command);
        self.drain();
        receipt.unwrap_or_else(|refusal| panic!("{shown} is refused: {refusal}"))
    }

    /// Asks for a service that must be refused, and must change nothing.
    #[track_caller]
    pub(super) fn is_refused(&mut self, command: Command) -> Refusal {
        let shown = format!("{command:?}");
        let before = self.switch.clone();
        let refusal = self.switch.command(self.now, command);
        let refusal = refusal.expect_err(&format!("{shown} is carried out"));
        assert!(
            self.switch == before,
            "{shown} is refused and changes something"
        );
        refusal
    }

    /// Makes a call that the device is free to make, and lets what is due at once happen.
    #[track_caller]
    pub(super) fn calls(&mut self, from: DeviceId, to: DeviceId) -> CallId {
        let (to, media, data) = (Target::Device(to), Media::Voice, CallData::new());
        let receipt = self.does(Command::MakeCall {
            from,
            to,
            media,
            data,
        });
        self.passes(Duration::ZERO);
        number(receipt)
    }

    /// Offers a call from outside.
    #[track_caller]
    pub(super) fn arrives(&mut self, from: DeviceId, to: DeviceId, media: Media) -> CallId {
        let (to, data, ends) = (Target::Device(to), CallData::new(), Ends::BelowTwo);
        let receipt = self.does(Command::Offer {
            from,
            to,
            media,
            data,
            ends,
        });
        self.passes(Duration::ZERO);
        number(receipt)
    }

    /// Has a call between two devices, and forgets how it came about.
    #[track_caller]
    pub(super) fn talk(&mut self, from: DeviceId, to: DeviceId) -> CallId {
        let call = self.calls(from, to);
        self.answers(call, to);
        self.told.clear();
        call
    }

    /// Has a consultation about a call, and forgets how it came about.
    #[track_caller]
    pub(super) fn ask(&mut self, call: CallId, device: DeviceId, to: DeviceId) -> CallId {
        let receipt = self.does(Command::Consult {
            call,
            device,
            to: Target::Device(to),
        });
        let active = number(receipt);
        self.answers(active, to);
        self.told.clear();
        active
    }

    #[track_caller]
    pub(super) fn answers(&mut self, call: CallId, device: DeviceId) {
        self.does(Command::Answer { call, device });
    }

    #[track_caller]
    pub(super) fn hangs_up(&mut self, call: CallId, device: DeviceId) {
        self.does(Command::Clear { call, device });
    }

    /// Lets time pass, and all that is due until then happen.
    pub(super) fn passes(&mut self, span: Duration) {
        let end = self.now + span;
        while let Some(deadline) = self.switch.poll_timeout().filter(|next| next.at <= end) {
            self.switch.handle_timeout(deadline.at);
            self.drain();
        }
        self.now = end;
    }

    pub(super) fn passes_secs(&mut self, secs: u64) {
        self.passes(Duration::from_secs(secs));
    }

    /// Returns what was told since the last time, a line each.
    pub(super) fn heard(&mut self) -> Vec<String> {
        self.told.drain(..).map(|event| told(&event)).collect()
    }

    /// Returns the events themselves.
    pub(super) fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.told)
    }

    /// Returns who is in a call, and how: "anna host connected, carl peer held".
    pub(super) fn parties(&self, call: CallId) -> String {
        let Some(call) = self.switch.call(call) else {
            return "nobody".into();
        };
        let shown = call.connections.iter().map(|connection| {
            let role = format!("{:?}", connection.role).to_lowercase();
            format!(
                "{} {role} {}",
                name(connection.device),
                state_word(connection.state)
            )
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    fn drain(&mut self) {
        while let Some(event) = self.switch.poll_event() {
            self.told.push(event);
        }
    }
}

/// Returns the number of the call that a receipt is for.
#[track_caller]
pub(super) fn number(receipt: Receipt) -> CallId {
    match receipt {
        Receipt::Call(call, _) => call,
        other => panic!("{other:?} is for no call"),
    }
}

pub(super) fn name(device: DeviceId) -> &'static str {
    ["anna", "bert", "cleo", "carl", "dora", "desk"][device.0 as usize - 1]
}

/// A rule of a plan.
pub(super) fn rule(trigger: Trigger, after: u64, action: Action) -> Rule {
    Rule {
        trigger,
        after: Duration::from_secs(after),
        action,
    }
}

/// Being not ready for lunch.
pub(super) const LUNCH: Reason = Reason(7);
