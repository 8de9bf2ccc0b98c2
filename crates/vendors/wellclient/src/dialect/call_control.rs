use ctimock_dialect::Context;
use ctimock_switch::{CallId, Cause, Command, ConnectionState, DeviceId, Refusal};

use super::{
    percent,
    refuse::Refused,
    reply::{Handled, Reply},
    server::Server,
};

/// The connection that a path names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub(super) call: CallId,
    pub(super) device: DeviceId,
}

impl Server {
    /// Reads `{callId}/connections/{deviceId}%7C{callId}`; old clients write the pipe raw (dossier §1).
    pub(super) fn leg(&self, call: &str, connection: &str) -> Result<Leg, Refused> {
        let call = percent::decode(call);
        let connection = percent::decode(connection);
        let Some((device, of)) = connection.rsplit_once('|') else {
            let error = format!("wanted `device|call` in the path, and there was `{connection}`");
            return Err(Refused::new(404, error));
        };
        if of != call {
            let error = format!("the path names call `{call}` and a connection of call `{of}`");
            return Err(Refused::new(404, error));
        }
        let call = self.named_call(&call)?;
        let device = self
            .roster
            .station(device)
            .ok_or_else(|| Refused::new(404, format!("no extension is `{device}`")))?;
        Ok(Leg { call, device })
    }

    /// Takes a ringing call. A client that recovers its state answers a call that it has already
    /// (dossier §4.4), which changes nothing.
    pub(super) fn answer_call(&mut self, cx: &mut Context<'_>, leg: Leg) -> Handled {
        let Leg { call, device } = leg;
        match state(cx, leg) {
            Some(ConnectionState::Connected | ConnectionState::Held) => Ok(Reply::NoContent),
            _ => self.serve(cx, leg, Command::Answer { call, device }, "be answered"),
        }
    }

    /// Hangs up; a ringing call is declined.
    pub(super) fn drop_connection(&mut self, cx: &mut Context<'_>, leg: Leg) -> Handled {
        let Leg { call, device } = leg;
        let command = match state(cx, leg) {
            Some(ConnectionState::Alerting { .. }) => Command::Reject {
                call,
                device,
                cause: Cause::Rejected,
            },
            _ => Command::Clear { call, device },
        };
        self.serve(cx, leg, command, "be dropped")
    }

    pub(super) fn hold_call(&mut self, cx: &mut Context<'_>, leg: Leg) -> Handled {
        let Leg { call, device } = leg;
        self.serve(cx, leg, Command::Hold { call, device }, "be held")
    }

    /// Takes a held call back; on a connected one it changes nothing (dossier §10.6).
    pub(super) fn retrieve_call(&mut self, cx: &mut Context<'_>, leg: Leg) -> Handled {
        let Leg { call, device } = leg;
        self.serve(cx, leg, Command::Retrieve { call, device }, "be retrieved")
    }

    pub(super) fn serve(
        &self,
        cx: &mut Context<'_>,
        leg: Leg,
        command: Command,
        what: &str,
    ) -> Handled {
        match cx.command(command) {
            Ok(_) => Ok(Reply::NoContent),
            Err(refusal) => Err(self.cannot_serve(leg, refusal, what)),
        }
    }

    pub(super) fn cannot_serve(&self, leg: Leg, refusal: Refusal, what: &str) -> Refused {
        let call = self.book.name(leg.call).unwrap_or_default();
        let device = self.roster.device(leg.device).name_in("");
        let error = format!(
            "call `{call}` cannot {what} at `{device}`: {}",
            self.why(refusal)
        );
        Refused::by_switch(refusal, error)
    }
}

fn state(cx: &Context<'_>, leg: Leg) -> Option<ConnectionState> {
    let call = cx.switch().call(leg.call)?;
    call.connection(leg.device)
        .map(|connection| connection.state)
}
