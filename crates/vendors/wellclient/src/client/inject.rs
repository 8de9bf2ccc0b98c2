//! Events that the page itself puts into the SDK (dossier §14).

use ctimock_time::Time;
use serde_json::{Map, Value};

use super::{args, model::field, sdk::Sdk};

impl Sdk {
    /// Performs `deliverEvent`: the event goes the way of one from the wire, but is no repetition.
    pub(super) fn deliver_event(&mut self, now: Time, args: &Map<String, Value>) {
        if let Some(event) = object(args, "event") {
            self.deliver(now, event);
        }
    }

    /// Performs `triggerInnerOn`: the event's name says which handler of `innerOn` is called.
    pub(super) fn trigger_inner_on(&mut self, args: &Map<String, Value>) {
        if let Some(event) = object(args, "event") {
            let name = format!("inner.{}", field(&event, "eventName"));
            self.tell(name, event);
        }
    }

    /// Performs `trigger`: the page's handler of a name is called with what is given.
    pub(super) fn trigger_handler(&mut self, args: &Map<String, Value>) {
        if let Some(name) = args::text(args, "name") {
            let data = object(args, "data").unwrap_or_default();
            self.tell(name.into_owned(), data);
        }
    }
}

fn object(args: &Map<String, Value>, name: &str) -> Option<Map<String, Value>> {
    args.get(name)?.as_object().cloned()
}
