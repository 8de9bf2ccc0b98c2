use std::borrow::Cow;

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, Command, LogOnMode, PendingState, Reason, Receipt, Refusal};
use http::HeaderMap;
use serde::{Deserialize, Serialize};

use super::{
    body::{self, Loose},
    mode::Mode,
    options::ModeInCall,
    problems::Problem,
    refuse::Refused,
    reply::{Handled, Reply},
    roster::{Account, Kind, StationState},
    server::Server,
};

/// The body of `POST /api/csta/agent/state`: one shape for three functions (dossier §7).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StateRequest<'a> {
    #[serde(borrow)]
    func: Option<Cow<'a, str>>,
    #[serde(borrow)]
    login_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    agent_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    device: Option<Cow<'a, str>>,
    #[serde(borrow)]
    password: Option<Loose<'a>>,
    #[serde(borrow)]
    agent_mode: Option<Cow<'a, str>>,
    #[serde(borrow)]
    reason: Option<Loose<'a>>,
    #[serde(borrow)]
    session_id: Option<Cow<'a, str>>,
}

/// The answer to a change of mode that waits for the end of a call (dossier §10.1).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Waiting {
    pending_mode: &'static str,
}

impl Server {
    /// Logs an agent on or off, or changes its mode.
    pub(super) fn agent_state(
        &mut self,
        cx: &mut Context<'_>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Handled {
        let request: StateRequest<'_> = body::json(body, "an agent's state")?;
        self.adopt_session(request.session_id.as_deref());
        let by = match &request.session_id {
            // The body's session counts when the header has none: some clients send only one.
            Some(id) if self.sessions.of(headers).is_none() => self.sessions.agent(id),
            _ => None,
        };
        let by = by.map_or_else(|| self.authorised(headers), Ok)?;
        match request.func.as_deref() {
            Some("Login") => self.log_on(cx, &request),
            Some("Logout") => self.log_off(cx, by, &request),
            Some("SetState") => self.set_state(cx, &request),
            func => Err(wanted("func", "`Login`, `Logout` or `SetState`", func)),
        }
    }

    /// The checks stand in the order of README, "Logging on".
    fn log_on(&mut self, cx: &mut Context<'_>, request: &StateRequest<'_>) -> Handled {
        let mode = match request.agent_mode.as_deref() {
            None | Some("NotReady") => LogOnMode::NotReady(Reason::default()),
            Some("Ready") => LogOnMode::Ready,
            mode => return Err(wanted("agentMode", "`Ready` or `NotReady`", mode)),
        };
        let named = request.login_id.as_deref().or(request.agent_id.as_deref());
        let agent = self.named_agent(named, "loginId")?;
        {
            let account = self.roster.agent(agent);
            let password = request.password.as_ref().map_or("", |password| &password.0);
            if *account.password != *password {
                let error = format!("`{}` has another password", account.login);
                return Err(Refused::new(401, error));
            }
            may_log_on(account.account, &account.login)?;
        }
        let name = request
            .device
            .as_deref()
            .ok_or_else(|| wanted("device", "an extension such as `8001@test.cc`", None))?;
        let device = self
            .roster
            .station(name)
            .ok_or_else(|| Refused::new(453, format!("no extension is `{name}`")))?;
        if let Kind::Station { state, .. } = &self.roster.device(device).kind {
            may_be_used(*state, name)?;
        }
        if let Some(most) = self.options.max_agents
            && self.logged_on >= most
            && cx
                .switch()
                .agent(agent)
                .is_some_and(|it| it.device.is_none())
        {
            let error = format!("wanted at most {most} agents logged on, and there are {most}");
            return Err(Refused::new(461, error));
        }
        self.awaits_registration(cx, device)?;
        cx.command(Command::LogOn {
            agent,
            device,
            mode,
        })
        .map(|_| Reply::NoContent)
        .map_err(|refusal| self.cannot_log_on(cx, refusal))
    }

    /// Returns the vendor's error with the fields that its clients read: who uses the extension (459),
    /// and where the agent is (455).
    fn cannot_log_on(&self, cx: &Context<'_>, refusal: Refusal) -> Refused {
        let mut refused = Refused::by_switch(refusal, self.why(refusal));
        let body = &mut refused.body;
        if let Refusal::DeviceTaken { by, .. } = refusal {
            let by = self.roster.agent(by).login.to_string();
            body.agent = Some(by.clone());
            body.agent_id = Some(by);
        }
        if let Refusal::AgentOnElsewhere { agent, device } = refusal {
            let state = cx.switch().agent(agent).map(|agent| agent.state);
            body.device_id = Some(self.roster.device(device).name_in("").to_string());
            body.agent_mode = state.map(|state| Mode::from(state).word());
        }
        refused
    }

