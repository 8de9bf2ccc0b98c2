use crate::{
    By, CallEventKind, CallId, Cause, ConnectionState, DeviceId, Ends, Participation, Receipt,
    Refusal, Role, Switch, Target,
    happening::Happening,
    ongoing::{Errand, Invitation},
};

impl Switch {
    pub(crate) fn conference(
        &mut self,
        held: CallId,
        active: CallId,
        device: DeviceId,
    ) -> Result<Receipt, Refusal> {
        self.consultation(held, active, device)?;
        self.can_merge(held, active, device)?;

        let (errand, role) = (Errand::Called, Role::Guest);
        let invitation = Invitation {
            errand,
            role,
            caller: device,
            queue: None,
        };
        let added = self.move_parties(active, held, device, invitation);
        self.drop_connection(active, device);
        self.ask_about(device, active, held);
        self.ongoing_mut(held).host(device);
        self.conferenced(held, device, Some(active), added, Participation::Active);
        self.finish(active, Cause::Transferred, By::Device(device));
        Ok(Receipt::Done)
    }

    pub(crate) fn join(
        &mut self,
        call: CallId,
        by: DeviceId,
        who: Target,
        participation: Participation,
    ) -> Result<Receipt, Refusal> {
        let ongoing = self.connected(call, by)?;
        let goal = self.goal_of(ongoing, by, who)?;

        let errand = Errand::Joining { by, participation };
        let role = Role::Guest;
        self.reach(
            call,
            goal,
            Invitation {
                errand,
                role,
                caller: by,
                queue: None,
            },
        );
        Ok(Receipt::Done)
    }

    /// Says that `by` added a party, and makes it the host of what is a meeting from here on. A
    /// silent listener makes no meeting, and a meeting keeps its host.
    pub(crate) fn conferenced(
        &mut self,
        call: CallId,
        by: DeviceId,
        secondary: Option<CallId>,
        added: DeviceId,
        participation: Participation,
    ) {
        let ongoing = self.ongoing_mut(call);
        let Some(was) = ongoing.state(by) else { return };
        if secondary.is_some() {
            ongoing.turn(by, ConnectionState::Connected);
        }
        if participation == Participation::Active && ongoing.call.ends != Ends::HostLeaves {
            ongoing.host(by);
        }
        let kind = CallEventKind::Conferenced {
            secondary,
            added,
            participation,
        };
        self.tell(call, Happening::new(by, kind).was(Some(was)));
    }
}
