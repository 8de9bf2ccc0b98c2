use crate::{
    By, Call, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Participation, Receipt,
    Refusal, Role, Switch, Target,
    deadlines::Owner,
    happening::Happening,
    ongoing::{Errand, Invitation, is_alerting},
};

use super::hold::can_be_held;

impl Switch {
    pub(crate) fn park(
        &mut self,
        call: CallId,
        device: DeviceId,
        to: Target,
    ) -> Result<Receipt, Refusal> {
        if let Some(active) = self.consultation_with(call, device, to) {
            return self.park_with(call, active, device);
        }
        let ongoing = self.connected(call, device)?;
        can_be_held(ongoing)?;
        if let Some(device) = ongoing.call.parked_for {
            return Err(Refusal::NotConnected { call, device });
        }
        let goal = self.goal_of(ongoing, device, to)?;

        let caller = ongoing
            .left_behind(device)
            .ok_or(Refusal::NotConnected { call, device })?;
        self.ongoing_mut(call).call.parked_for = Some(device);
        self.put_on_hold(call, device);
        let invitation = Invitation {
            errand: Errand::Parking,
            role: Role::Guest,
            caller,
            queue: None,
        };
        self.reach(call, goal, invitation);
        Ok(Receipt::Done)
    }

    pub(crate) fn unpark(&mut self, call: CallId) -> Result<Receipt, Refusal> {
        let ongoing = self.known_call(call)?;
        ongoing.call.parked_for.ok_or(Refusal::NotParked(call))?;
        self.give_back(call);
        Ok(Receipt::Done)
    }

    /// Brings a parked call back to the device that parked it; who looked after it meanwhile leaves.
    pub(crate) fn give_back(&mut self, call: CallId) {
        let is_parking = |invitation: &Invitation| invitation.errand == Errand::Parking;
        let ongoing = self.ongoing_mut(call);
        let parker = ongoing
            .call
            .parked_for
            .take()
            .expect("a call that is given back is parked");
        let visitors: Vec<_> = ongoing
            .legs()
            .filter(|(_, invitation)| is_parking(invitation))
            .map(|(connection, _)| (connection.device, connection.state))
            .collect();
        let dialled: Vec<_> = ongoing
            .dialling
            .extract_if(.., |(_, invitation)| is_parking(invitation))
            .map(|(device, _)| device)
            .collect();
        let looked = ongoing
            .waiting
            .as_ref()
            .is_some_and(|wait| is_parking(&wait.invitation));
        for device in dialled {
            self.deadlines.cancel_all(Owner::Connection(call, device));
        }
        if looked {
            self.stop_looking(call);
        }
        for (device, state) in visitors {
            let cause = if is_alerting(state) {
                Cause::Cancelled
            } else {
                Cause::Forced
            };
            self.detach(call, device, cause, By::System);
            self.part(call, device);
        }
        self.ongoing_mut(call).connect_waiting();
        self.take_back(call, parker);
        self.end_if_deserted(call, Cause::Normal, By::System);
    }

    /// Lets the consulted party look after the held one; the device keeps the held call.
    fn park_with(
        &mut self,
        held: CallId,
        active: CallId,
        device: DeviceId,
    ) -> Result<Receipt, Refusal> {
        let (first, _) = self.consultation(held, active, device)?;
        self.can_merge(held, active, device)?;

        if let Some(device) = first.call.parked_for {
            return Err(Refusal::NotConnected { call: held, device });
        }
        let alone = Refusal::NotConnected { call: held, device };
        let caller = first.left_behind(device).ok_or(alone)?;
        self.ongoing_mut(held).call.parked_for = Some(device);
        let invitation = Invitation {
            errand: Errand::Parking,
            role: Role::Guest,
            caller,
            queue: None,
        };
        let to = self.move_parties(active, held, device, invitation);
        let kind = CallEventKind::Transferred {
            secondary: Some(active),
            to,
        };
        let by = By::Device(device);
        self.tell(
            held,
            Happening::new(device, kind).because(Cause::Transferred, by),
        );
        self.detach(active, device, Cause::Transferred, by);
        self.ask_about(device, active, held);
        self.finish(active, Cause::Transferred, by);
        Ok(Receipt::Done)
    }

    /// Returns the consultation of a held call in which the device talks to `to`.
    fn consultation_with(&self, call: CallId, device: DeviceId, to: Target) -> Option<CallId> {
        let Target::Device(other) = to else {
            return None;
        };
        let talks_to_other = |active: &&Call| {
            let connection = active.connection(other);
            active.consult_of == Some(call)
                && connection.is_some_and(|connection| {
                    connection.state == ConnectionState::Connected
                        && connection.participation == Participation::Active
                })
        };
        self.calls_of(device)
            .find(talks_to_other)
            .map(|active| active.id)
    }
}
