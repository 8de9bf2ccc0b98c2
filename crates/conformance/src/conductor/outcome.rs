use std::sync::Arc;

use ctimock_mock::{ActError, ActReceipt};
use ctimock_scenario::{Others, Verb};
use ctimock_time::Time;
use serde_json::Value;

use super::{Conductor, Finding, active::Active, machine::step_at};
use crate::matching::check;

impl Conductor {
    /// Takes what the oldest act that is open came to.
    pub(super) fn take_act(&mut self, now: Time, outcome: Result<ActReceipt, ActError>) {
        let Some(act) = self.acts.iter_mut().find(|act| !act.done) else {
            let what = "an act came to something that nobody asked for".to_owned();
            return self.fail(now, Finding::Nonsense { what });
        };
        act.done = true;
        let step = act.step;
        let bind = act.bind.take();
        let receipt = match outcome {
            Ok(receipt) => receipt,
            Err(error) => return self.fail(now, Finding::ActRefused { step, error }),
        };
        let Some(name) = bind else {
            return;
        };
        let call = receipt.call;
        let bound = call.as_ref().is_some_and(|call| {
            let id = Value::String(call.clone());
            let demanded = self
                .readings
                .demand(|bindings| match bindings.value(&name) {
                    Some(bound) if *bound == id => Ok(()),
                    Some(_) => Err(Vec::new()),
                    None => {
                        bindings.bind(&name, id.clone());
                        Ok(())
                    }
                });
            demanded.is_ok()
        });
        if !bound {
            self.fail(now, Finding::ActUnbound { step, name, call });
        }
    }

    /// Takes the mock's state for the step that asked for it.
    pub(super) fn take_world(&mut self, now: Time, world: &Value) {
        let scenario = Arc::clone(&self.scenario);
        for active in &mut self.active {
            let Active::State { step, seen } = active else {
                continue;
            };
            *seen = true;
            let Verb::State(pattern) = &step_at(&scenario.steps, *step).verb else {
                continue;
            };
            let demanded = self
                .readings
                .demand(|bindings| check(pattern, Some(world), bindings));
            if let Err(differences) = demanded {
                let step = *step;
                let world = Box::new(world.clone());
                let finding = Finding::WrongState {
                    step,
                    differences,
                    world,
                };
                return self.fail(now, finding);
            }
        }
    }

    /// Ends the case: nothing may be left over.
    pub(super) fn finish(&mut self, now: Time) {
        let others = if self.scenario.others_allowed {
            Others::Allowed
        } else {
            Others::Forbidden
        };
        for lane in 0..self.tracks.len() {
            self.tracks[lane].end(others);
            self.advance(lane, now);
            if self.doom.is_none() {
                self.conclude(lane, now);
            }
            if let Some((at, finding)) = self.doom.take() {
                return self.fail(at, finding);
            }
        }
        for call in 0..self.calls.len() {
            if self.calls[call].until.is_none() && !self.judge_requests(call, now) {
                return;
            }
        }
        self.end(now, None);
    }

    fn conclude(&mut self, lane: usize, now: Time) {
        let end = Time::from_micros(u64::MAX);
        let track = &self.tracks[lane];
        let expired = self.readings.expire(end, lane, track, &self.scenario.steps);
        if let Err(undecided) = expired {
            self.undecided(lane, now, undecided);
        }
    }
}
