use crate::{By, Cause, Command, Receipt, Refusal, Switch, deadlines::Wake};

impl Switch {
    /// Carries out a service, or refuses it without a change.
    pub(crate) fn carry_out(&mut self, command: Command) -> Result<Receipt, Refusal> {
        match command {
            Command::LogOn {
                agent,
                device,
                mode,
            } => self.log_on(agent, device, mode),
            Command::LogOff { agent, forced } => self.log_off(agent, forced),
            Command::SetState { agent, state } => self.set_state(agent, state),
            Command::Reserve { agent, lasting } => self.reserve(agent, lasting),
            Command::Release { agent } => self.release(agent),
            Command::MakeCall {
                from,
                to,
                media,
                data,
            } => self.make_call(from, to, media, data),
            Command::Offer {
                from,
                to,
                media,
                data,
                ends,
            } => self.offer(from, to, media, data, ends),
            Command::Answer { call, device } => self.answer(call, device),
            Command::Reject {
                call,
                device,
                cause,
            } => self.reject(call, device, cause),
            Command::Clear { call, device } => self.clear(call, device),
            Command::ClearCall { call } => self.clear_call(call),
            Command::Hold { call, device } => self.hold(call, device),
            Command::Retrieve { call, device } => self.retrieve(call, device),
            Command::Consult { call, device, to } => self.consult(call, device, to),
            Command::CancelConsult {
                held,
                active,
                device,
            } => self.cancel_consult(held, active, device),
            Command::Transfer {
                held,
                active,
                device,
            } => self.transfer(held, active, device),
            Command::Conference {
                held,
                active,
                device,
            } => self.conference(held, active, device),
            Command::SingleStepTransfer { call, device, to } => {
                self.single_step_transfer(call, device, to)
            }
            Command::Join {
                call,
                by,
                who,
                participation,
            } => self.join(call, by, who, participation),
            Command::Park { call, device, to } => self.park(call, device, to),
            Command::Unpark { call } => self.unpark(call),
            Command::Deflect { call, device, to } => self.deflect(call, device, to),
            Command::SetData { call, data } => self.set_data(call, data),
            Command::Digits { call, device, text } => self.digits(call, device, text),
            Command::Mute { call, device, on } => self.mute(call, device, on),
            Command::Share { call, device, on } => self.share(call, device, on),
            Command::Stream { call, device, on } => self.stream(call, device, on),
            Command::StartRecording { call, device } => self.start_recording(call, device),
            Command::StopRecording { call, device } => self.stop_recording(call, device),
            Command::Register { device } => self.register(device),
            Command::Unregister { device } => self.unregister(device),
        }
    }

    /// Does what a deadline was set for.
    pub(crate) fn wake(&mut self, wake: Wake) {
        match wake {
            Wake::Behaviour {
                call,
                device,
                action,
            } => self.act(call, device, action),
            Wake::Failure {
                call,
                device,
                cause,
            } => self.fail(call, device, cause),
            Wake::RingTimeout { call, device } => self.ring_out(call, device),
            Wake::Reoffer { call } => self.reoffer(call),
            Wake::ReservationEnd { agent } => self.end_reservation(agent),
            Wake::AfterWorkEnd { agent } => self.end_after_work(agent),
            Wake::StreamLoss { call, device } => {
                self.leave(call, device, Cause::Lost, By::System);
            }
        }
    }
}
