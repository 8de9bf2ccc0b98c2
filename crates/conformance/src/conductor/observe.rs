use std::sync::Arc;

use ctimock_protocol::{CallErrorKind, InvokeId, Outcome};
use ctimock_scenario::Verb;
use ctimock_time::Time;
use serde_json::Value;

use super::{Conductor, Finding, Play, machine::step_at, watch};
use crate::{matching::check, timeline::Happening, window::Reported};

impl Conductor {
    /// Takes an event of a client's stream.
    pub(super) fn observe(&mut self, now: Time, lane: usize, name: String, data: Value) {
        let in_stream = self.contract.event(&name).is_none_or(|event| {
            let mut families = self.scenario.families.iter();
            families.any(|family| *family == event.family)
        });
        if !in_stream {
            return;
        }
        let event = self.streams[lane].len();
        if self.play == Play::Watch && event >= watch::MOST_EVENTS {
            let client = &self.scenario.world.clients[lane].name;
            let reason = format!(
                "client `{client}` was sent more than {} events, and a scenario that is served keeps no \
                 more",
                watch::MOST_EVENTS
            );
            return self.fail(now, Finding::Aborted { reason });
        }
        self.streams[lane].push(Reported {
            name,
            data,
            at: now,
        });
        self.timeline
            .push(now, Some(lane), Happening::Reported { event });
        if self.doom.is_some() {
            return;
        }
        self.check_guards(now, lane, event);
        if self.doom.is_none() {
            self.advance(lane, now);
        }
    }

    fn check_guards(&mut self, now: Time, lane: usize, event: usize) {
        if self.guards.is_empty() {
            return;
        }
        let scenario = Arc::clone(&self.scenario);
        let reported = &self.streams[lane][event];
        let best = self.readings.best(&self.tracks, &scenario.steps);
        let mut bindings = None;
        let violated = self.guards.iter().find_map(|guard| {
            // The next step may start at the very instant at which a timed `never` ends.
            let is_over = guard.until.is_some() && self.times[guard.step.step].done.is_some();
            if guard.lane != lane || is_over {
                return None;
            }
            let Verb::Never(never) = &step_at(&scenario.steps, guard.step).verb else {
                return None;
            };
            let index = never.events.iter().position(|forbidden| {
                if forbidden.name != reported.name {
                    return false;
                }
                let bindings = bindings.get_or_insert_with(|| best.bindings.clone());
                let mark = bindings.mark();
                let matches = check(&forbidden.pattern, Some(&reported.data), bindings).is_ok();
                bindings.roll_back(mark);
                matches
            })?;
            Some((guard.step, index))
        });
        if let Some((step, guard)) = violated {
            self.doom(
                now,
                Finding::Forbidden {
                    step,
                    guard,
                    lane,
                    event,
                },
            );
        }
    }

    /// Takes what a method came to.
    pub(super) fn take_outcome(&mut self, now: Time, client: &str, id: InvokeId, outcome: Outcome) {
        let number = usize::try_from(id.0).unwrap_or(usize::MAX);
        let Some(lane) = self.lane(client) else {
            return self.fail(now, Finding::nonsense_client(client));
        };
        let known = self.calls.get_mut(number).filter(|call| call.lane == lane);
        let Some(call) = known else {
            let what = format!("client `{client}` answered call {number}, which was never made");
            return self.fail(now, Finding::Nonsense { what });
        };
        if call.reply.is_some() {
            let what = format!("client `{client}` answered call {number} twice");
            return self.fail(now, Finding::Nonsense { what });
        }
        let ends = match &outcome {
            Ok(_) => None,
            Err(error) => match error.kind {
                CallErrorKind::Rejected => None,
                CallErrorKind::Unsupported => Some(Finding::Unsupported {
                    call: number,
                    message: error.message.clone(),
                }),
                CallErrorKind::Errored => Some(Finding::CallErrored {
                    call: number,
                    message: error.message.clone(),
                }),
            },
        };
        call.reply = Some((now, outcome));
        self.timeline
            .push(now, Some(lane), Happening::Returned { call: number });
        if let Some(finding) = ends {
            self.fail(now, finding);
        }
    }
}
