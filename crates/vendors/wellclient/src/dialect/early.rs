//! Clients that log on before they listen: the deprecated `login()`, and those of 2017 (dossier §4.2, §16).

use std::{sync::Arc, time::Duration};

use ctimock_dialect::Context;
use ctimock_switch::AgentId;
use ctimock_time::Time;

use super::{deadlines::Due, options::EarlyLogin, server::Server};

/// How long the events of a login wait for somebody who listens.
const WAIT: Duration = Duration::from_millis(300);

/// The events of an agent who logged on before anybody listened.
#[derive(Debug, Default)]
pub(super) struct Early {
    due: Option<Time>,
    events: Vec<(&'static str, Arc<str>)>,
}

impl Server {
    /// Keeps the events of an agent who logs on while nobody listens, for a while.
    pub(super) fn wait_for_listener(&mut self, now: Time, id: AgentId) {
        let agent = self.roster.agent_mut(id);
        let is_early = agent.listeners.is_empty() && !agent.is_simulated();
        if is_early && self.options.quirks.early_login == EarlyLogin::Deferred {
            let early = agent.early.get_or_insert_default();
            self.deadlines
                .move_to(Due::Early(id), &mut early.due, Some(now + WAIT));
        }
    }

    /// Keeps an event if the agent's events wait; gives it back if not.
    pub(super) fn keep_early(
        &mut self,
        agent: AgentId,
        name: &'static str,
        body: Arc<str>,
    ) -> Option<Arc<str>> {
        match &mut self.roster.agent_mut(agent).early {
            Some(early) => {
                early.events.push((name, body));
                None
            }
            None => Some(body),
        }
    }

    /// Tells what waited, to whoever listens by now.
    pub(super) fn tell_early(&mut self, cx: &mut Context<'_>, id: AgentId) {
        let Some(early) = self.roster.agent_mut(id).early.take() else {
            return;
        };
        for (name, body) in early.events {
            let agent = self.roster.agent(id);
            if !agent.listeners.is_empty() {
                self.deliver(cx, id, name, body);
            } else if let Some(client) = agent.sole_client() {
                cx.unheard(client, name);
            }
        }
    }
}
