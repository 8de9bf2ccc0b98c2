use std::{collections::BTreeMap, sync::Arc};

use ctimock_dialect::Context;
use ctimock_switch::{By, CallEvent, CallId, DeviceId, Direction};

use super::{book::CallRecord, server::Server};

impl Server {
    /// Returns the record of a new call, with an id of its own.
    pub(super) fn new_record(
        &self,
        cx: &mut Context<'_>,
        id: CallId,
        direction: Direction,
        origin: DeviceId,
        called: DeviceId,
    ) -> CallRecord {
        let domain = [origin, called]
            .into_iter()
            .find_map(|device| self.roster.device(device).domain())
            .map_or_else(|| Arc::from(""), Arc::clone);
        let uuid = cx.mint().uuid();
        let data = cx.switch().call(id).map(|call| call.data.clone());
        CallRecord {
            id,
            uuid,
            name: Arc::from(uuid.to_string()),
            direction,
            origin,
            called,
            calling_name: self.shown_caller(direction, origin, &domain),
            called_name: self.roster.device(called).name_in(&domain),
            domain,
            data: data.unwrap_or_default(),
            analysed: false,
            rang: None,
            answered: None,
            clears: Vec::new(),
            recordings: Vec::new(),
            recording_asked: None,
            pairs: BTreeMap::new(),
            names: BTreeMap::new(),
            is_conference: false,
            coming: None,
            transferred_by: None,
            parked: None,
            after_answer: None,
            digits: String::new(),
            dialler: None,
            aliases: Vec::new(),
        }
    }

    /// Gives a party's call its id, if no event has done so.
    pub(super) fn record_placed(&mut self, cx: &mut Context<'_>, id: CallId) {
        if self.book.name(id).is_some() {
            return;
        }
        let call = cx.switch().call(id);
        let Some((direction, origin, called)) =
            call.map(|call| (call.direction, call.origin, call.called))
        else {
            return;
        };
        let record = self.new_record(cx, id, direction, origin, called);
        self.book.open(record);
    }

    /// Returns the record of an event's call; a party's call gets one with its first event.
    pub(super) fn record_of(&mut self, cx: &mut Context<'_>, event: &CallEvent) -> &mut CallRecord {
        if self.book.call(event.call).is_none() {
            let CallEvent {
                call,
                direction,
                origin,
                called,
                ..
            } = *event;
            let record = self.new_record(cx, call, direction, origin, called);
            self.book.open(record);
        }
        self.book
            .call_mut(event.call)
            .expect("the call is in the book")
    }

    /// Returns a party's name as `receiver` sees it in a call: its own is its station's, the callee's
    /// is as it was dialled.
    pub(super) fn name_for(
        &self,
        receiver: DeviceId,
        call: &CallRecord,
        device: DeviceId,
    ) -> Arc<str> {
        if device == receiver {
            self.roster.device(device).name_in(&call.domain)
        } else if let Some(name) = call.names.get(&device) {
            Arc::clone(name)
        } else if device == call.origin {
            Arc::clone(&call.calling_name)
        } else if device == call.called && receiver == call.origin {
            Arc::clone(&call.called_name)
        } else {
            self.roster.device(device).name_in(&call.domain)
        }
    }

    /// Returns who hung up first as `receiver` sees it. What the switch did by itself, such as a ring
    /// time-out, counts as done by the callee (not documented).
    pub(super) fn hanger(&self, receiver: DeviceId, call: &CallRecord, by: By) -> Arc<str> {
        match by {
            By::Device(device) => self.name_for(receiver, call, device),
            By::System => {
                let own = self.roster.device(receiver).name_in(&call.domain);
                call.pair(receiver, &own).1
            }
        }
    }
}
