use ctimock_dialect::Context;
use ctimock_switch::{By, CallEvent, CallId, ConnectionState, DeviceId, Direction};

use super::{
    book::Clear, call_events::View, cause, deadlines::Due, options::FarClear, server::Server, wire,
};

impl Server {
    /// Keeps the end of a connection until all ends of the same moment are known: the vendor tells
    /// each agent of its own leg first, whoever hung up (dossier §10.2). They are told when the call
    /// is over, when something else happens, or else at the end of the instant.
    pub(super) fn keep_clear(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let parked = self.parked(event.call);
        let stay = |party: &&ctimock_switch::Party| {
            party.device != event.subject && Some(party.device) != parked
        };
        let others = event.parties.iter().filter(stay).map(|party| party.device);
        let others = others.collect();
        let record = self.record_of(cx, event);
        if parked == Some(event.subject) {
            record.parked = None;
        }
        record.clears.push(Clear {
            device: event.subject,
            cause: event.cause,
            by: event.by,
            only_rang: is_alerting(event.from),
            others,
        });
        self.clearing = Some(event.call);
        self.deadlines
            .move_to(Due::Clears, &mut self.clears_due, Some(cx.now()));
    }

    /// Tells the ends that were kept, of a call that is over.
    pub(super) fn tell_end(&mut self, cx: &mut Context<'_>) {
        let Some((call, clears)) = self.take_clears() else {
            return;
        };
        if self.book.call(call).is_some_and(|it| it.is_conference) {
            self.tell_conference_end(cx, call, &clears);
            return;
        }
        for clear in &clears {
            let Some(own) = self.view(call, clear.device, clear.device) else {
                continue;
            };
            self.tell_failure(cx, call, &own, clear);
            self.tell_clear(cx, call, &own, clear);
            for far in clears.iter().filter(|far| far.device != clear.device) {
                // Who only rang knows nothing of others who rang.
                let is_known = !(clear.only_rang && far.only_rang);
                if is_known
                    && self.is_far_told(call, clear.device)
                    && let Some(view) = self.view(call, clear.device, far.device)
                {
                    self.tell_clear(cx, call, &view, far);
                }
            }
        }
    }

    /// Each agent hears who hung up, and then of its own leg: a host who leaves is told one clear, and
    /// one whose last party leaves is told two (dossier §10.11).
    fn tell_conference_end(&mut self, cx: &mut Context<'_>, call: CallId, clears: &[Clear]) {
        for (place, clear) in clears.iter().enumerate() {
            for other in &clears[..place] {
                if other.by == By::Device(other.device)
                    && !clear.only_rang
                    && let Some(view) = self.view(call, clear.device, other.device)
                {
                    self.tell_clear(cx, call, &view, other);
                }
            }
            if let Some(own) = self.view(call, clear.device, clear.device) {
                self.tell_clear(cx, call, &own, clear);
            }
        }
    }

    /// Tells the ends that were kept, of a call that goes on: everybody hears that somebody left
    /// (dossier §10.11), and a leg that only rang ends for its own agent.
    pub(super) fn tell_partings(&mut self, cx: &mut Context<'_>) {
        let Some((call, clears)) = self.take_clears() else {
            return;
        };
        for clear in &clears {
            let others = if clear.only_rang {
                &[]
            } else {
                clear.others.as_slice()
            };
            for device in [clear.device].iter().chain(others) {
                let Some(mut view) = self.view(call, *device, clear.device) else {
                    continue;
                };
                let is_own = *device == clear.device;
                if !is_own {
                    view = self.see_leaver(call, view);
                }
                self.tell_clear(cx, call, &view, clear);
                if is_own {
                    self.tell_beginning(cx, view.agent, call);
                }
            }
        }
    }

    /// Tells an agent who was rung in vain that its own leg is over; the call rings elsewhere.
    pub(super) fn tell_diverted(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let clear = Clear {
            device: event.subject,
            cause: event.cause,
            by: event.by,
            only_rang: true,
            others: Vec::new(),
        };
        if let Some(view) = self.view(event.call, event.subject, event.subject) {
            self.tell_clear(cx, event.call, &view, &clear);
        }
    }

    fn take_clears(&mut self) -> Option<(CallId, Vec<Clear>)> {
        self.deadlines
            .move_to(Due::Clears, &mut self.clears_due, None);
        let call = self.clearing.take()?;
        let record = self.book.call_mut(call)?;
        Some((call, std::mem::take(&mut record.clears)))
    }

    /// Whether an agent is told of the far leg's end after its own: of manual outbound and internal
    /// calls yes, of inbound and the dialler's no, and never of a far end that did not ring.
    fn is_far_told(&self, call: CallId, receiver: DeviceId) -> bool {
        let Some(record) = self.book.call(call) else {
            return false;
        };
        let quirks = &self.options.quirks;
        let by_problem = self.options.problems.tells_far_clear(record);
        let answered = record.answered.is_some();
        let by_quirk = answered || quirks.unanswered_clears == FarClear::Told;
        match record.direction {
            _ if record.rang.is_none() => false,
            _ if record.dialler.is_some() => by_problem.unwrap_or(false),
            Direction::Inbound => false,
            Direction::Outbound => receiver == record.origin && by_problem.unwrap_or(by_quirk),
            Direction::Internal => by_quirk && quirks.internal_clears == FarClear::Told,
        }
    }

    fn tell_clear(&mut self, cx: &mut Context<'_>, call: CallId, view: &View, clear: &Clear) {
        if self.loses_clear(cx, call, view, clear) {
            return;
        }
        let Some(record) = self.book.call(call) else {
            return;
        };
        let hanger = self.hanger(view.device, record, clear.by);
        let state = self.options.quirks.cleared_state;
        let cause = Some(cause::word(clear.cause));
        for _ in 0..self.options.problems.clears(view, clear) {
            let own = wire::Cleared {
                releasing_device: &view.subject,
                hangup_device: &hanger,
            };
            self.tell(cx, view, "connectionCleared", state, cause, own);
        }
    }
}

const fn is_alerting(state: Option<ConnectionState>) -> bool {
    matches!(state, Some(ConnectionState::Alerting { .. }))
}
