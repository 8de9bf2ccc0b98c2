use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{
    AgentId, CallEvent, CallEventKind, CallId, ConnectionState, DeviceId, Direction, QueueId,
};

use super::{
    book::CallRecord,
    publish::Copy,
    serials::Stream,
    server::Server,
    wire::{self, Root},
};

/// One agent's view of a call: what every event to it has.
#[derive(Debug)]
pub(super) struct View {
    pub(super) agent: AgentId,
    pub(super) device: DeviceId,
    /// The agent's device.
    pub(super) own: Arc<str>,
    pub(super) id: CallId,
    /// The vendor's id.
    pub(super) call: Arc<str>,
    pub(super) calling: Arc<str>,
    pub(super) called: Arc<str>,
    /// The event's device as this agent sees it.
    pub(super) subject: Arc<str>,
}

impl Server {
    /// Tells the agents in a call what happened in it.
    pub(super) fn on_call_event(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        let is_end = matches!(
            event.kind,
            CallEventKind::ConnectionCleared | CallEventKind::CallCleared
        );
        if !is_end || self.clearing.is_some_and(|call| call != event.call) {
            self.tell_partings(cx);
        }
        let now = cx.wall();
        let record = self.record_of(cx, event);
        match &event.kind {
            CallEventKind::ServiceInitiated => self.tell_initiated(cx, event),
            CallEventKind::Originated => self.tell_originated(cx, event),
            CallEventKind::Delivered { queue } => {
                record.rang.get_or_insert(now);
                self.fix_pair(event);
                self.note_allocation(cx, event);
                self.tell_delivered(cx, event, *queue);
            }
            CallEventKind::Established { queue } => {
                self.plan_loss(cx.now(), event.call);
                self.change_id(cx, event.call);
                let record = self.record_of(cx, event);
                record.answered.get_or_insert(now);
                self.tell_established(cx, event, *queue);
                self.tell_taken(cx, event);
                self.record_by_itself(cx, event);
                self.await_pause(cx, event);
            }
            CallEventKind::Held => self.tell_held(cx, event),
            CallEventKind::Retrieved => {
                if record.parked == Some(event.subject) {
                    record.parked = None;
                }
                self.tell_retrieved(cx, event);
            }
            CallEventKind::Diverted { .. } => self.tell_diverted(cx, event),
            CallEventKind::ConnectionCleared => self.keep_clear(cx, event),
            CallEventKind::CallCleared => {
                self.tell_end(cx);
                self.tell_beginnings(cx, event.call);
                self.book.close(event.call);
                self.end_consultation(cx, event);
            }
            CallEventKind::RecordingStarted => self.tell_recording_started(cx, event),
            CallEventKind::RecordingStopped => self.tell_recording_stopped(cx, event),
            CallEventKind::DataChanged => {
                if let Some(call) = cx.switch().call(event.call) {
                    record.data = call.data.clone();
                }
            }
            // The caller's clear, which follows, says why; nothing is said about waiting.
            CallEventKind::Failed | CallEventKind::Queued { .. } => {}
            CallEventKind::Transferred { secondary, to } => {
                self.tell_transferred(cx, event, *secondary, *to);
            }
            CallEventKind::Conferenced {
                secondary, added, ..
            } => self.tell_conferenced(cx, event, *secondary, *added),
            // The vendor's client is told nothing about digits, microphones, screens and streams.
            CallEventKind::DigitsReceived { text } => record.digits.push_str(text),
            CallEventKind::MuteChanged { .. }
            | CallEventKind::ShareChanged { .. }
            | CallEventKind::StreamChanged { .. } => {}
        }
    }

    fn tell_initiated(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        for view in self.views(event, |device, _| device == event.subject) {
            let own = wire::ServiceInitiated {
                initiated_device: &view.subject,
            };
            self.tell(
                cx,
                &view,
                "serviceInitiated",
                "Initiate",
                Some("NORMAL"),
                own,
            );
        }
    }

    fn tell_originated(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        for view in self.views(event, |device, _| device == event.subject) {
            let own = wire::Originated {
                calling_device: &view.calling,
                called_device: &view.called,
            };
            self.tell(cx, &view, "originated", "Initiate", Some("NEWCALL"), own);
        }
    }

    /// To the one who rings and to those who hear it ring, not to others who ring for the same queue.
    fn tell_delivered(&mut self, cx: &mut Context<'_>, event: &CallEvent, queue: Option<QueueId>) {
        let split = self.split(event, queue);
        for view in self.views(event, |device, state| {
            device == event.subject
                || !matches!(state, Some(ConnectionState::Alerting { .. }))
                    && !self.is_replaced(event.call, device)
        }) {
            let view = View {
                call: self.known_as(event.call, &view, event.subject),
                ..view
            };
            self.tell_ringing(cx, event.call, &view, split.as_deref());
        }
    }

