use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::legs::{Call, LegState};

/// The page's call memory (dossier §9). What an event means for an unknown call or device is nothing.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Calls(BTreeMap<String, Call>);

impl Calls {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Remembers a call that was dialled; a repetition starts it anew.
    pub(super) fn originated(&mut self, event: &Map<String, Value>) {
        self.create(LegState::Originated, event);
    }

    /// Remembers a call that rings, unless it is known.
    pub(super) fn delivered(&mut self, event: &Map<String, Value>) {
        if !self.0.contains_key(field(event, "callId")) {
            self.create(LegState::Delivered, event);
        }
    }

    /// Connects all devices of a known call.
    pub(super) fn established(&mut self, event: &Map<String, Value>) {
        if let Some(call) = self.0.get_mut(field(event, "callId")) {
            call.set_all(LegState::Connected);
            call.established = Some(field(event, "eventTime").to_owned());
        }
    }

    /// Puts the own device into a state, whoever held or retrieved.
    pub(super) fn own_leg(&mut self, event: &Map<String, Value>, own: &str, state: LegState) {
        let call = self.0.get_mut(field(event, "callId"));
        if let Some(leg) = call.and_then(|call| call.leg_mut(own)) {
            leg.state = state;
        }
    }

    /// Forgets a call whose own leg was released, and returns it.
    pub(super) fn cleared(&mut self, event: &Map<String, Value>, own: &str) -> Option<Call> {
        if field(event, "releasingDevice") != own {
            return None;
        }
        self.0.remove(field(event, "callId"))
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
        if second != id && self.0.contains_key(id) {
            self.fold(second, id, own);
        } else {
            self.rename(second, id);
        }
        if let Some(call) = self.0.get_mut(id) {
            call.is_conferenced = true;
        }
    }

    /// Remembers a call that a client-state tells of: a known one takes the state, an unknown one is
    /// created.
    pub(super) fn restore(&mut self, id: &str, call: Call, state: LegState) {
        self.0.entry(id.to_owned()).or_insert(call).set_all(state);
    }

    /// Returns a call.
    pub(super) fn call(&self, id: &str) -> Option<&Call> {
        self.0.get(id)
    }

    /// Returns whether no call is remembered.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the id of the only call.
    pub(super) fn only(&self) -> Option<&str> {
        match self.0.len() {
            1 => self.0.keys().next().map(String::as_str),
            _ => None,
        }
    }

    /// Returns what `getCallMemory` gives.
    pub(super) fn to_value(&self) -> Value {
        let mut memory = Map::new();
        memory.insert("length".into(), self.0.len().into());
        for (id, call) in &self.0 {
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
        self.0.insert(field(event, "callId").to_owned(), call);
    }

    fn rename(&mut self, from: &str, to: &str) {
        if from == to || self.0.contains_key(to) {
            return;
        }
        if let Some(call) = self.0.remove(from) {
            self.0.insert(to.to_owned(), call);
        }
    }

    fn fold(&mut self, from: &str, into: &str, own: &str) {
        let Some(folded) = self.0.remove(from) else {
            return;
        };
        let Some(call) = self.0.get_mut(into) else {
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
