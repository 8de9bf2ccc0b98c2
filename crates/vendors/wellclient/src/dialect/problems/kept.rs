use std::{collections::BTreeMap, sync::Arc, time::Duration};

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, CallId};

use super::Problem;
use crate::dialect::{deadlines::Due, publish::Copy, server::Server};

/// How late the first events of a dialled call come (F20): long enough to find the button for a logout.
const LATE: Duration = Duration::from_secs(3);

/// Events of calls that are kept back for agents, each as it was written when it happened.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Kept(BTreeMap<(AgentId, CallId), Vec<Event>>);

/// An event's name and text.
type Event = (&'static str, Arc<str>);

impl Server {
    /// Sends an event, unless it is kept back (F3, F20).
    pub(in crate::dialect) fn send_or_keep(
        &mut self,
        cx: &mut Context<'_>,
        copy: Copy<'_>,
        body: Arc<str>,
    ) {
        match self.keeper(cx, copy) {
            Some(kept) => kept.push((copy.name, body)),
            None => self.deliver(cx, copy.agent, copy.name, body),
        }
    }

    /// Returns where an event is kept.
    fn keeper(&mut self, cx: &Context<'_>, copy: Copy<'_>) -> Option<&mut Vec<Event>> {
        let key = (copy.agent, copy.call?);
        let problems = self.options.problems;
        let is_first = copy.name == "serviceInitiated";
        if problems.has(Problem::BeginningLast) {
            let is_beginning = is_first || copy.name == "originated";
            is_beginning.then(|| self.kept.0.entry(key).or_default())
        } else if problems.has(Problem::LateBeginning) && is_first {
            let due = Due::Beginning(copy.agent, key.1);
            self.deadlines.add(cx.now() + LATE, due);
            Some(self.kept.0.entry(key).or_default())
        } else {
            self.kept.0.get_mut(&key)
        }
    }

    /// Sends the events of a call that were late, in their order (F20).
    pub(in crate::dialect) fn tell_late(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        call: CallId,
    ) {
        for (name, body) in self.kept.0.remove(&(agent, call)).unwrap_or_default() {
            self.deliver(cx, agent, name, body);
        }
    }

    /// Sends an agent the beginning of a call that is over for it, the last event first (F3).
    pub(in crate::dialect) fn tell_beginning(
        &mut self,
        cx: &mut Context<'_>,
        agent: AgentId,
        call: CallId,
    ) {
        if self.options.problems.has(Problem::BeginningLast) {
            let kept = self.kept.0.remove(&(agent, call)).unwrap_or_default();
            for (name, body) in kept.into_iter().rev() {
                self.deliver(cx, agent, name, body);
            }
        }
    }

    /// Sends everybody the beginning of a call that is over (F3).
    pub(in crate::dialect) fn tell_beginnings(&mut self, cx: &mut Context<'_>, call: CallId) {
        let keys = self.kept.0.keys();
        let agents: Vec<AgentId> = keys.filter(|key| key.1 == call).map(|key| key.0).collect();
        for agent in agents {
            self.tell_beginning(cx, agent, call);
        }
    }

    /// Returns whether an agent has dialled and was told nothing of it (F20).
    pub(in crate::dialect) fn is_in_the_gap(&self, agent: AgentId) -> bool {
        self.options.problems.has(Problem::LateBeginning)
            && self.kept.0.keys().any(|key| key.0 == agent)
    }
}