    fn log_off(
        &mut self,
        cx: &mut Context<'_>,
        by: AgentId,
        request: &StateRequest<'_>,
    ) -> Handled {
        let named = request.agent_id.as_deref().or(request.login_id.as_deref());
        let agent = self.named_agent(named, "agentId")?;
        // The switch grants no logout of one's own during a call, and this call is not told yet.
        let forced = by != agent || self.is_in_the_gap(agent);
        cx.command(Command::LogOff { agent, forced })
            .map(|_| Reply::NoContent)
            .map_err(|refusal| Refused::by_switch(refusal, self.why(refusal)))
    }

    fn set_state(&mut self, cx: &mut Context<'_>, request: &StateRequest<'_>) -> Handled {
        let named = request.agent_id.as_deref().or(request.login_id.as_deref());
        let agent = self.named_agent(named, "agentId")?;
        let reason = request.reason.as_ref().map_or("", |reason| &reason.0);
        let word = request.agent_mode.as_deref();
        let state = match word.and_then(Mode::parse) {
            Some(Mode::Ready) => PendingState::Ready,
            Some(Mode::NotReady) => PendingState::NotReady(self.roster.reasons.word(reason)),
            Some(Mode::WorkNotReady) => PendingState::AfterWork(None),
            Some(Mode::Allocated | Mode::Logout) | None => {
                let modes = "`Ready`, `NotReady` or `WorkNotReady`";
                return Err(wanted("agentMode", modes, word));
            }
        };
        let account = self.roster.agent(agent);
        let has_quota =
            account.account != Account::QuotaUsed && !self.options.problems.has(Problem::Quota);
        if !has_quota && state == PendingState::Ready {
            let error = format!("the quota of `{}` is used up", account.login);
            return Err(Refused::new(465, error));
        }
        if self.options.quirks.mode_in_call == ModeInCall::Refused && self.is_talking(cx, agent) {
            let error = format!("`{}` is in a call, and its mode stays", account.login);
            return Err(Refused::new(460, error));
        }
        let receipt = cx
            .command(Command::SetState { agent, state })
            .map_err(|refusal| Refused::by_switch(refusal, self.why(refusal)))?;
        if state == PendingState::Ready {
            self.roster.agent_mut(agent).ready_reason = reason.into();
        }
        Ok(match receipt {
            Receipt::Pending => Reply::json(&Waiting {
                pending_mode: Mode::from(state).word(),
            }),
            Receipt::Done | Receipt::Unchanged | Receipt::Call(..) => Reply::NoContent,
        })
    }

    fn is_talking(&self, cx: &Context<'_>, agent: AgentId) -> bool {
        let device = cx.switch().agent(agent).and_then(|agent| agent.device);
        device.is_some_and(|device| cx.switch().calls_of(device).next().is_some())
    }

    fn named_agent(&self, login: Option<&str>, field: &str) -> Result<AgentId, Refused> {
        let login = login
            .filter(|login| !login.is_empty())
            .ok_or_else(|| wanted(field, "an agent such as `5001@test.cc`", None))?;
        self.roster
            .by_login(login)
            .ok_or_else(|| Refused::new(452, format!("no agent is `{login}`")))
    }
}

fn may_log_on(account: Account, login: &str) -> Result<(), Refused> {
    let (status, why) = match account {
        Account::Active | Account::QuotaUsed => return Ok(()),
        Account::Disabled => (423, "is disabled"),
        Account::Illegal => (452, "is no agent"),
        Account::Unallocatable => (462, "cannot be allocated"),
        Account::NoTask => (483, "has no task"),
    };
    Err(Refused::new(status, format!("`{login}` {why}")))
}

fn may_be_used(state: StationState, name: &str) -> Result<(), Refused> {
    let (status, why) = match state {
        StationState::Ready => return Ok(()),
        StationState::Illegal => (453, "is no extension"),
        StationState::IllegalState => (456, "is in an illegal state"),
        StationState::Unauthorised => (457, "is not authorised"),
    };
    Err(Refused::new(status, format!("`{name}` {why}")))
}

fn wanted(field: &str, wanted: &str, there: Option<&str>) -> Refused {
    let there = there.map_or_else(
        || "there was none".to_owned(),
        |it| format!("there was `{it}`"),
    );
    Refused::new(400, format!("wanted {wanted} as `{field}`, and {there}"))
}
