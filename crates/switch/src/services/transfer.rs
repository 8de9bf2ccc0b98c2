use crate::{
    By, CallEventKind, CallId, Cause, DeviceId, Receipt, Refusal, Switch, Target,
    happening::Happening,
    ongoing::{Errand, Invitation},
};

impl Switch {
    pub(crate) fn transfer(
        &mut self,
        held: CallId,
        active: CallId,
        device: DeviceId,
    ) -> Result<Receipt, Refusal> {
        let (first, _) = self.consultation(held, active, device)?;
        self.can_merge(held, active, device)?;

        let role = first
            .call
            .connection(device)
            .expect("the holder is in the call")
            .role;
        let (errand, caller) = (Errand::Called, device);
        let invitation = Invitation {
            errand,
            role,
            caller,
            queue: None,
        };
        let to = self.move_parties(active, held, device, invitation);
        let by = By::Device(device);
        let kind = CallEventKind::Transferred {
            secondary: Some(active),
            to,
        };
        self.tell(
            held,
            Happening::new(device, kind).because(Cause::Transferred, by),
        );
        self.detach(held, device, Cause::Transferred, by);
        self.detach(active, device, Cause::Transferred, by);
        self.finish(active, Cause::Transferred, by);
        self.part(held, device);
        self.end_if_deserted(held, Cause::Transferred, by);
        self.forget_consultations(active, device);
        Ok(Receipt::Done)
    }

    pub(crate) fn single_step_transfer(
        &mut self,
        call: CallId,
        device: DeviceId,
        to: Target,
    ) -> Result<Receipt, Refusal> {
        let ongoing = self.connected(call, device)?;
        let goal = self.goal_of(ongoing, device, to)?;

        let role = ongoing
            .call
            .connection(device)
            .expect("who is connected is in the call")
            .role;
        let by = By::Device(device);
        let caller = ongoing
            .left_behind(device)
            .ok_or(Refusal::NotConnected { call, device })?;
        self.reach(
            call,
            goal,
            Invitation {
                errand: Errand::Called,
                role,
                caller,
                queue: None,
            },
        );
        let kind = CallEventKind::Transferred {
            secondary: None,
            to: self.number_of(goal),
        };
        self.tell(
            call,
            Happening::new(device, kind).because(Cause::Transferred, by),
        );
        self.detach(call, device, Cause::Transferred, by);
        self.part(call, device);
        self.end_if_deserted(call, Cause::Transferred, by);
        Ok(Receipt::Done)
    }

    /// Moves everybody but `device` from one call to another, and returns the first of them. What
    /// they attached to the old call is added to the new one.
    pub(crate) fn move_parties(
        &mut self,
        from: CallId,
        to: CallId,
        device: DeviceId,
        invitation: Invitation,
    ) -> DeviceId {
        let old = self.ongoing_mut(from);
        let data = std::mem::take(&mut old.call.data);
        let devices: Vec<_> = old.call.connections.iter().map(|leg| leg.device).collect();
        let others = devices.into_iter().filter(|other| *other != device);
        let mut first = None;
        for other in others {
            first.get_or_insert(other);
            let (mut connection, _) = self
                .ongoing_mut(from)
                .remove(other)
                .expect("a listed party is in the call");
            connection.role = invitation.role;
            self.ongoing_mut(to).add(connection, invitation);
            self.seat_mut(other).leave(from);
            self.seat_mut(other).enter(to);
            self.ask_about(other, from, to);
            self.deadlines.rehome(other, from, to);
        }
        let kept = &mut self.ongoing_mut(to).call.data;
        for (key, value) in data {
            kept.entry(key).or_insert(value);
        }
        first.expect("a consultation has another party")
    }

    /// Lets the consultations of a device that moved be about the call that it moved to.
    pub(crate) fn ask_about(&mut self, device: DeviceId, old: CallId, new: CallId) {
        for call in self.seat(device).expect("a party exists").calls.clone() {
            let call = &mut self.ongoing_mut(call).call;
            if call.consult_of == Some(old) {
                call.consult_of = Some(new);
            }
        }
    }

    /// Refuses to merge calls that share a party beside `device`, or if the second has no other.
    pub(crate) fn can_merge(
        &self,
        held: CallId,
        active: CallId,
        device: DeviceId,
    ) -> Result<(), Refusal> {
        let (first, second) = (self.known_call(held)?, self.known_call(active)?);
        if second.call.connections.len() < 2 {
            return Err(Refusal::NotConnected {
                call: active,
                device,
            });
        }
        let shared = second
            .call
            .connections
            .iter()
            .map(|leg| leg.device)
            .find(|other| *other != device && first.involves(*other));
        match shared {
            Some(device) => Err(Refusal::AlreadyInCall { call: held, device }),
            None => Ok(()),
        }
    }
}
