use ctimock_dialect::{ActionError, Context, Deed, Found};
use ctimock_switch::{CallId, Command, DeviceId, Participation, Refusal, Target};

use super::{call_control::Leg, newcomer::who_stays, server::Server};

impl Server {
    /// Lets a simulated agent send a call on or have somebody rung into it, as a client's agent does by
    /// a request. Everything else is the switch's service of that name.
    pub(super) fn do_deed(
        &mut self,
        cx: &mut Context<'_>,
        party: DeviceId,
        deed: &Deed,
        call: Option<CallId>,
    ) -> Option<Result<(), ActionError>> {
        let leg = Leg {
            call: call?,
            device: party,
        };
        match deed {
            Deed::Transfers { to } => Some(self.send_on(cx, leg, to)),
            Deed::Invites { who } => Some(self.invite(cx, leg, who)),
            _ => None,
        }
    }

    /// As `…/singleStepTransfer` (dossier §10.7).
    fn send_on(&mut self, cx: &mut Context<'_>, leg: Leg, to: &str) -> Result<(), ActionError> {
        let (target, shown) = self.target(cx, leg, to)?;
        let Leg { call, device } = leg;
        let stays = cx
            .switch()
            .call(call)
            .and_then(|call| who_stays(call, device));
        let command = Command::SingleStepTransfer {
            call,
            device,
            to: target,
        };
        self.order(cx, command)?;
        if let Some(stays) = stays {
            self.expect_successor(cx, leg, stays, &shown, target);
        }
        Ok(())
    }

    /// As `…/singleStepConference` (dossier §10.8).
    fn invite(&mut self, cx: &mut Context<'_>, leg: Leg, who: &str) -> Result<(), ActionError> {
        let (target, shown) = self.target(cx, leg, who)?;
        let command = Command::Join {
            call: leg.call,
            by: leg.device,
            who: target,
            participation: Participation::Active,
        };
        self.order(cx, command)?;
        self.expect_guest(leg, &shown, target);
        Ok(())
    }

    /// Returns what a word of a deed reaches, and how it is shown in the call.
    fn target(
        &mut self,
        cx: &mut Context<'_>,
        leg: Leg,
        word: &str,
    ) -> Result<(Target, String), ActionError> {
        if self.roster.device(leg.device).station().is_none() {
            let refusal = Refusal::NotAStation(leg.device);
            return Err(ActionError::Refused(self.why(refusal)));
        }
        let target = match self.search(cx, word) {
            Some(Found::Device(device)) => Target::Device(device),
            Some(Found::Queue(queue)) => Target::Queue(queue),
            Some(Found::Call(_)) | None => {
                return Err(ActionError::Unknown(format!("nobody is `{word}`")));
            }
        };
        let domain = self.book.call(leg.call).map(|call| call.domain.clone());
        let device = self.roster.device(self.device_of(target));
        let shown = device.name_in(domain.as_deref().unwrap_or_default());
        Ok((target, shown.to_string()))
    }
}
