use ctimock_dialect::Context;
use ctimock_switch::{AgentId, Command};
use ctimock_time::Time;
use http::HeaderMap;

use super::{
    deadlines::Due,
    problems::Problem,
    refuse::Refused,
    reply::{Handled, Reply},
    server::Server,
};

impl Server {
    /// Takes an agent's heartbeat. It needs no session: the first one after a login carries an empty
    /// header (dossier §4.1), and old clients send it before they log on (§16).
    pub(super) fn heartbeat(&mut self, now: Time, headers: &HeaderMap, login: &str) -> Handled {
        let Some(agent) = self.roster.by_login(login) else {
            return Err(Refused::new(404, format!("no agent is `{login}`")));
        };
        let problems = self.options.problems;
        if problems.has(Problem::StrictHeartbeat) {
            self.authorised(headers)?;
        }
        let counts =
            !problems.has(Problem::LostHeartbeats) && !problems.has(Problem::LostHeartbeatsTold);
        if counts && self.roster.agent(agent).silent_at.is_some() {
            self.hear(now, agent);
        }
        if problems.has(Problem::HeartbeatRefused) {
            return Err(Refused::new(426, "there is no access token"));
        }
        Ok(Reply::NoContent)
    }

    /// Gives an agent another three minutes. Simulated agents need none.
    pub(super) fn hear(&mut self, now: Time, agent: AgentId) {
        let agent = self.roster.agent_mut(agent);
        if !agent.is_simulated() {
            let at = now + self.options.heartbeat_timeout;
            self.deadlines
                .move_to(Due::Heartbeat(agent.id), &mut agent.silent_at, Some(at));
        }
    }

    /// Expects no more heartbeats.
    pub(super) fn stop_hearing(&mut self, agent: AgentId) {
        let agent = self.roster.agent_mut(agent);
        self.deadlines
            .move_to(Due::Heartbeat(agent.id), &mut agent.silent_at, None);
    }

    /// Logs an agent off whose heartbeats stopped (dossier §4.3). A call of its telephone goes on
    /// without it.
    pub(super) fn log_off_silent(&mut self, cx: &mut Context<'_>, agent: AgentId) {
        let account = self.roster.agent_mut(agent);
        account.silent_at = None;
        if self.options.problems.has(Problem::LostHeartbeats) {
            self.bindings.hush(agent);
        }
        cx.note(format!("no heartbeat of `{}` in time", account.login));
        let forced = true;
        cx.command(Command::LogOff { agent, forced })
            .expect("an agent whose heartbeats are awaited is logged on");
    }
}
