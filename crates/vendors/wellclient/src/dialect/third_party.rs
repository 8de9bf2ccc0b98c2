use std::borrow::Cow;

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, CallId, Command, DeviceId, Participation, Refusal, Target};
use serde::Deserialize;

use super::{
    body, call_control::Leg, newcomer::who_stays, number::dialled, refuse::Refused, reply::Handled,
    server::Server,
};

/// The body of `…/consult` (dossier §7).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consult<'a> {
    #[serde(borrow)]
    consultation_participant: Option<Cow<'a, str>>,
}

/// The body of the services that take a held call, in the path, and its consultation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consulted<'a> {
    #[serde(borrow)]
    consult_call_id: Option<Cow<'a, str>>,
}

/// The body of `…/singleStepTransfer` (dossier §7).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TransferTo<'a> {
    #[serde(borrow)]
    transfer_to: Option<Cow<'a, str>>,
}

/// The body of `…/singleStepConference` (dossier §7).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Invite<'a> {
    #[serde(borrow)]
    conference_participant: Option<Cow<'a, str>>,
    #[serde(borrow)]
    participation_type: Option<Cow<'a, str>>,
}

impl Server {
    /// Holds a call and dials a third party (dossier §10.9).
    pub(super) fn consult(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        leg: Leg,
        body: &[u8],
    ) -> Handled {
        let request: Consult<'_> = body::json(body, "`consultationParticipant`")?;
        let to = request.consultation_participant.as_deref();
        let to = dialled(to, "consultationParticipant")?;
        let target = self.reach_from(cx, agent, to);
        let Leg { call, device } = leg;
        // A second call is for asking about the first one, and there is no third (dossier §11).
        if cx.switch().calls_of(device).count() > 1 {
            return Err(self.cannot_serve(leg, Refusal::SecondCall(device), "be asked about"));
        }
        let command = Command::Consult {
            call,
            device,
            to: target,
        };
        match cx.command(command) {
            Ok(receipt) => Ok(self.open_call(cx, receipt, device, (to, target), false)),
            Err(refusal) => Err(self.cannot_serve(leg, refusal, "be asked about")),
        }
    }

    /// Ends a consultation and takes the held call back (dossier §10.9).
    pub(super) fn cancel_consult(
        &mut self,
        cx: &mut Context<'_>,
        leg: Leg,
        body: &[u8],
    ) -> Handled {
        let active = self.consultation(body)?;
        let command = Command::CancelConsult {
            held: leg.call,
            active,
            device: leg.device,
        };
        self.serve(cx, leg, command, "be taken back")
    }

    /// Connects the parties of a held call and its consultation, and leaves (dossier §10.10).
    pub(super) fn transfer_call(&mut self, cx: &mut Context<'_>, leg: Leg, body: &[u8]) -> Handled {
        let active = self.consultation(body)?;
        let command = Command::Transfer {
            held: leg.call,
            active,
            device: leg.device,
        };
        self.serve(cx, leg, command, "be transferred")
    }

    /// Makes one call of a held call and its consultation (dossier §10.11).
    pub(super) fn conference(&mut self, cx: &mut Context<'_>, leg: Leg, body: &[u8]) -> Handled {
        let active = self.consultation(body)?;
        let command = Command::Conference {
            held: leg.call,
            active,
            device: leg.device,
        };
        self.serve(cx, leg, command, "be a conference")
    }

    /// Sends the other party to a third one without asking it, and leaves (dossier §10.7).
    pub(super) fn single_step_transfer(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        leg: Leg,
        body: &[u8],
    ) -> Handled {
        let Forward { to, target, stays } = self.forward(cx, agent, leg, body)?;
        let Leg { call, device } = leg;
        let command = Command::SingleStepTransfer {
            call,
            device,
            to: target,
        };
        let handled = self.serve(cx, leg, command, "be transferred")?;
        if let Some(stays) = stays {
            self.expect_successor(cx, leg, stays, &to, target);
        }
        Ok(handled)
    }

