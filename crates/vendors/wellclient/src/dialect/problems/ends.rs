use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{By, CallId, Direction};

use super::{Problem, Problems};
use crate::dialect::{
    book::{CallRecord, Clear},
    call_events::View,
    server::Server,
};

impl Problems {
    /// Returns whether the far end's clear follows the own one, where a problem decides it (F5).
    pub(in crate::dialect) fn tells_far_clear(self, call: &CallRecord) -> Option<bool> {
        let is_manual = call.dialler.is_none();
        if is_manual && call.direction != Direction::Outbound {
            None
        } else if self.has(Problem::SwappedClears) {
            Some(!is_manual)
        } else {
            self.has(Problem::UnevenClears).then_some(is_manual)
        }
    }

    /// Returns how often an agent is told of a clear (F21).
    pub(in crate::dialect) fn clears(self, view: &View, clear: &Clear) -> usize {
        if view.device == clear.device && self.has(Problem::TwiceCleared) {
            2
        } else {
            1
        }
    }
}

impl Server {
    /// Returns whether an agent's copy of a clear gets lost, and notes it (F4, F17).
    pub(in crate::dialect) fn loses_clear(
        &self,
        cx: &mut Context<'_>,
        call: CallId,
        view: &View,
        clear: &Clear,
    ) -> bool {
        let problems = self.options.problems;
        let is_own = view.device == clear.device;
        let is_conference = self.book.call(call).is_some_and(|call| call.is_conference);
        let by_another = clear.by != By::Device(view.device);
        let is_outside = self.roster.device(clear.device).station().is_none();
        let lost = if is_own && problems.has(Problem::LostOwnClear) {
            "F4"
        } else if is_own
            && is_conference
            && by_another
            && problems.has(Problem::SilentConferenceEnd)
        {
            "F17"
        } else if is_outside && is_conference && problems.has(Problem::SilentLeaver) {
            "F17.external"
        } else {
            return false;
        };
        self.note_loss(cx, lost, "connectionCleared", view.agent);
        true
    }

    /// Returns how an agent is told that another left a conference that goes on (F17).
    pub(in crate::dialect) fn see_leaver(&self, call: CallId, view: View) -> View {
        let is_conference = self.book.call(call).is_some_and(|call| call.is_conference);
        if is_conference && self.options.problems.has(Problem::WrongLeaver) {
            let subject = Arc::clone(&view.own);
            View { subject, ..view }
        } else {
            view
        }
    }
}
