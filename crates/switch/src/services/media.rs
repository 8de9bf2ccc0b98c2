use crate::{
    By, CallData, CallEventKind, CallId, Cause, Connection, DeviceId, Receipt, Refusal, Switch,
    deadlines::{Owner, Wake},
    happening::Happening,
};

impl Switch {
    pub(crate) fn set_data(&mut self, call: CallId, data: CallData) -> Result<Receipt, Refusal> {
        let ongoing = self.known_call(call)?;
        if data
            .iter()
            .all(|(key, value)| ongoing.call.data.get(key) == Some(value))
        {
            return Ok(Receipt::Unchanged);
        }
        let (origin, role) = (ongoing.call.origin, ongoing.history.origin_role);
        self.ongoing_mut(call).call.data.extend(data);
        let changed = Happening::new(origin, CallEventKind::DataChanged).role(role);
        self.tell(call, changed.because(Cause::Normal, By::System));
        Ok(Receipt::Done)
    }

    pub(crate) fn digits(
        &mut self,
        call: CallId,
        device: DeviceId,
        text: String,
    ) -> Result<Receipt, Refusal> {
        self.connected(call, device)?;
        self.ongoing_mut(call).history.digits.push_str(&text);
        self.tell(
            call,
            Happening::new(device, CallEventKind::DigitsReceived { text }),
        );
        Ok(Receipt::Done)
    }

    pub(crate) fn mute(
        &mut self,
        call: CallId,
        device: DeviceId,
        on: bool,
    ) -> Result<Receipt, Refusal> {
        let kind = CallEventKind::MuteChanged { on };
        self.switch_media(call, device, on, |connection| &mut connection.muted, kind)
    }

    pub(crate) fn share(
        &mut self,
        call: CallId,
        device: DeviceId,
        on: bool,
    ) -> Result<Receipt, Refusal> {
        let kind = CallEventKind::ShareChanged { on };
        self.switch_media(call, device, on, |connection| &mut connection.sharing, kind)
    }

    pub(crate) fn stream(
        &mut self,
        call: CallId,
        device: DeviceId,
        on: bool,
    ) -> Result<Receipt, Refusal> {
        let kind = CallEventKind::StreamChanged { on };
        let receipt =
            self.switch_media(call, device, on, |connection| &mut connection.stream, kind)?;
        if receipt == Receipt::Unchanged {
            return Ok(receipt);
        }
        let owner = Owner::Connection(call, device);
        if on {
            self.deadlines
                .cancel(owner, |wake| matches!(wake, Wake::StreamLoss { .. }));
        } else {
            let at = self.now + self.settings.stream_grace;
            self.deadlines
                .set(at, owner, Wake::StreamLoss { call, device });
        }
        Ok(receipt)
    }

    fn switch_media(
        &mut self,
        call: CallId,
        device: DeviceId,
        on: bool,
        part: impl Fn(&mut Connection) -> &mut bool,
        kind: CallEventKind,
    ) -> Result<Receipt, Refusal> {
        self.settled(call, device)?;
        let connection = self.ongoing_mut(call).connection_mut(device);
        let part = part(connection.expect("a settled device is in the call"));
        if *part == on {
            return Ok(Receipt::Unchanged);
        }
        *part = on;
        self.tell(call, Happening::new(device, kind));
        Ok(Receipt::Done)
    }
}
