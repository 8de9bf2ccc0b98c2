use crate::{CallEventKind, CallId, DeviceId, Receipt, Refusal, Switch, happening::Happening};

impl Switch {
    pub(crate) fn start_recording(
        &mut self,
        call: CallId,
        device: DeviceId,
    ) -> Result<Receipt, Refusal> {
        if self.settled(call, device)?.call.recording {
            return Err(Refusal::Recording(call));
        }
        self.ongoing_mut(call).call.recording = true;
        self.tell(
            call,
            Happening::new(device, CallEventKind::RecordingStarted),
        );
        Ok(Receipt::Done)
    }

    pub(crate) fn stop_recording(
        &mut self,
        call: CallId,
        device: DeviceId,
    ) -> Result<Receipt, Refusal> {
        if !self.settled(call, device)?.call.recording {
            return Err(Refusal::NotRecording(call));
        }
        self.ongoing_mut(call).call.recording = false;
        self.tell(
            call,
            Happening::new(device, CallEventKind::RecordingStopped),
        );
        Ok(Receipt::Done)
    }
}
