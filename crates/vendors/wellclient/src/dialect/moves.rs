use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{CallEvent, CallId, Cause, Command, ConnectionState, DeviceId};

use super::{
    call_events::View,
    options::{ConferenceIds, ConsultEnd},
    server::Server,
    wire,
};

/// What stands for the second call when there is none: no client may know it, or it takes the event for
/// the end of a call (dossier §9, invariant 4).
const NO_CALL: &str = "0";

impl Server {
    /// Tells everybody that two were connected. The target takes over the id of the held call; who
    /// knew that one already keeps it (dossier §9, invariant 5; §10.10).
    pub(super) fn tell_transferred(
        &mut self,
        cx: &mut Context<'_>,
        event: &CallEvent,
        secondary: Option<CallId>,
        to: DeviceId,
    ) {
        let second = self.take_over(cx, event, secondary, to);
        let cause = match secondary {
            Some(_) => "TRANSFER",
            None => "SINGLESTEPTRANSFER",
        };
        let came: Vec<DeviceId> = moved(event, to).collect();
        for view in self.views_of(event, to, |_| true) {
            // A client renames its call only if it is the target itself.
            let own = (secondary.is_some() && came.contains(&view.device))
                .then(|| self.view(event.call, view.device, view.device));
            let view = own.flatten().unwrap_or(view);
            let known = self.known_as(event.call, &view, to);
            let second = second.as_ref().unwrap_or(&known);
            if self.loses_transfer(cx, &view, to) {
                continue;
            }
            self.tell_transfer(cx, event, &view, (event.subject, second, cause));
        }
        if secondary.is_some() {
            self.tell_merged(cx, event, to, |device| device != event.subject);
        } else {
            self.forget_alias(event.call);
            self.record_of(cx, event).transferred_by = Some(event.subject);
        }
    }

    /// Tells those who stayed when the target of a single-step transfer has answered: the manual shows
    /// them `transferred` twice more (dossier §10.7).
    pub(super) fn tell_taken(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let Some(by) = self.record_of(cx, event).transferred_by.take() else {
            return;
        };
        let others = |device, state| {
            device != event.subject && !matches!(state, Some(ConnectionState::Alerting { .. }))
        };
        for view in self.views(event, others) {
            for _ in 0..2 {
                let call = (by, &view.call, "SINGLESTEPTRANSFER");
                self.tell_transfer(cx, event, &view, call);
            }
        }
    }

