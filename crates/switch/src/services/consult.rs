use crate::{
    CallData, CallId, ConnectionState, DeviceId, Ends, Receipt, Refusal, Switch, Target,
    ongoing::Ongoing,
};

use super::{hold::can_be_held, make_call::Opening};

impl Switch {
    pub(crate) fn consult(
        &mut self,
        call: CallId,
        device: DeviceId,
        to: Target,
    ) -> Result<Receipt, Refusal> {
        let ongoing = self.settled(call, device)?;
        can_be_held(ongoing)?;
        let goal = self.dialled(device, to)?;
        let number = self.number_of(goal);
        if ongoing.involves(number) {
            return Err(Refusal::AlreadyInCall {
                call,
                device: number,
            });
        }
        if self.has_consultation(call, device) || self.talks_elsewhere(device, &ongoing.call) {
            return Err(Refusal::SecondCall(device));
        }

        let media = ongoing.call.media;
        if ongoing.state(device) == Some(ConnectionState::Connected) {
            self.put_on_hold(call, device);
        }
        let (data, ends) = (CallData::new(), Ends::default());
        let consult_of = Some(call);
        Ok(self.dial(Opening {
            from: device,
            goal,
            media,
            data,
            ends,
            consult_of,
        }))
    }

    pub(crate) fn cancel_consult(
        &mut self,
        held: CallId,
        active: CallId,
        device: DeviceId,
    ) -> Result<Receipt, Refusal> {
        self.holding(held, device)?;
        self.member(active, device)?;
        self.is_consultation(held, active)?;
        self.clear(active, device)?;
        self.take_back(held, device);
        Ok(Receipt::Done)
    }

    /// Returns both calls if a device holds the first and talks in the second about it.
    pub(crate) fn consultation(
        &self,
        held: CallId,
        active: CallId,
        device: DeviceId,
    ) -> Result<(&Ongoing, &Ongoing), Refusal> {
        let first = self.holding(held, device)?;
        let second = self.connected(active, device)?;
        self.is_consultation(held, active)?;
        Ok((first, second))
    }

    fn holding(&self, call: CallId, device: DeviceId) -> Result<&Ongoing, Refusal> {
        match self.member(call, device)? {
            (ongoing, ConnectionState::Held) if ongoing.call.parked_for != Some(device) => {
                Ok(ongoing)
            }
            _ => Err(Refusal::NotHeld { call, device }),
        }
    }

    fn is_consultation(&self, held: CallId, active: CallId) -> Result<(), Refusal> {
        match self.known_call(active)?.call.consult_of {
            Some(call) if call == held => Ok(()),
            _ => Err(Refusal::NotAConsultation { held, active }),
        }
    }

    fn has_consultation(&self, call: CallId, device: DeviceId) -> bool {
        self.calls_of(device)
            .any(|other| other.consult_of == Some(call) && other.origin == device)
    }
}
