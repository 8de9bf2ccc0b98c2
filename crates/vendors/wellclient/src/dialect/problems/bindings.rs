use std::collections::{BTreeMap, BTreeSet};

use ctimock_dialect::Context;
use ctimock_switch::{AgentId, Command, DeviceId, LogOnMode, Reason};
use ctimock_time::Time;

use super::{Problem, visits::Visits};
use crate::dialect::server::Server;

/// What unclean exits left behind (F10), and what is told to nobody.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Bindings {
    /// Who is found logged on, and where, when an agent comes.
    left: BTreeMap<AgentId, (AgentId, DeviceId)>,
    found: Visits<AgentId>,
    /// Agents of whom nobody hears what becomes of them by the input that is handled.
    untold: BTreeSet<AgentId>,
}

impl Bindings {
    /// Sets up who will be found where.
    pub(in crate::dialect) fn leave(&mut self, agent: AgentId, who: AgentId, at: DeviceId) {
        self.left.insert(agent, (who, at));
    }

    /// Returns whether it is set up for an agent: two clients may be one.
    pub(in crate::dialect) fn has(&self, agent: AgentId) -> bool {
        self.left.contains_key(&agent)
    }

    /// Keeps from everybody what becomes of an agent, until the next input.
    pub(in crate::dialect) fn hush(&mut self, agent: AgentId) {
        self.untold.insert(agent);
    }

    /// Begins another input.
    pub(in crate::dialect) fn next_input(&mut self) {
        self.untold.clear();
    }

    pub(in crate::dialect) fn is_hushed(&self, agent: AgentId) -> bool {
        self.untold.contains(&agent)
    }

    /// Takes note that an agent is off.
    pub(in crate::dialect) fn off(&mut self, agent: AgentId, now: Time) {
        self.found.leaves(&agent, now);
    }
}

impl Server {
    /// Puts back what an unclean exit left, before an agent who is off logs in (F10). Nobody hears of
    /// it: it was so before.
    pub(in crate::dialect) fn find_binding(&mut self, cx: &mut Context<'_>, agent: AgentId) {
        let Some(&(who, device)) = self.bindings.left.get(&agent) else {
            return;
        };
        let state = cx.switch().agent(agent);
        let is_off = state.is_some_and(|it| it.device.is_none());
        if !is_off || !self.bindings.found.strikes(agent, cx.now()) {
            return;
        }
        self.bindings.hush(who);
        let mode = LogOnMode::NotReady(Reason::default());
        let on = Command::LogOn {
            agent: who,
            device,
            mode,
        };
        // Somebody may be on at that extension, truly: then nothing is found.
        if cx.command(on).is_ok() {
            let (who, device) = (&self.roster.agent(who).login, self.roster.device(device));
            let device = device.name_in("");
            cx.note(format!("problem F10: `{who}` is still on at `{device}`"));
        }
    }

    /// Returns whether an agent's old binding is one that this server keeps.
    pub(in crate::dialect) fn keeps_bindings(&self) -> Option<Problem> {
        [
            Problem::KeptBinding,
            Problem::KeptElsewhere,
            Problem::KeptByAnother,
        ]
        .into_iter()
        .find(|problem| self.options.problems.has(*problem))
    }
}
