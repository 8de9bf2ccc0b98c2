use std::{borrow::Cow, time::Duration};

use ctimock_protocol::Invoke;
use ctimock_time::Time;
use http::Method;
use serde_json::{Map, Value};

use super::{
    answer::refused, args, awaits::Awaits, body::Body, log::LogType, page::Behaviour, rest::CALLS,
    sdk::Sdk,
};

/// Between two `makeCall`s (dossier §12).
const BETWEEN_CALLS: Duration = Duration::from_secs(2);

/// How long the first event of a dialled call is waited for. No document says it.
const FIRST_EVENT: Duration = Duration::from_secs(10);

/// The reasons that the person is told in a window (dossier §14).
const NOT_ON: &str = "not logged in";
const ALLOCATED: &str = "the agent is allocated";
const IN_A_CALL: &str = "a call is in memory";

impl Sdk {
    /// Performs `makeCall`. Refused by the client itself it is rejected, as the manual has it; 1.3.7
    /// returns `undefined`.
    pub(super) fn make_call(&mut self, now: Time, invoke: &Invoke) {
        let number = args::text(&invoke.args, "phoneNumber").unwrap_or_default();
        if let Some(reason) = self.no_call_because(now, &number) {
            let kind = match reason {
                NOT_ON | ALLOCATED | IN_A_CALL => LogType::Alert,
                _ => LogType::Error,
            };
            self.note(now, kind, || format!("no call can be made: {reason}"));
            let outcome = match self.page.behaviour {
                Behaviour::Manual => Err(refused(reason)),
                Behaviour::Sdk137 => Ok(None),
            };
            return self.settle(invoke.id, outcome);
        }
        self.dialled = Some(now);
        self.dialling = Some(invoke.id);
        let no_options = Map::new();
        let options = invoke.args.get("options").and_then(Value::as_object);
        let options = options.unwrap_or(&no_options);
        let prefix = args::text(options, "prefix").unwrap_or_default();
        let body = Body::new()
            .with("from", &self.who.device)
            .with("to", [prefix.as_ref(), &number].concat())
            .with("destForDisplay", self.dest_for_display(options))
            .with_some("originForDisplay", args::text(options, "originForDisplay"))
            .with_some("cpa", args::text(options, "cpa"))
            .with_some("contextId", args::text(options, "contextId"))
            .finish();
        self.rest(now, Method::POST, CALLS, body, Awaits::Method(invoke.id));
    }

    /// Returns whether a call was dialled just now and is not told yet: who logs out then leaves a call
    /// behind (dossier §18 F20). 1.3.7 lets it happen.
    pub(super) fn is_dialling(&self, now: Time) -> bool {
        let is_new = |last: Time| now.since(last) < FIRST_EVENT;
        self.page.behaviour == Behaviour::Manual
            && self.dialling.is_some()
            && self.dialled.is_some_and(is_new)
    }

    fn dest_for_display<'a>(&'a self, options: &'a Map<String, Value>) -> Cow<'a, str> {
        let given = match self.page.behaviour {
            Behaviour::Manual => args::text(options, "destForDisplay"),
            Behaviour::Sdk137 => None,
        };
        given.unwrap_or(Cow::Borrowed(&self.who.ext))
    }

    fn no_call_because(&self, now: Time, number: &str) -> Option<&'static str> {
        if !self.logged_in {
            return Some(NOT_ON);
        }
        if self.allocated {
            return Some(ALLOCATED);
        }
        if !self.calls.is_empty() {
            return Some(IN_A_CALL);
        }
        if number.is_empty() {
            return Some("the number is empty");
        }
        if number == self.who.ext {
            return Some("the number is the agent's own extension");
        }
        let too_soon = |last: Time| now.since(last) < BETWEEN_CALLS;
        self.dialled
            .is_some_and(too_soon)
            .then_some("the last call was made less than 2 seconds ago")
    }
}