    /// `delivered` to one agent.
    pub(super) fn tell_ringing(
        &mut self,
        cx: &mut Context<'_>,
        call: CallId,
        view: &View,
        split: Option<&str>,
    ) {
        let Some(record) = self.book.call(call) else {
            return;
        };
        let (call_name, mut data) = (Arc::clone(&record.name), record.data.clone());
        let call_type = call_type(record);
        let cause = record.dialler.as_ref().and_then(|it| it.campaign.cause());
        if let Some(dialler) = &record.dialler {
            dialler.attach(&mut data);
        }
        let (ani, dnis) = (
            Arc::clone(&record.calling_name),
            Arc::clone(&record.called_name),
        );
        let own = wire::Delivered {
            alerting_device: &view.subject,
            calling_device: &view.calling,
            called_device: &view.called,
            user_data: wire::UserData {
                data: wire::Attached {
                    original_ani: &ani,
                    original_dnis: &dnis,
                    original_call_id: &call_name,
                    custom: &data,
                },
            },
            call_cause: "NEWCALL",
            call_type,
            split,
        };
        self.tell(cx, view, "delivered", "Alerting", cause, own);
    }

    fn tell_established(
        &mut self,
        cx: &mut Context<'_>,
        event: &CallEvent,
        queue: Option<QueueId>,
    ) {
        let split = self.split(event, queue);
        for view in self.views(event, |_, state| {
            !matches!(state, Some(ConnectionState::Alerting { .. }))
        }) {
            if self.loses_answer(cx, &view, event.subject) {
                continue;
            }
            let own = wire::Established {
                answering_device: &view.subject,
                calling_device: &view.calling,
                called_device: &view.called,
                split: split.as_deref(),
            };
            self.tell(cx, &view, "established", "Connect", None, own);
        }
    }

    fn tell_held(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        for view in self.views(event, |_, _| true) {
            let own = wire::Held {
                holding_device: &view.subject,
            };
            self.tell(cx, &view, "held", "Hold", Some("NORMAL"), own);
        }
    }

    fn tell_retrieved(&mut self, cx: &mut Context<'_>, event: &CallEvent) {
        for view in self.views(event, |_, _| true) {
            let own = wire::Retrieved {
                retrieving_device: &view.subject,
            };
            self.tell(cx, &view, "retrieved", "Connect", Some("NORMAL"), own);
        }
    }

    /// Sends an agent its copy of an event about a connection.
    pub(super) fn tell<Own: serde::Serialize>(
        &mut self,
        cx: &mut Context<'_>,
        view: &View,
        name: &'static str,
        local_state: &'static str,
        cause: Option<&'static str>,
        own: Own,
    ) {
        let copy = Copy {
            agent: view.agent,
            device: &view.own,
            name,
            stream: Stream::Csta,
            call: Some(view.id),
        };
        self.publish(cx, copy, |root: Root<'_>| {
            wire::text(&wire::CallEvent {
                root,
                call_id: &view.call,
                device_id: &view.subject,
                local_state,
                connection_id: format!("{}|{}", view.own, view.call),
                cause,
                own: &own,
            })
        });
    }

    /// Returns the agents in a call at an event, each with its view, in the order of the parties.
    pub(super) fn views(
        &self,
        event: &CallEvent,
        concerns: impl Fn(DeviceId, Option<ConnectionState>) -> bool,
    ) -> Vec<View> {
        // Who parked a call hears nothing of it meanwhile but what it does itself.
        let parked = self.parked(event.call);
        event
            .parties
            .iter()
            .filter(|party| party.device == event.subject || Some(party.device) != parked)
            .filter(|party| concerns(party.device, party.state))
            .filter_map(|party| self.view(event.call, party.device, event.subject))
            .collect()
    }

    /// Returns how the agent at a device sees a call; `None` when no agent is there.
    pub(super) fn view(&self, call: CallId, device: DeviceId, subject: DeviceId) -> Option<View> {
        let agent = self.roster.device(device).agent()?;
        let record = self.book.call(call)?;
        let own = self.roster.device(device).name_in(&record.domain);
        let (calling, called) = record.pair(device, &own);
        Some(View {
            agent,
            device,
            id: call,
            call: Arc::clone(&record.name),
            subject: self.name_for(device, record, subject),
            own,
            calling,
            called,
        })
    }

    fn split(&self, event: &CallEvent, queue: Option<QueueId>) -> Option<Arc<str>> {
        let record = self.book.call(event.call)?;
        let Some(queue) = queue else {
            return record.dialler.as_ref()?.split.clone();
        };
        let group = self.roster.queue(queue).device;
        let domain = &record.domain;
        Some(self.roster.device(group).name_in(domain))
    }
}

/// Returns the vendor's word for where a call came from (dossier §8.2).
pub(super) const fn call_type(record: &CallRecord) -> &'static str {
    if let Some(dialler) = &record.dialler {
        return dialler.campaign.word();
    }
    match record.direction {
        Direction::Inbound => "Inbound",
        Direction::Outbound => "Outbound",
        Direction::Internal => "Internal",
    }
}
