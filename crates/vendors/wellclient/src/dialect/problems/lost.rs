use ctimock_dialect::Context;
use ctimock_switch::{AgentId, AgentState, DeviceId};

use super::{Problem, Problems};
use crate::dialect::{call_events::View, server::Server};

impl Problems {
    /// Returns the problem with which an event gets lost on its way, whatever it is about.
    pub(in crate::dialect) fn loses(self, event: &str) -> Option<&'static str> {
        let problem = match event {
            "serviceInitiated" | "originated" => (Problem::DeskTelephone, "F19"),
            "held" => (Problem::SilentHold, "F8"),
            "agentLoggedOff" => (Problem::SilentLogout, "F8.logout"),
            _ => return None,
        };
        self.has(problem.0).then_some(problem.1)
    }

    /// Returns whether an agent is not told of a mode that was asked for (F8): login, the dialler and
    /// the end of a call are no such request.
    pub(in crate::dialect) fn loses_mode(self, from: AgentState, to: AgentState) -> bool {
        let asked = |state| matches!(state, AgentState::Ready | AgentState::NotReady(_));
        self.has(Problem::SilentMode) && asked(from) && asked(to)
    }
}

impl Server {
    /// Returns whether an agent is not told of an answer, which is its own, and notes it (F8).
    pub(in crate::dialect) fn loses_answer(
        &self,
        cx: &mut Context<'_>,
        view: &View,
        answering: DeviceId,
    ) -> bool {
        let lost = view.device == answering && self.options.problems.has(Problem::SilentAnswer);
        if lost {
            self.note_loss(cx, "F8.answer", "established", view.agent);
        }
        lost
    }

    /// Returns whether the target of a transfer is not told of it, and notes it (F18).
    pub(in crate::dialect) fn loses_transfer(
        &self,
        cx: &mut Context<'_>,
        view: &View,
        target: DeviceId,
    ) -> bool {
        let lost = view.device == target && self.options.problems.has(Problem::OldIdAtTarget);
        if lost {
            self.note_loss(cx, "F18", "transferred", view.agent);
        }
        lost
    }

    /// Leaves a hint in the journal that an event got lost.
    pub(in crate::dialect) fn note_loss(
        &self,
        cx: &mut Context<'_>,
        problem: &str,
        event: &str,
        agent: AgentId,
    ) {
        let login = &self.roster.agent(agent).login;
        cx.note(format!(
            "problem {problem}: `{event}` is not told to `{login}`"
        ));
    }
}
