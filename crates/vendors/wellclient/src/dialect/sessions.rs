use std::{collections::BTreeMap, time::Duration};

use ctimock_switch::AgentId;
use ctimock_time::Time;
use http::HeaderMap;
use uuid::Uuid;

use super::{deadlines::Due, problems::Problem, roster::Agent, server::Server};

/// Who is behind a session id.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    open: BTreeMap<Uuid, AgentId>,
    /// Sessions that are worth nothing yet, by their agents, oldest first (problem F16).
    waiting: BTreeMap<AgentId, Vec<Uuid>>,
}

impl Server {
    /// Opens a session for whoever logged in at TPI.
    pub(super) fn open_session(&mut self, now: Time, id: Uuid, agent: AgentId) {
        let problems = self.options.problems;
        let agent = self.roster.agent_mut(agent);
        if problems.has(Problem::EarlierSession) && !agent.sessions.is_empty() {
            self.sessions.wait(id, agent.id);
        } else {
            self.sessions.open(id, agent);
        }
        if problems.has(Problem::ShortSession) {
            self.deadlines.add(now + SHORT, Due::Session(id));
        }
    }

    /// Lets a session that waits replace the earlier ones of its agent, because a body names it.
    pub(super) fn adopt_session(&mut self, id: Option<&str>) {
        let id = id.and_then(|id| Uuid::try_parse(id).ok());
        if let Some(id) = id
            && let Some(agent) = self.sessions.stop_waiting(id)
        {
            let agent = self.roster.agent_mut(agent);
            self.sessions.close_all(agent);
            self.sessions.open(id, agent);
        }
    }

    /// Ends a session.
    pub(super) fn end_session(&mut self, id: Uuid) {
        if let Some(agent) = self.sessions.open.remove(&id) {
            let agent = self.roster.agent_mut(agent);
            agent.sessions.retain(|session| *session != id);
        }
    }
}

impl Sessions {
    /// Opens a session. An agent has at most sixteen: the oldest one ends.
    pub(super) fn open(&mut self, id: Uuid, agent: &mut Agent) {
        if agent.sessions.len() == MOST {
            let oldest = agent.sessions.remove(0);
            self.open.remove(&oldest);
        }
        agent.sessions.push(id);
        self.open.insert(id, agent.id);
    }

    /// Ends all sessions of an agent.
    pub(super) fn close_all(&mut self, agent: &mut Agent) {
        for id in agent.sessions.drain(..) {
            self.open.remove(&id);
        }
    }

    fn wait(&mut self, id: Uuid, agent: AgentId) {
        let waiting = self.waiting.entry(agent).or_default();
        if waiting.len() == MOST {
            waiting.remove(0);
        }
        waiting.push(id);
    }

    fn stop_waiting(&mut self, id: Uuid) -> Option<AgentId> {
        let (agent, waiting) = self
            .waiting
            .iter_mut()
            .find(|(_, waiting)| waiting.contains(&id))?;
        waiting.retain(|it| *it != id);
        Some(*agent)
    }

    /// Returns whose session it is.
    pub(super) fn agent(&self, id: &str) -> Option<AgentId> {
        let id = Uuid::try_parse(id).ok()?;
        self.open.get(&id).copied()
    }

    /// Returns whose session the header `sessionId` names.
    pub(super) fn of(&self, headers: &HeaderMap) -> Option<AgentId> {
        self.agent(text(headers)?)
    }
}

/// Returns the header `sessionId`.
pub(super) fn text(headers: &HeaderMap) -> Option<&str> {
    headers.get("sessionid")?.to_str().ok()
}

const MOST: usize = 16;

/// How long a session lasts, where a problem lets it end by itself (F14).
const SHORT: Duration = Duration::from_secs(120);
