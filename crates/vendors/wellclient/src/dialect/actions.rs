use ctimock_dialect::{Action, ActionError, Context};
use ctimock_switch::{AgentId, Command, DeviceId, PendingState, Refusal};
use serde_json::{Map, Value};

use super::{mode::Mode, server::Server, span};

/// How long the dialler keeps an agent (dossier §12).
pub(super) const ALLOCATION: std::time::Duration = std::time::Duration::from_secs(150);

impl Server {
    /// Does something at the vendor that no party does (the contract's `actions`).
    pub(super) fn act(&mut self, cx: &mut Context<'_>, action: &Action) -> Result<(), ActionError> {
        let params = &action.params;
        match action.name.as_str() {
            "sets_mode" => self.sets_mode(cx, params),
            "logs_off" => self.logs_off(cx, params),
            "registers" => {
                let device = self.station_of(cx, params)?;
                self.order(cx, Command::Register { device })
            }
            "unregisters" => {
                let device = self.station_of(cx, params)?;
                self.order(cx, Command::Unregister { device })
            }
            "allocates" => {
                let agent = self.agent_of(cx, params)?;
                let lasting = match params.get("lasting") {
                    None => ALLOCATION,
                    Some(value) => span::read(value).map_err(|error| invalid("lasting", &error))?,
                };
                self.allocate(cx, agent, lasting, params)
            }
            "dials" => {
                let agent = self.agent_of(cx, params)?;
                self.dial_for(cx, agent, params)
            }
            "releases" => {
                let agent = self.agent_of(cx, params)?;
                self.order(cx, Command::Release { agent })
            }
            "expires_session" => {
                let agent = self.agent_of(cx, params)?;
                let sessions = &mut self.sessions;
                sessions.close_all(self.roster.agent_mut(agent));
                Ok(())
            }
            "restarts" => {
                self.restart(cx);
                Ok(())
            }
            "emits" => {
                let agent = self.agent_of(cx, params)?;
                self.emit(cx, agent, params)
            }
            name => Err(ActionError::Unknown(format!(
                "wellClient has no action `{name}`"
            ))),
        }
    }

    fn sets_mode(
        &mut self,
        cx: &mut Context<'_>,
        params: &Map<String, Value>,
    ) -> Result<(), ActionError> {
        let agent = self.agent_of(cx, params)?;
        let word = text(params, "mode")?;
        let reason = params
            .get("reason")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let state = match Mode::parse(word) {
            Some(Mode::Ready) => PendingState::Ready,
            Some(Mode::NotReady) => PendingState::NotReady(self.roster.reasons.word(reason)),
            Some(Mode::WorkNotReady) => PendingState::AfterWork(None),
            Some(Mode::Allocated | Mode::Logout) | None => {
                let wanted = "wanted `Ready`, `NotReady` or `WorkNotReady`";
                return Err(invalid(
                    "mode",
                    &format!("{wanted}, and there was `{word}`"),
                ));
            }
        };
        self.order(cx, Command::SetState { agent, state })
    }

    fn logs_off(
        &mut self,
        cx: &mut Context<'_>,
        params: &Map<String, Value>,
    ) -> Result<(), ActionError> {
        let agent = self.agent_of(cx, params)?;
        let forced = true;
        self.order(cx, Command::LogOff { agent, forced })
    }

    /// The server starts anew: sockets are cut and sessions are unknown, while agents stay bound to
    /// their extensions.
    fn restart(&mut self, cx: &mut Context<'_>) {
        for agent in self.roster.agents_mut() {
            self.sessions.close_all(agent);
        }
        for socket in self.sockets.ids() {
            self.drop_socket(cx, socket, 1006, "restart");
        }
    }

    pub(super) fn order(&self, cx: &mut Context<'_>, command: Command) -> Result<(), ActionError> {
        let refused = |refusal: Refusal| ActionError::Refused(self.why(refusal));
        cx.command(command).map(drop).map_err(refused)
    }

    fn agent_of(
        &self,
        cx: &Context<'_>,
        params: &Map<String, Value>,
    ) -> Result<AgentId, ActionError> {
        let word = who(params)?;
        self.search_agent(cx, word)
            .ok_or_else(|| ActionError::Unknown(format!("no agent is `{word}`")))
    }

    fn station_of(
        &self,
        cx: &Context<'_>,
        params: &Map<String, Value>,
    ) -> Result<DeviceId, ActionError> {
        let word = who(params)?;
        if let Some(device) = self
            .roster
            .station(word)
            .or_else(|| self.roster.any_extension(word))
        {
            return Ok(device);
        }
        let agent = self.agent_of(cx, params)?;
        let seat = cx.switch().agent(agent).and_then(|agent| agent.device);
        Ok(seat.unwrap_or_else(|| self.roster.agent(agent).home))
    }
}

fn who(params: &Map<String, Value>) -> Result<&str, ActionError> {
    text(params, "client").or_else(|error| text(params, "agent").map_err(|_| error))
}

pub(super) fn text<'p>(params: &'p Map<String, Value>, name: &str) -> Result<&'p str, ActionError> {
    match params.get(name) {
        Some(Value::String(text)) => Ok(text),
        Some(other) => Err(invalid(
            name,
            &format!("wanted a text, and there was `{other}`"),
        )),
        None => Err(invalid(name, "wanted a text, and there was none")),
    }
}

pub(super) fn invalid(name: &str, message: &str) -> ActionError {
    ActionError::Invalid(format!("`{name}`: {message}"))
}
