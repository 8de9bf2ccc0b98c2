//! The state endpoint: logging on and off, modes (dossier §4, §7).

use ctimock_protocol::{Invoke, InvokeId};
use ctimock_time::Time;
use http::Method;

use super::{answer::refused, args, awaits::Awaits, body::Body, login::Login, sdk::Sdk};

const STATE: &str = "/api/csta/agent/state";

impl Sdk {
    /// Logs on with a session that is not kept yet.
    pub(super) fn log_on(&mut self, now: Time, login: Box<Login>) {
        let body = Body::new()
            .with("loginId", &login.who.login_id)
            .with("device", &login.who.device)
            .with("password", &login.who.password)
            .with("agentMode", &login.agent_mode)
            .with("func", "Login")
            .with("sessionId", &login.session)
            .finish();
        let session = login.session.clone();
        let awaits = Awaits::LoggedOn(login);
        self.rest_as(now, &session, Method::POST, STATE, body, awaits);
    }

    /// Logs the agent's old session off, so that the login can go on.
    pub(super) fn evict(&mut self, now: Time, login: Box<Login>) {
        let body = Body::new()
            .with("func", "Logout")
            .with("agentId", &login.who.login_id)
            .with("sessionId", &login.session)
            .finish();
        let session = login.session.clone();
        let awaits = Awaits::Evicted(login);
        self.rest_as(now, &session, Method::POST, STATE, body, awaits);
    }

    /// Performs `logout`: refused while a call is remembered or dialled, or the dialler has reserved the
    /// agent.
    /// Only the event `agentLoggedOff` ends anything.
    pub(super) fn logout(&mut self, now: Time, id: InvokeId) {
        if !self.calls.is_empty() {
            return self.settle(id, Err(refused("a call is in memory")));
        }
        if self.is_dialling(now) {
            return self.settle(id, Err(refused("a call is being dialled")));
        }
        if self.allocated {
            return self.settle(id, Err(refused("the agent is allocated")));
        }
        let body = Body::new()
            .with("func", "Logout")
            .with("agentId", &self.who.login_id)
            .finish();
        self.rest(now, Method::POST, STATE, body, Awaits::Method(id));
    }

    /// Performs `setAgentMode`. A mode that is none is never answered.
    pub(super) fn set_agent_mode(&mut self, now: Time, invoke: &Invoke) {
        let mode = args::text(&invoke.args, "mode").unwrap_or_default();
        if !matches!(mode.as_ref(), "Ready" | "NotReady") {
            return;
        }
        let body = Body::new()
            .with("func", "SetState")
            .with("device", &self.who.device)
            .with("agentMode", mode)
            .with("namespace", &self.who.domain)
            .with(
                "reason",
                args::text(&invoke.args, "reason").unwrap_or_default(),
            )
            .with("agentId", &self.who.login_id)
            .finish();
        self.rest(now, Method::POST, STATE, body, Awaits::Method(invoke.id));
    }
}
