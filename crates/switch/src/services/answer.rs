use crate::{
    By, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Receipt, Refusal, Switch, Trigger,
    deadlines::{Owner, Wake},
    happening::Happening,
    ongoing::{Errand, is_alerting},
};

impl Switch {
    pub(crate) fn answer(&mut self, call: CallId, device: DeviceId) -> Result<Receipt, Refusal> {
        let state = self.alerting(call, device)?;
        self.deadlines
            .cancel(Owner::Connection(call, device), |wake| {
                matches!(wake, Wake::RingTimeout { .. })
            });
        let invitation = self.calls[&call].invitation(device);
        let invitation = invitation.expect("an alerting device was invited");
        if invitation.queue.is_some() {
            self.stop_looking(call);
        }

        let now = self.now;
        let ongoing = self.ongoing_mut(call);
        ongoing.turn(device, ConnectionState::Connected);
        let others = ongoing.connect_waiting();
        ongoing.call.answered.get_or_insert(now);
        let kind = CallEventKind::Established {
            queue: invitation.queue,
        };
        self.tell(call, Happening::new(device, kind).was(Some(state)));
        for connected in others.into_iter().chain([device]) {
            self.mark_talking(connected);
            self.trigger(call, connected, Trigger::Connected);
        }
        if invitation.queue.is_some() {
            self.divert_rivals(call, device);
        }
        match invitation.errand {
            Errand::Joining { by, participation } => {
                self.conferenced(call, by, None, device, participation);
            }
            Errand::Relieving { device: relieved } => self.relieve(call, relieved, device),
            Errand::Called | Errand::Parking => {}
        }
        Ok(Receipt::Done)
    }

    pub(crate) fn reject(
        &mut self,
        call: CallId,
        device: DeviceId,
        cause: Cause,
    ) -> Result<Receipt, Refusal> {
        self.alerting(call, device)?;
        self.leave(call, device, cause, By::Device(device));
        Ok(Receipt::Done)
    }

    /// Lets the newcomer take the place of the device that waited for it.
    fn relieve(&mut self, call: CallId, relieved: DeviceId, by: DeviceId) {
        let ongoing = self.ongoing_mut(call);
        let Some(role) = ongoing
            .call
            .connection(relieved)
            .map(|connection| connection.role)
        else {
            return;
        };
        ongoing
            .connection_mut(by)
            .expect("who answered is in the call")
            .role = role;
        let kind = CallEventKind::Transferred {
            secondary: None,
            to: by,
        };
        self.tell(
            call,
            Happening::new(relieved, kind).because(Cause::Transferred, By::Device(relieved)),
        );
        self.detach(call, relieved, Cause::Transferred, By::Device(relieved));
        self.part(call, relieved);
        self.end_if_deserted(call, Cause::Transferred, By::Device(relieved));
    }

    fn alerting(&self, call: CallId, device: DeviceId) -> Result<ConnectionState, Refusal> {
        match self.member(call, device)? {
            (_, state) if is_alerting(state) => Ok(state),
            _ => Err(Refusal::NotAlerting { call, device }),
        }
    }
}
