use std::sync::Arc;

use ctimock_dialect::{
    Contract,
    contract::{MethodOperation, Origin},
};
use ctimock_scenario::{Call, EventPattern, Item, Scenario, Step, Verb};
use serde_json::{Map, Value};

use super::{Conductor, machine::step_at};
use crate::{
    matching::Bindings,
    requests::{self, RequestView},
    timeline::Happening,
};

/// How much of what happened is kept while nobody drives the client.
const MOST_MOMENTS: usize = 8192;

/// How many events a client may be sent while nobody drives it; all of them may explain a failure.
pub(super) const MOST_EVENTS: usize = 8192;

/// Returns the scenario without the events that the mock never sees, and those by step.
pub(super) fn without_sdk_events(
    scenario: &Arc<Scenario>,
    contract: &Contract,
) -> (Arc<Scenario>, Vec<(usize, String)>) {
    let mut watched = Scenario::clone(scenario);
    let mut unobserved = Vec::new();
    for (number, step) in watched.steps.iter_mut().enumerate() {
        let mut is_seen = |event: &EventPattern| {
            let seen = contract
                .event(&event.name)
                .is_none_or(|event| event.origin == Origin::Wire);
            if !seen {
                unobserved.push((number, event.name.clone()));
            }
            seen
        };
        match &mut step.verb {
            Verb::Expect(expect) => expect.items.retain_mut(|item| keep(item, &mut is_seen)),
            Verb::Never(never) => never.events.retain(&mut is_seen),
            _ => {}
        }
    }
    (Arc::new(watched), unobserved)
}

/// Drops what is not seen from an item; returns whether anything is left of it.
fn keep(item: &mut Item, is_seen: &mut impl FnMut(&EventPattern) -> bool) -> bool {
    match item {
        Item::One(event) | Item::Repeat { event, .. } => is_seen(event),
        Item::Optional(events) | Item::AnyOrder(events) => {
            events.retain(is_seen);
            !events.is_empty()
        }
        Item::OneOf(branches) => {
            for branch in branches.iter_mut() {
                branch.retain(&mut *is_seen);
            }
            branches.iter().any(|branch| !branch.is_empty())
        }
    }
}

impl Conductor {
    /// Takes what happened at the mock: what it sent is what the client was told, and a request shows
    /// that a method was called.
    pub(super) fn watch(&mut self, number: usize) {
        let moment = &self.timeline.moments()[number];
        match &moment.what {
            Happening::Sent { name, body } => {
                let Some(lane) = moment.lane else { return };
                let data = serde_json::from_str(body)
                    .unwrap_or_else(|_| Value::String(body.as_ref().to_owned()));
                let (at, name) = (moment.at, (*name).to_owned());
                self.observe(at, lane, name, data);
            }
            Happening::Request { .. } | Happening::Opened { .. } if moment.lane.is_some() => {
                self.recognise(number);
            }
            // Whose request it was may be known only now.
            Happening::Response { exchange, .. } => {
                let answered = *exchange;
                let request = self.timeline.moments().iter().rposition(|moment| {
                    matches!(&moment.what,
                        Happening::Request { exchange, .. } if *exchange == answered)
                });
                if let Some(request) = request {
                    self.recognise(request);
                }
            }
            _ => {}
        }
    }

    /// Forgets the older half of what happened when it gets long: `serve` may wait for days.
    pub(super) fn forget_old_moments(&mut self) {
        if self.timeline.len() < MOST_MOMENTS {
            return;
        }
        let forgotten = MOST_MOMENTS / 2;
        self.timeline.forget(forgotten);
        for call in &mut self.calls {
            call.since = call.since.saturating_sub(forgotten);
            call.until = call.until.map(|until| until.saturating_sub(forgotten));
            call.request = call
                .request
                .map(|request| request.saturating_sub(forgotten));
        }
    }

    /// Lets the oldest call that waits for this request have it.
    fn recognise(&mut self, number: usize) {
        let taken = self.calls.iter().any(|call| call.request == Some(number));
        let scenario = Arc::clone(&self.scenario);
        let moment = &self.timeline.moments()[number];
        let Some(request) = RequestView::new(number, moment, self.contract).filter(|_| !taken)
        else {
            return;
        };
        let best = self.readings.best(&self.tracks, &scenario.steps);
        let caller = self.calls.iter().position(|call| {
            if call.request.is_some() || Some(call.lane) != moment.lane || number < call.since {
                return false;
            }
            let Verb::Call(body) = &step_at(&scenario.steps, call.step).verb else {
                return false;
            };
            operation_of(self.contract, body).is_some_and(|operation| {
                let args = known_args(body, &best.bindings);
                requests::fits(operation, &args, &request).is_ok()
            })
        });
        if let Some(call) = caller {
            self.calls[call].request = Some(number);
        }
    }
}

/// Returns the request that a call makes; `None` if the method makes none.
pub(crate) fn operation_of<'c>(contract: &'c Contract, call: &Call) -> Option<&'c MethodOperation> {
    contract.method(&call.method)?.operation.as_ref()
}

/// Returns a call's arguments as far as their names stand for something.
pub(crate) fn known_args(call: &Call, bindings: &Bindings) -> Map<String, Value> {
    let Value::Object(fields) = &call.args.value else {
        return Map::new();
    };
    let mut known = Map::new();
    for (name, value) in fields {
        let template = ctimock_scenario::Template {
            place: call.args.place.clone(),
            value: value.clone(),
        };
        if let Ok(value) = template.fill(|name: &str| bindings.value(name)) {
            known.insert(name.clone(), value);
        }
    }
    known
}

/// Returns whether a step is a call that makes no request, which nobody can wait for.
pub(super) fn makes_no_request(contract: &Contract, step: &Step) -> bool {
    matches!(&step.verb, Verb::Call(call) if operation_of(contract, call).is_none())
}
