use crate::{
    By, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Receipt, Refusal, Role, Switch,
    Target, Trigger,
    happening::Happening,
    ongoing::{Errand, Invitation},
};

impl Switch {
    pub(crate) fn deflect(
        &mut self,
        call: CallId,
        device: DeviceId,
        to: Target,
    ) -> Result<Receipt, Refusal> {
        let (ongoing, state) = self.member(call, device)?;
        if let ConnectionState::Queued(_) = state {
            return self.requeue(call, device, to);
        }
        let invitation = ongoing
            .invitation(device)
            .expect("a connection has an invitation");
        let goal = match state {
            ConnectionState::Alerting { .. } if invitation.queue.is_some() => {
                self.goal_of_queued(ongoing, device, to)?
            }
            ConnectionState::Alerting { .. } => self.goal_of(ongoing, device, to)?,
            ConnectionState::Connected => self.goal_of(ongoing, device, to)?,
            _ => return Err(Refusal::NotAlerting { call, device }),
        };
        if let ConnectionState::Connected = state {
            let errand = Errand::Relieving { device };
            let role = Role::Guest;
            self.reach(
                call,
                goal,
                Invitation {
                    errand,
                    role,
                    caller: device,
                    queue: None,
                },
            );
            return Ok(Receipt::Done);
        }
        if invitation.queue.is_some() {
            self.stop_looking(call);
        }
        self.divert(
            call,
            device,
            Some(self.number_of(goal)),
            Cause::Normal,
            By::Device(device),
        );
        if invitation.queue.is_some() {
            self.divert_rivals_to(call, self.number_of(goal), By::Device(device));
            self.ongoing_mut(call).unqueue();
        }
        self.reach(
            call,
            goal,
            Invitation {
                queue: None,
                ..invitation
            },
        );
        Ok(Receipt::Done)
    }

    /// Sends a call that waits in a queue elsewhere; whoever was rung for it stops to ring.
    fn requeue(&mut self, call: CallId, device: DeviceId, to: Target) -> Result<Receipt, Refusal> {
        let ongoing = self.known_call(call)?;
        let goal = self.goal_of_queued(ongoing, device, to)?;
        let number = self.number_of(goal);
        let waiting = ongoing.waiting.as_ref();
        let invitation = waiting.expect("a queued caller is in a queue").invitation;
        self.stop_looking(call);
        self.divert_rivals_to(call, number, By::Device(device));
        self.ongoing_mut(call).unqueue();
        self.reach(
            call,
            goal,
            Invitation {
                queue: None,
                ..invitation
            },
        );
        Ok(Receipt::Done)
    }

    /// Takes a ringing device out of its call; the call goes on to `to`.
    pub(crate) fn divert(
        &mut self,
        call: CallId,
        device: DeviceId,
        to: Option<DeviceId>,
        cause: Cause,
        by: By,
    ) {
        let diverted = Happening::new(device, CallEventKind::Diverted { to });
        self.tell(call, diverted.becomes(None).because(cause, by));
        self.drop_connection(call, device);
        self.trigger(call, device, Trigger::Cleared);
    }
}
