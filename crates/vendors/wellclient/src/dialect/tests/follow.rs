//! What client 1.3.7 does with an event (dossier §9), and where it would fail.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The client's call memory: the devices of each call.
#[derive(Debug, Default)]
pub(super) struct Memory(BTreeMap<String, BTreeSet<String>>);

impl Memory {
    /// Takes an event; panics where the client would throw, lose the event or keep a ghost.
    pub(super) fn take(&mut self, event: &Value) {
        let text = |field: &str| event[field].as_str().unwrap_or_default();
        let (call, own) = (text("callId"), text("srcDeviceId"));
        match text("eventName") {
            "originated" => {
                let before = self.create(event);
                assert_eq!(before, None, "a line that is stuck: {event}");
            }
            "delivered" if !self.0.contains_key(call) => drop(self.create(event)),
            "established" => {
                let devices = &self.0[call];
                for field in ["callingDevice", "calledDevice"] {
                    assert!(devices.contains(text(field)), "{devices:?}: {event}");
                }
            }
            "held" | "retrieved" => assert!(self.0[call].contains(own), "{event}"),
            "connectionCleared" if text("releasingDevice") == own => {
                let known = self.0.remove(call);
                assert!(known.is_some(), "the end of no call: {event}");
            }
            "transferred" => {
                assert_eq!(text("newCall"), call, "invariant 5: {event}");
                if text("transferredToDevice") == own {
                    let devices = self.0.remove(text("secondaryOldCall"));
                    let devices = devices.unwrap_or_else(|| panic!("invariant 5: {event}"));
                    self.0.insert(call.to_owned(), devices);
                }
            }
            "conferenced" => self.confer(event, call, own),
            _ => {}
        }
    }

    /// Invariant 4: the held call survives, and the second call is the consultation or unknown.
    fn confer(&mut self, event: &Value, call: &str, own: &str) {
        let text = |field: &str| event[field].as_str().unwrap_or_default();
        let second = text("secondaryOldCall");
        assert_eq!(
            [text("newCall"), text("primaryOldCall")],
            [call; 2],
            "{event}"
        );
        assert_ne!(second, call, "the call would be deleted: {event}");
        let folded = self.0.remove(second);
        match (self.0.get_mut(call), folded) {
            (None, None) => panic!("the client would throw: {event}"),
            (None, Some(folded)) => drop(self.0.insert(call.to_owned(), folded)),
            (Some(devices), Some(folded)) => {
                devices.extend(folded.into_iter().find(|device| device != own));
            }
            (Some(_), None) => {}
        }
    }

    /// Whether no call is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn create(&mut self, event: &Value) -> Option<BTreeSet<String>> {
        let text = |field: &str| event[field].as_str().unwrap_or_default().to_owned();
        let devices = [text("callingDevice"), text("calledDevice")].into();
        self.0.insert(text("callId"), devices)
    }
}
