//! How a plan acts: rules become deadlines, and deadlines become the services that everybody has.

use std::time::Duration;

use crate::{
    Action, Attended, CallData, CallId, Cause, Command, DeviceId, Plan, Switch, Trigger,
    deadlines::{Owner, Wake},
    switch::index,
};

impl Switch {
    /// Starts the rules of a device's plan that wait for a trigger.
    pub(crate) fn trigger(&mut self, call: CallId, device: DeviceId, trigger: Trigger) {
        let owner = match trigger {
            Trigger::Offered | Trigger::Connected => Owner::Connection(call, device),
            Trigger::Cleared => Owner::Device(device),
        };
        let now = self.now;
        let Self {
            seats, deadlines, ..
        } = self;
        let seat = index(device.0).and_then(|place| seats.get(place));
        let Some(Attended::Behaviour(plan)) = seat.map(|seat| &seat.device.attended) else {
            return;
        };
        for rule in &plan.rules {
            if rule.trigger == trigger && !matches!(rule.action, Action::Fail(_)) {
                let action = rule.action.clone();
                deadlines.set(
                    now + rule.after,
                    owner,
                    Wake::Behaviour {
                        call,
                        device,
                        action,
                    },
                );
            }
        }
    }

    /// Returns with which cause, and after which time, a device fails what is offered to it.
    pub(crate) fn planned_failure(&self, device: DeviceId) -> Option<(Cause, Duration)> {
        match &self.seat(device)?.device.attended {
            Attended::Behaviour(plan) => failure(plan),
            Attended::Client | Attended::Nobody => None,
        }
    }

    /// Does what a rule says. What the switch refuses does not happen.
    pub(crate) fn act(&mut self, call: CallId, device: DeviceId, action: Action) {
        let command = match action {
            Action::Answer => Command::Answer { call, device },
            Action::Reject(cause) => Command::Reject {
                call,
                device,
                cause,
            },
            // Only an offer can fail, and it did so without ringing.
            Action::Fail(_) => return,
            Action::HangUp => Command::Clear { call, device },
            Action::Hold => Command::Hold { call, device },
            Action::Retrieve => Command::Retrieve { call, device },
            Action::SendDigits(text) => Command::Digits { call, device, text },
            Action::Mute(on) => Command::Mute { call, device, on },
            Action::Share(on) => Command::Share { call, device, on },
            Action::Stream(on) => Command::Stream { call, device, on },
            Action::Deflect(to) => Command::Deflect { call, device, to },
            Action::Transfer(to) => Command::SingleStepTransfer { call, device, to },
            Action::MakeCall { to, media } => Command::MakeCall {
                from: device,
                to,
                media,
                data: CallData::new(),
            },
            Action::SetState(state) => {
                let Some(agent) = self.seat(device).and_then(|seat| seat.agent) else {
                    return;
                };
                Command::SetState { agent, state }
            }
        };
        let _ = self.carry_out(command);
    }
}

fn failure(plan: &Plan) -> Option<(Cause, Duration)> {
    plan.rules
        .iter()
        .find_map(|rule| match (&rule.trigger, &rule.action) {
            (Trigger::Offered, Action::Fail(cause)) => Some((*cause, rule.after)),
            _ => None,
        })
}
