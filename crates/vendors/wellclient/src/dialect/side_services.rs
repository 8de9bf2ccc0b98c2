use std::borrow::Cow;

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, AgentState, Call, Command, DeviceId, Refusal};
use serde::{Deserialize, Serialize};

use super::{
    body, percent,
    refuse::Refused,
    reply::{Handled, Reply},
    roster::with_domain,
    server::Server,
};

/// The trunk prefixes of an agent (dossier §7).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Trunks<'a> {
    agent_trunks: Vec<Trunk<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Trunk<'a> {
    scan_prefix: &'a str,
}

/// The body of `…/agentGreeting` (dossier §7).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Greeting<'a> {
    #[serde(borrow)]
    device_id: Option<Cow<'a, str>>,
}

impl Server {
    /// Plays digits or letters to a call, `…/agentGreeting`; nobody is told (dossier §10.13).
    pub(super) fn greet(&self, cx: &Context<'_>, call: &str, body: &[u8]) -> Handled {
        let call = self.named_call(&percent::decode(call))?;
        let request: Greeting<'_> = body::json(body, "`agentId` and `deviceId`")?;
        let device = self.known_station(request.device_id.as_deref().unwrap_or_default())?;
        let is_in = |call: &Call| call.connection(device).is_some();
        if cx.switch().call(call).is_some_and(is_in) {
            return Ok(Reply::NoContent);
        }
        let refusal = Refusal::NotInCall { call, device };
        Err(Refused::by_switch(refusal, self.why(refusal)))
    }

    /// Lets a supervisor listen to a call, `…/spy?deviceId=…`; whether anybody is told is not known, and
    /// nobody is (dossier §10.13).
    pub(super) fn spy(&self, call: &str, query: &str) -> Handled {
        self.named_call(&percent::decode(call))?;
        let device = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("deviceId="))
            .map(percent::decode);
        self.known_station(device.as_deref().unwrap_or_default())?;
        Ok(Reply::NoContent)
    }

    /// Gives an agent free whom the dialler reserved, `…/outbound/release/{agentId}` (dossier §10.13).
    /// The agent is named by its login or its job number.
    pub(super) fn release(&self, cx: &mut Context<'_>, by: AgentId, name: &str) -> Handled {
        let name = percent::decode(name);
        let login = with_domain(&name, &self.roster.agent(by).domain);
        let agent = self
            .roster
            .by_login(&login)
            .ok_or_else(|| Refused::new(452, format!("no agent is `{name}`")))?;
        let refused = |refusal| Refused::by_switch(refusal, self.why(refusal));
        let state = cx.switch().agent(agent).map(|agent| agent.state);
        match state {
            // The switch ends after-call work too, which is no reservation.
            Some(AgentState::AfterWork { .. }) => Err(refused(Refusal::NotReserved(agent))),
            _ => cx
                .command(Command::Release { agent })
                .map(|_| Reply::NoContent)
                .map_err(refused),
        }
    }

    fn known_station(&self, name: &str) -> Result<DeviceId, Refused> {
        self.roster
            .station(name)
            .ok_or_else(|| Refused::new(404, format!("no extension is `{name}`")))
    }

    /// Returns an agent's trunk prefixes, as declared: the client removes repetitions itself.
    pub(super) fn prefixes(&self, domain: &str, login: &str) -> Handled {
        let agent = self
            .roster
            .by_login(login)
            .map(|agent| self.roster.agent(agent))
            .filter(|agent| *agent.domain == *domain)
            .ok_or_else(|| {
                Refused::new(404, format!("tenant `{domain}` has no agent `{login}`"))
            })?;
        let agent_trunks = agent
            .prefixes
            .iter()
            .map(|prefix| Trunk {
                scan_prefix: prefix,
            })
            .collect();
        Ok(Reply::json(&Trunks { agent_trunks }))
    }
}
