use crate::{
    By, CallEventKind, CallId, Cause, ConnectionState, DeviceId, DeviceKind, Ends, Receipt, Record,
    RecordKind, Refusal, Role, Switch, Trigger,
    deadlines::Owner,
    happening::Happening,
    ongoing::{Errand, is_alerting},
    switch::index,
};

impl Switch {
    pub(crate) fn clear(&mut self, call: CallId, device: DeviceId) -> Result<Receipt, Refusal> {
        let (ongoing, state) = self.member(call, device)?;
        let is_trunk = self
            .seat(device)
            .is_some_and(|seat| seat.device.kind == DeviceKind::Trunk);
        if is_trunk && !self.settings.signals_hang_up {
            return Ok(Receipt::Unchanged);
        }
        let cause = match state {
            ConnectionState::Alerting { .. } => Cause::Rejected,
            _ if ongoing.call.answered.is_none() => Cause::Cancelled,
            _ => Cause::Normal,
        };
        self.leave(call, device, cause, By::Device(device));
        Ok(Receipt::Done)
    }

    pub(crate) fn clear_call(&mut self, call: CallId) -> Result<Receipt, Refusal> {
        self.known_call(call)?;
        self.end(call, Cause::Forced, By::System);
        Ok(Receipt::Done)
    }

    /// Takes a device out of a call, with all that follows for the others.
    pub(crate) fn leave(&mut self, call: CallId, device: DeviceId, cause: Cause, by: By) {
        let ongoing = self.ongoing_mut(call);
        let connection = ongoing
            .call
            .connection(device)
            .expect("who leaves is in the call");
        let hosted = connection.role == Role::Host && ongoing.call.ends == Ends::HostLeaves;
        let alerting = is_alerting(connection.state);
        let invitation = ongoing
            .invitation(device)
            .expect("a connection has an invitation");
        self.detach(call, device, cause, by);
        self.forget_consultations(call, device);
        let ongoing = &self.calls[&call];
        if alerting {
            self.turned_down(call, device, invitation, cause, by);
        } else if hosted || !ongoing.lives_without(None) {
            self.end(call, cause, by);
        } else if invitation.errand == Errand::Parking && ongoing.call.parked_for.is_some() {
            self.give_back(call);
        }
        self.part(call, device);
    }

    /// Takes a connection out of a call and says so. Nothing follows.
    pub(crate) fn detach(&mut self, call: CallId, device: DeviceId, cause: Cause, by: By) {
        let cleared = Happening::new(device, CallEventKind::ConnectionCleared);
        self.tell(call, cleared.becomes(None).because(cause, by));
        self.drop_connection(call, device);
        self.trigger(call, device, Trigger::Cleared);
    }

    /// Takes a connection out of a call without a word.
    pub(crate) fn drop_connection(&mut self, call: CallId, device: DeviceId) {
        let ongoing = self.ongoing_mut(call);
        if ongoing.call.parked_for == Some(device) {
            ongoing.forget_parking();
        }
        ongoing.remove(device);
        self.seat_mut(device).leave(call);
        self.deadlines.cancel_all(Owner::Connection(call, device));
        self.left.push(device);
    }

    /// Ends a call for all who are in it.
    pub(crate) fn end(&mut self, call: CallId, cause: Cause, by: By) {
        while let Some(connection) = self.calls[&call].call.connections.first() {
            let device = connection.device;
            self.detach(call, device, cause, by);
            self.forget_consultations(call, device);
        }
        self.finish(call, cause, by);
    }

    /// Ends a call that has too few parties to go on.
    pub(crate) fn end_if_deserted(&mut self, call: CallId, cause: Cause, by: By) {
        if !self.calls[&call].lives_without(None) {
            self.end(call, cause, by);
        }
    }

    /// Says that a call without connections is over, and forgets it.
    pub(crate) fn finish(&mut self, call: CallId, cause: Cause, by: By) {
        self.stop_looking(call);
        let ongoing = &self.calls[&call];
        let (origin, role) = (ongoing.call.origin, ongoing.history.origin_role);
        let cleared = Happening::new(origin, CallEventKind::CallCleared).role(role);
        self.tell(call, cleared.because(cause, by));

        let ongoing = self.calls.remove(&call).expect("a call ends once");
        for (device, _) in &ongoing.dialling {
            self.deadlines.cancel_all(Owner::Connection(call, *device));
        }
        let kind = RecordKind::Call {
            call,
            media: ongoing.call.media,
            direction: ongoing.call.direction,
            origin,
            called: ongoing.call.called,
            parties: ongoing.history.parties,
            queued: ongoing.history.queued,
            ringing: ongoing.history.ringing,
            answered: ongoing.call.answered,
            cause,
            ended_by: by,
            digits: ongoing.history.digits,
        };
        self.keep(Record {
            began: ongoing.call.began,
            ended: self.now,
            kind,
        });
    }

    /// Unties a call that goes on, if it does, from the consultations of a device that has left it.
    pub(crate) fn part(&mut self, call: CallId, device: DeviceId) {
        self.forget_consultations(call, device);
        if let Some(ongoing) = self.calls.get_mut(&call)
            && ongoing.call.origin == device
        {
            ongoing.call.consult_of = None;
        }
    }

    /// A device that is out of a call asks nobody about it any more: its consultation is a call like
    /// others.
    pub(crate) fn forget_consultations(&mut self, call: CallId, device: DeviceId) {
        let Self { seats, calls, .. } = self;
        let seat = index(device.0).and_then(|place| seats.get(place));
        for other in seat.map_or(&[][..], |seat| &seat.calls) {
            let other = &mut calls
                .get_mut(other)
                .expect("a device's calls are there")
                .call;
            if other.consult_of == Some(call) {
                other.consult_of = None;
            }
        }
    }
}
