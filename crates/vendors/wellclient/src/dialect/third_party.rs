use std::borrow::Cow;

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, CallId, Command};
use serde::Deserialize;

use super::{
    body, call_control::Leg, make_call::dialled, refuse::Refused, reply::Handled, server::Server,
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
