use crate::{
    CallEventKind, CallId, ConnectionState, DeviceId, Media, Receipt, Refusal, Switch,
    happening::Happening, ongoing::Ongoing,
};

impl Switch {
    pub(crate) fn hold(&mut self, call: CallId, device: DeviceId) -> Result<Receipt, Refusal> {
        let (ongoing, state) = self.member(call, device)?;
        can_be_held(ongoing)?;
        match state {
            ConnectionState::Connected => {}
            ConnectionState::Held => return Ok(Receipt::Unchanged),
            _ => return Err(Refusal::NotConnected { call, device }),
        }
        self.put_on_hold(call, device);
        Ok(Receipt::Done)
    }

    pub(crate) fn retrieve(&mut self, call: CallId, device: DeviceId) -> Result<Receipt, Refusal> {
        let (ongoing, state) = self.member(call, device)?;
        match state {
            ConnectionState::Held => {}
            ConnectionState::Connected => return Ok(Receipt::Unchanged),
            _ => return Err(Refusal::NotHeld { call, device }),
        }
        if self.talks_elsewhere(device, &ongoing.call) {
            return Err(Refusal::SecondCall(device));
        }
        if ongoing.call.parked_for == Some(device) {
            self.give_back(call);
        } else {
            self.take_back(call, device);
        }
        Ok(Receipt::Done)
    }

    pub(crate) fn put_on_hold(&mut self, call: CallId, device: DeviceId) {
        let was = self.ongoing_mut(call).turn(device, ConnectionState::Held);
        self.tell(call, Happening::new(device, CallEventKind::Held).was(was));
    }

    pub(crate) fn take_back(&mut self, call: CallId, device: DeviceId) {
        let was = self
            .ongoing_mut(call)
            .turn(device, ConnectionState::Connected);
        self.tell(
            call,
            Happening::new(device, CallEventKind::Retrieved).was(was),
        );
    }
}

/// Says whether a call is of a medium that can be held.
pub(crate) const fn can_be_held(ongoing: &Ongoing) -> Result<(), Refusal> {
    match ongoing.call.media {
        Media::Voice | Media::Video => Ok(()),
        media @ (Media::Im | Media::Screen) => Err(Refusal::CannotHold(media)),
    }
}