    fn tell_transfer(
        &mut self,
        cx: &mut Context<'_>,
        event: &CallEvent,
        view: &View,
        (by, second, cause): (DeviceId, &Arc<str>, &'static str),
    ) {
        let mut sender = self.seen(event, view, by);
        if cause == "SINGLESTEPTRANSFER" {
            sender = self.shown_sender(sender);
        }
        let own = wire::Transferred {
            primary_old_call: &view.call,
            secondary_old_call: second,
            transferring_device: &sender,
            transferred_to_device: &view.subject,
            new_call: &view.call,
        };
        self.tell(cx, view, "transferred", "Connect", Some(cause), own);
    }

    /// Tells everybody of the new party (dossier §9, invariant 4; §10.8, §10.11).
    pub(super) fn tell_conferenced(
        &mut self,
        cx: &mut Context<'_>,
        event: &CallEvent,
        secondary: Option<CallId>,
        added: DeviceId,
    ) {
        let second = self.take_over(cx, event, secondary, added);
        self.record_of(cx, event).is_conference = true;
        if secondary.is_some() {
            self.tell_merged(cx, event, added, |_| true);
        }
        let first = secondary.and_then(|secondary| self.fold(event.call, secondary));
        let in_it = |state| !matches!(state, Some(ConnectionState::Alerting { .. }));
        for view in self.views_of(event, added, in_it) {
            let host = self.seen(event, &view, event.subject);
            let own = wire::Conferenced {
                primary_old_call: first.as_ref().unwrap_or(&view.call),
                secondary_old_call: second.as_deref().unwrap_or(NO_CALL),
                conferencing_device: &host,
                added_party: &view.subject,
                new_call: &view.call,
            };
            self.tell(cx, &view, "conferenced", "Connect", None, own);
        }
    }

    /// Gives a conference the id of the consultation, where clients expect that (dossier §10.11, last
    /// line). Returns the id that it had.
    fn fold(&mut self, held: CallId, consultation: CallId) -> Option<Arc<str>> {
        if self.options.quirks.conference_ids == ConferenceIds::Held {
            return None;
        }
        let first = Arc::clone(&self.book.call(held)?.name);
        self.book.swap_names(held, consultation);
        Some(first)
    }

    /// Takes the held call back for the agent whose consultation is over (dossier §10.9).
    pub(super) fn end_consultation(&self, cx: &mut Context<'_>, event: &CallEvent) {
        if let Some(call) = event.consult_of
            && event.cause != Cause::Transferred
            && self.options.quirks.consult_end == ConsultEnd::AutoRetrieve
        {
            let device = event.origin;
            // Refused when the agent's own leg of the held call ended in the same moment.
            let _ = cx.command(Command::Retrieve { call, device });
        }
    }

    /// Lets a call take over what is known of the parties that came from its consultation: their pairs,
    /// their numbers and what they attached. Returns the consultation's id.
    fn take_over(
        &mut self,
        cx: &mut Context<'_>,
        event: &CallEvent,
        secondary: Option<CallId>,
        first: DeviceId,
    ) -> Option<Arc<str>> {
        let old = self.book.call(secondary?)?;
        let name = Arc::clone(&old.name);
        let mut known = Vec::new();
        for device in moved(event, first) {
            let own = self.roster.device(device).name_in(&old.domain);
            let seen = self.name_for(old.origin, old, device);
            known.push((device, old.pair(device, &own), seen));
        }
        let data = cx.switch().call(event.call).map(|call| call.data.clone());
        let record = self.record_of(cx, event);
        for (device, pair, seen) in known {
            record.pairs.insert(device, pair);
            record.names.insert(device, seen);
        }
        record.data = data.unwrap_or_default();
        Some(name)
    }

    /// Tells those who knew of the hold that it is over, by the quirk `merge_retrieves`.
    fn tell_merged(
        &mut self,
        cx: &mut Context<'_>,
        event: &CallEvent,
        first: DeviceId,
        concerns: impl Fn(DeviceId) -> bool,
    ) {
        if !self.options.quirks.merge_retrieves {
            return;
        }
        let came: Vec<DeviceId> = moved(event, first).collect();
        for view in self.views(event, |device, _| {
            !came.contains(&device) && concerns(device)
        }) {
            let own = wire::Retrieved {
                retrieving_device: &view.subject,
            };
            self.tell(cx, &view, "retrieved", "Connect", Some("NORMAL"), own);
        }
    }

    /// Returns the views of an event about another device than its subject.
    fn views_of(
        &self,
        event: &CallEvent,
        subject: DeviceId,
        concerns: impl Fn(Option<ConnectionState>) -> bool,
    ) -> Vec<View> {
        let parked = self.parked(event.call);
        let parties = event.parties.iter();
        parties
            .filter(|party| Some(party.device) != parked && concerns(party.state))
            .filter_map(|party| self.view(event.call, party.device, subject))
            .collect()
    }

    /// Returns a device's name as a view's agent sees it.
    fn seen(&self, event: &CallEvent, view: &View, device: DeviceId) -> Arc<str> {
        let record = self.book.call(event.call);
        let record = record.expect("a call that somebody sees is in the book");
        self.name_for(view.device, record, device)
    }
}

/// Returns who came from the other call: `first` and those behind it.
fn moved(event: &CallEvent, first: DeviceId) -> impl Iterator<Item = DeviceId> {
    let parties = event.parties.iter().map(|party| party.device);
    parties
        .skip_while(move |device| *device != first)
        .filter(|device| *device != event.subject)
}
