use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    legs::{Call, LegState},
    over::Over,
};

/// The page's call memory (dossier §9). What an event means for an unknown call or device is nothing.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Calls {
    by_id: BTreeMap<String, Call>,
    over: Over,
}

impl Calls {
    /// Forgets the calls; which ones are over stays known.
    pub(super) fn clear(&mut self) {
        self.by_id.clear();
    }

    /// Remembers a call that was dialled; a repetition starts it anew, unless it is over.
    pub(super) fn originated(&mut self, event: &Map<String, Value>) {
        if !self.over.knows(event) {
            self.create(LegState::Originated, event);
        }
    }

    /// Remembers a call that rings, unless it is known or over.
    pub(super) fn delivered(&mut self, event: &Map<String, Value>) {
        if !self.by_id.contains_key(field(event, "callId")) && !self.over.knows(event) {
            self.create(LegState::Delivered, event);
        }
    }

    /// Connects all devices of a known call. An unknown one is the call that is not answered yet and
    /// has the same two devices, under another id (dossier §18 F7, F18).
    pub(super) fn established(&mut self, event: &Map<String, Value>) {
        if let Some(old) = self.renamed(event) {
            self.rename(&old, field(event, "callId"));
        }
        if let Some(call) = self.by_id.get_mut(field(event, "callId")) {
            call.set_all(LegState::Connected);
            call.established = Some(field(event, "eventTime").to_owned());
        }
    }

    /// Puts the own device into a state, whoever held or retrieved.
    pub(super) fn own_leg(&mut self, event: &Map<String, Value>, own: &str, state: LegState) {
        let call = self.by_id.get_mut(field(event, "callId"));
        if let Some(leg) = call.and_then(|call| call.leg_mut(own)) {
            leg.state = state;
        }
    }

    /// Forgets a call whose own leg was released, and returns it.
    pub(super) fn cleared(&mut self, event: &Map<String, Value>, own: &str) -> Option<Call> {
        if field(event, "releasingDevice") != own {
            return None;
        }
        self.over.note(event);
        self.by_id.remove(field(event, "callId"))
    }

    /// Renames the call that was transferred to the own device.
    pub(super) fn transferred(&mut self, event: &Map<String, Value>, own: &str) {
        if field(event, "transferredToDevice") == own {
            self.rename(field(event, "secondaryOldCall"), field(event, "newCall"));
        }
    }

    /// Folds the conference's old calls into the one that goes on under the event's `callId`.
    pub(super) fn conferenced(&mut self, event: &Map<String, Value>, own: &str) {
        let id = field(event, "callId");
        self.rename(field(event, "primaryOldCall"), id);
        let second = field(event, "secondaryOldCall");
        if second != id && self.by_id.contains_key(id) {
            self.fold(second, id, own);
        } else {
            self.rename(second, id);
        }
        if let Some(call) = self.by_id.get_mut(id) {
            call.is_conferenced = true;
        }
    }

    /// Remembers a call that a client-state tells of: a known one takes the state, an unknown one is
    /// created.
    pub(super) fn restore(&mut self, id: &str, call: Call, state: LegState) {
        self.by_id
            .entry(id.to_owned())
            .or_insert(call)
            .set_all(state);
    }

    /// Returns a call.
    pub(super) fn call(&self, id: &str) -> Option<&Call> {
        self.by_id.get(id)
    }

    /// Returns whether no call is remembered.
    pub(super) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Returns the id of the only call.
    pub(super) fn only(&self) -> Option<&str> {
        match self.by_id.len() {
            1 => self.by_id.keys().next().map(String::as_str),
            _ => None,
        }
    }

    /// Returns what `getCallMemory` gives.
    pub(super) fn to_value(&self) -> Value {
        let mut memory = Map::new();
        memory.insert("length".into(), self.by_id.len().into());
        for (id, call) in &self.by_id {
            memory.insert(id.clone(), call.to_value(id));
        }
        Value::Object(memory)
    }

    fn create(&mut self, state: LegState, event: &Map<String, Value>) {
        let call = Call::new(
            state,
            field(event, "callingDevice"),
            field(event, "calledDevice"),
            field(event, "eventTime"),
        );
        self.by_id.insert(field(event, "callId").to_owned(), call);
    }

    /// Returns the id under which the call of an event is known, if only its id is new.
    fn renamed(&self, event: &Map<String, Value>) -> Option<String> {
        if self.by_id.contains_key(field(event, "callId")) {
            return None;
        }
        let pair = ["callingDevice", "calledDevice"].map(|name| field(event, name));
        let mut waiting = self.by_id.iter().filter(|(_, call)| {
            call.established.is_none() && [call.calling.as_str(), &call.called] == pair
        });
        let found = waiting.next();
        found
            .filter(|_| waiting.next().is_none())
            .map(|(id, _)| id.clone())
    }

    fn rename(&mut self, from: &str, to: &str) {
        if from == to || self.by_id.contains_key(to) {
            return;
        }
        if let Some(call) = self.by_id.remove(from) {
            self.by_id.insert(to.to_owned(), call);
        }
    }

    fn fold(&mut self, from: &str, into: &str, own: &str) {
        let Some(folded) = self.by_id.remove(from) else {
            return;
        };
        let Some(call) = self.by_id.get_mut(into) else {
            return;
        };
        if let Some(party) = folded.party_of(own)
            && call.leg(&party.device).is_none()
        {
            let mut leg = party.clone();
            leg.added = true;
            call.legs.push(leg);
        }
    }
}

/// Returns an event's text; `""` if it has none of that name.
pub(super) fn field<'a>(event: &'a Map<String, Value>, name: &str) -> &'a str {
    event.get(name).and_then(Value::as_str).unwrap_or_default()
}
