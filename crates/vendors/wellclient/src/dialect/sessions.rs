use std::collections::BTreeMap;

use ctimock_switch::AgentId;
use http::HeaderMap;
use uuid::Uuid;

use super::roster::Agent;

/// Who is behind a session id.
#[derive(Debug, Default)]
pub(super) struct Sessions(BTreeMap<Uuid, AgentId>);

impl Sessions {
    /// Opens a session. An agent has at most sixteen: the oldest one ends.
    pub(super) fn open(&mut self, id: Uuid, agent: &mut Agent) {
        if agent.sessions.len() == MOST {
            let oldest = agent.sessions.remove(0);
            self.0.remove(&oldest);
        }
        agent.sessions.push(id);
        self.0.insert(id, agent.id);
    }

    /// Ends all sessions of an agent.
    pub(super) fn close_all(&mut self, agent: &mut Agent) {
        for id in agent.sessions.drain(..) {
            self.0.remove(&id);
        }
    }

    /// Returns whose session it is.
    pub(super) fn agent(&self, id: &str) -> Option<AgentId> {
        let id = Uuid::try_parse(id).ok()?;
        self.0.get(&id).copied()
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
