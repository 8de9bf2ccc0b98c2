use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::model::field;

/// The calls whose own leg ended last, each with the serial of its end.
///
/// Events may come out of order (dossier §18 F3): what happened before the end of a call and is told
/// behind it begins no new call. A call that is transferred back begins anew, with a greater serial.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Over(VecDeque<(String, u64)>);

impl Over {
    /// Remembers that an event ended a call.
    pub(super) fn note(&mut self, event: &Map<String, Value>) {
        if let Some(serial) = serial(event) {
            self.0.truncate(REMEMBERED - 1);
            self.0
                .push_front((field(event, "callId").to_owned(), serial));
        }
    }

    /// Returns whether an event happened before the end of its call.
    pub(super) fn knows(&self, event: &Map<String, Value>) -> bool {
        let call = field(event, "callId");
        let end = self.0.iter().find(|(ended, _)| ended == call);
        end.is_some_and(|(_, end)| serial(event).is_some_and(|serial| serial < *end))
    }
}

/// How many calls are remembered.
const REMEMBERED: usize = 100;

fn serial(event: &Map<String, Value>) -> Option<u64> {
    event.get("serial").and_then(Value::as_u64)
}