    /// Lets the consulted party talk to the held one, and gets the call back (dossier §10.12).
    pub(super) fn transfer_and_wait(
        &mut self,
        cx: &mut Context<'_>,
        leg: Leg,
        body: &[u8],
    ) -> Handled {
        let Leg { call: held, device } = leg;
        let active = self.consultation(body)?;
        let consulted = cx.switch().call(active).and_then(|consultation| {
            let is_it = consultation.consult_of == Some(held);
            is_it.then(|| who_stays(consultation, device)).flatten()
        });
        let Some(consulted) = consulted else {
            let refusal = Refusal::NotAConsultation { held, active };
            return Err(self.cannot_serve(leg, refusal, "be given to the consulted party"));
        };
        let command = Command::Park {
            call: held,
            device,
            to: Target::Device(consulted),
        };
        let handled = self.serve(cx, leg, command, "be given to the consulted party")?;
        self.park(leg);
        Ok(handled)
    }

    /// Sends the other party elsewhere for a while (dossier §10.12).
    pub(super) fn single_step_transfer_and_wait(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        leg: Leg,
        body: &[u8],
    ) -> Handled {
        let Forward { to, target, stays } = self.forward(cx, agent, leg, body)?;
        let Leg { call, device } = leg;
        let command = Command::Park {
            call,
            device,
            to: target,
        };
        let handled = self.serve(cx, leg, command, "be parked")?;
        if let Some(stays) = stays {
            self.expect_visitor(leg, stays, &to, target);
        }
        self.park(leg);
        Ok(handled)
    }

    fn forward(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        leg: Leg,
        body: &[u8],
    ) -> Result<Forward, Refused> {
        let request: TransferTo<'_> = body::json(body, "`transferTo`")?;
        let to = dialled(request.transfer_to.as_deref(), "transferTo")?;
        let target = self.reach_from(cx, agent, to);
        let call = cx.switch().call(leg.call);
        Ok(Forward {
            to: to.to_owned(),
            target,
            stays: call.and_then(|call| who_stays(call, leg.device)),
        })
    }

    fn park(&mut self, leg: Leg) {
        if let Some(record) = self.book.call_mut(leg.call) {
            record.parked = Some(leg.device);
        }
    }

    /// Rings a third party into a call (dossier §10.8).
    pub(super) fn single_step_conference(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        leg: Leg,
        body: &[u8],
    ) -> Handled {
        let request: Invite<'_> = body::json(body, "`conferenceParticipant`")?;
        let who = request.conference_participant.as_deref();
        let to = dialled(who, "conferenceParticipant")?;
        let participation = match request.participation_type.as_deref() {
            None | Some("Active") => Participation::Active,
            Some("Silent") => Participation::Silent,
            Some(other) => {
                let error = format!(
                    "wanted `Active` or `Silent` as `participationType`, and there was `{other}`"
                );
                return Err(Refused::new(400, error));
            }
        };
        let target = self.reach_from(cx, agent, to);
        let command = Command::Join {
            call: leg.call,
            by: leg.device,
            who: target,
            participation,
        };
        let handled = self.serve(cx, leg, command, "be joined")?;
        self.expect_guest(leg, to, target);
        Ok(handled)
    }

    fn consultation(&self, body: &[u8]) -> Result<CallId, Refused> {
        let request: Consulted<'_> = body::json(body, "`consultCallId`")?;
        let name = request.consult_call_id.filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| {
            Refused::new(
                400,
                "wanted the id of a call as `consultCallId`, and there was none",
            )
        })?;
        self.named_call(&name)
    }
}

/// Where a party sends the other one.
struct Forward {
    /// As it was dialled.
    to: String,
    /// What that reaches.
    target: Target,
    /// Who is sent there, if only one other is in the call.
    stays: Option<DeviceId>,
}
