//! Events of `innerOn`, which the SDK makes itself; the app sees them in the family `inner.`.

use serde_json::{Map, Value};

use super::{
    legs::{Call, LegState},
    sdk::Sdk,
};

impl Sdk {
    /// Triggers an inner event; `eventName` becomes its first field.
    pub(super) fn trigger(&mut self, name: &str, fields: Map<String, Value>) {
        let mut data = Map::with_capacity(fields.len() + 1);
        data.insert("eventName".into(), name.into());
        data.extend(fields);
        self.tell(format!("inner.{name}"), data);
    }

    /// Tells how a call went, once it is forgotten.
    pub(super) fn trigger_cleared(&mut self, call: &Call, event: &Map<String, Value>) {
        let own = call.leg(&self.who.device);
        let connected = own.is_some_and(|leg| leg.state == LegState::Connected);
        let mut fields = Map::with_capacity(8);
        fields.insert("isEstatblished".into(), connected.into());
        fields.insert("createTimeId".into(), call.created.as_str().into());
        let established = call.established.as_deref().unwrap_or_default();
        fields.insert("establishedTimeId".into(), established.into());
        if call.legs.len() > 2 {
            fields.insert("partyDevice".into(), "".into());
            fields.insert("isCaller".into(), "".into());
            fields.insert("isOutCall".into(), true.into());
        } else {
            let party = call.party_of(&self.who.device);
            let party = party.map_or("", |leg| leg.device.as_str());
            let caller = own.is_some_and(|leg| leg.is_calling);
            let outside = !is_inner(&call.calling) || !is_inner(&call.called);
            fields.insert("partyDevice".into(), party.into());
            fields.insert("isCaller".into(), caller.into());
            fields.insert("isOutCall".into(), outside.into());
        }
        fields.insert("data".into(), Value::Object(event.clone()));
        self.trigger("connectionCleared", fields);
    }
}

/// Returns whether a number looks like an extension: `^8\d{3,5}`, without an end (dossier §9).
fn is_inner(number: &str) -> bool {
    match number.as_bytes() {
        [b'8', digits @ ..] => digits.len() >= 3 && digits[..3].iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_starts_with_8_and_three_digits_counts_as_internal() {
        let inner = [
            "8001@test.cc",
            "8613800138000@test.cc",
            "800@test.cc",
            "917602176375@test.cc",
        ]
        .map(is_inner);

        assert_eq!(inner, [true, true, false, false]);
    }
}
