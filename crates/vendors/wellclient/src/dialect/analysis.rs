use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::CallId;

use super::{
    book::Clear, call_events::View, cause::FailedCode, roster::Kind, server::Server, wire,
};

impl Server {
    /// Tells the originator of a call with call-progress analysis why nobody answered: `failed`, behind
    /// `delivered` and before the end of its leg (dossier §8.2, §10.13). What is analysed is what the far
    /// end lets hear, so one that never rang is delivered as well.
    pub(super) fn tell_failure(
        &mut self,
        cx: &mut Context<'_>,
        call: CallId,
        view: &View,
        clear: &Clear,
    ) {
        let Some(record) = self.book.call(call) else {
            return;
        };
        if !record.analysed || record.answered.is_some() || record.origin != clear.device {
            return;
        }
        let Some(recognised) = FailedCode::of(clear.cause) else {
            return;
        };
        let heard = match &self.roster.device(record.called).kind {
            Kind::Trunk { announces, .. } => *announces,
            Kind::Station { .. } | Kind::Group { .. } => None,
        };
        let code = heard.unwrap_or(recognised);
        let is_silent = record.rang.is_none();
        let view = far_end(view);
        if is_silent {
            self.tell_ringing(cx, call, &view, None);
        }
        let own = wire::Failed {
            called_device: &view.called,
            failed_code: code.word(),
            failed_msg: code.message(),
        };
        self.tell(cx, &view, "failed", "Fail", Some("Failed"), own);
    }
}

/// Returns the same agent's view of an event about whom it called.
fn far_end(view: &View) -> View {
    View {
        subject: Arc::clone(&view.called),
        own: Arc::clone(&view.own),
        call: Arc::clone(&view.call),
        calling: Arc::clone(&view.calling),
        called: Arc::clone(&view.called),
        ..*view
    }
}
