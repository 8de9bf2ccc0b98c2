use ctimock_dialect::Context;
use ctimock_switch::{CallEvent, CallId, ConnectionState, DeviceId, Direction};

use super::{book::Clear, call_events::View, cause, options::FarClear, server::Server, wire};

impl Server {
    /// Keeps the end of a connection until all ends of the same moment are known: the vendor tells
    /// each agent of its own leg first, whoever hung up (dossier §10.2).
    pub(super) fn keep_clear(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let left: Vec<_> = event
            .parties
            .iter()
            .filter_map(|party| party.state)
            .collect();
        let record = self.record_of(cx, event);
        record.clears.push(Clear {
            device: event.subject,
            cause: event.cause,
            by: event.by,
        });
        self.clearing = Some(event.call);
        // More ends follow while somebody is left alone, unless that one waits in a queue.
        let goes_on = left.len() >= 2 || matches!(left.as_slice(), [ConnectionState::Queued(_)]);
        if goes_on && matches!(event.from, Some(ConnectionState::Alerting { .. })) {
            self.tell_own_clear(cx, event.call);
        } else if goes_on {
            self.tell_everybody(cx, event);
        } else if left.is_empty() {
            self.tell_clears(cx);
        }
    }

    /// Tells the ends that were kept, of a call that is over.
    pub(super) fn tell_clears(&mut self, cx: &mut Context<'_>) {
        let Some((call, clears)) = self.take_clears() else {
            return;
        };
        for clear in &clears {
            let Some(own) = self.view(call, clear.device, clear.device) else {
                continue;
            };
            self.tell_failure(cx, call, &own, clear);
            self.tell_clear(cx, call, &own, clear);
            for far in clears.iter().filter(|far| far.device != clear.device) {
                if self.is_far_told(call, clear.device)
                    && let Some(view) = self.view(call, clear.device, far.device)
                {
                    self.tell_clear(cx, call, &view, far);
                }
            }
        }
    }

    /// A leg that only rang ends for its own agent: the call rings elsewhere.
    fn tell_own_clear(&mut self, cx: &mut Context<'_>, call: CallId) {
        let Some((_, clears)) = self.take_clears() else {
            return;
        };
        for clear in &clears {
            if let Some(view) = self.view(call, clear.device, clear.device) {
                self.tell_clear(cx, call, &view, clear);
            }
        }
    }

    /// Somebody left a call that goes on: everybody is told (dossier §10.11).
    fn tell_everybody(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let Some((call, clears)) = self.take_clears() else {
            return;
        };
        for clear in &clears {
            for party in &event.parties {
                if let Some(view) = self.view(call, party.device, clear.device) {
                    self.tell_clear(cx, call, &view, clear);
                }
            }
        }
    }

    fn take_clears(&mut self) -> Option<(CallId, Vec<Clear>)> {
        let call = self.clearing.take()?;
        let record = self.book.call_mut(call)?;
        Some((call, std::mem::take(&mut record.clears)))
    }

    /// Whether an agent is told of the far leg's end after its own: of manual outbound and internal
    /// calls yes, of inbound ones no, and never of a far end that did not ring.
    fn is_far_told(&self, call: CallId, receiver: DeviceId) -> bool {
        let Some(record) = self.book.call(call) else {
            return false;
        };
        let quirks = &self.options.quirks;
        let answered = record.answered.is_some();
        let by_quirk = answered || quirks.unanswered_clears == FarClear::Told;
        match record.direction {
            _ if record.rang.is_none() => false,
            Direction::Inbound => false,
            Direction::Outbound => receiver == record.origin && by_quirk,
            Direction::Internal => by_quirk && quirks.internal_clears == FarClear::Told,
        }
    }

    fn tell_failure(&mut self, cx: &mut Context<'_>, call: CallId, view: &View, clear: &Clear) {
        let is_failure = self.book.call(call).is_some_and(|record| {
            record.analysed && record.answered.is_none() && record.origin == clear.device
        });
        if is_failure {
            self.tell_failed(cx, view, clear.cause);
        }
    }

    fn tell_clear(&mut self, cx: &mut Context<'_>, call: CallId, view: &View, clear: &Clear) {
        let Some(record) = self.book.call(call) else {
            return;
        };
        let hanger = self.hanger(view.device, record, clear.by);
        let state = self.options.quirks.cleared_state;
        let own = wire::Cleared {
            releasing_device: &view.subject,
            hangup_device: &hanger,
        };
        let cause = Some(cause::word(clear.cause));
        self.tell(cx, view, "connectionCleared", state, cause, own);
    }
}
