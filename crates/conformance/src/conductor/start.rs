use std::sync::Arc;

use ctimock_dialect::{Action, Deed};
use ctimock_mock::ResolvedAct;
use ctimock_protocol::{Invoke, InvokeId};
use ctimock_scenario::{
    Act, Call, Expect, Item, Never, Place, Template, TemplateError, Verb, Word,
};
use ctimock_time::Time;
use serde_json::{Map, Value};

use super::{
    ActRecord, CallRecord, Conductor, Finding, Order, Play, StepRef, active::Active, guard::Guard,
    machine::step_at, watch,
};
use crate::{
    matching::Bindings,
    timeline::Happening,
    window::{MOST_ANY_ORDER, Undecided},
};

impl Conductor {
    /// Begins the next step.
    pub(super) fn start_next(&mut self, now: Time) {
        let scenario = Arc::clone(&self.scenario);
        let step = self.next;
        self.next += 1;
        self.times[step].started = Some(now);
        match &scenario.steps[step].verb {
            Verb::Together(inner) => {
                for index in 0..inner.len() {
                    let inner = Some(index);
                    self.start(StepRef { step, inner }, now);
                }
            }
            _ => self.start(StepRef { step, inner: None }, now),
        }
    }

    fn start(&mut self, at: StepRef, now: Time) {
        let scenario = Arc::clone(&self.scenario);
        match &step_at(&scenario.steps, at).verb {
            Verb::Call(call) => self.start_call(at, call, now),
            Verb::Result { handle, within, .. } => {
                let taken_up = self.calls.iter().rposition(|record| {
                    matches!(&step_at(&scenario.steps, record.step).verb,
                        Verb::Call(call) if call.handle.as_ref() == Some(handle))
                });
                match taken_up {
                    Some(call) => self.active.push(Active::Reply {
                        call,
                        said: at,
                        until: now + *within,
                    }),
                    None => {
                        let what = format!("`result: {handle}` takes up a call that never began");
                        self.fail(now, Finding::Nonsense { what });
                    }
                }
            }
            Verb::Expect(expect) => self.start_window(at, expect, now),
            Verb::Never(never) => self.start_guard(at, never, now),
            Verb::Act(act) => self.start_act(at, act, now),
            Verb::Wait(span) => self.active.push(Active::Until {
                at: now + *span,
                reason: "end of a wait",
            }),
            Verb::State(_) => {
                self.active.push(Active::State {
                    step: at,
                    seen: false,
                });
                self.orders.push_back(Order::ReadWorld);
            }
            Verb::Together(_) => unreachable!("`together` holds only calls and acts"),
        }
    }

    fn start_call(&mut self, at: StepRef, call: &Call, now: Time) {
        let Some(lane) = self.lane(&call.client) else {
            return self.fail(now, Finding::nonsense_client(&call.client));
        };
        if self.play == Play::Watch
            && watch::makes_no_request(self.contract, step_at(&self.scenario.steps, at))
        {
            self.times[at.step].not_observed.push(call.method.clone());
            return;
        }
        let number = self.calls.len();
        self.calls.push(CallRecord {
            step: at,
            lane,
            since: self.timeline.len(),
            until: None,
            reply: None,
            request: None,
        });
        if self.play == Play::Drive {
            let Some(args) = self.fill(&call.args, now) else {
                return;
            };
            self.timeline
                .push(now, Some(lane), Happening::Invoked { call: number });
            self.orders.push_back(Order::Invoke(Invoke {
                id: InvokeId(number as u64),
                client: call.client.clone(),
                method: call.method.clone(),
                args,
            }));
        }
        if call.handle.is_none() {
            self.active.push(Active::Reply {
                call: number,
                said: at,
                until: now + call.within,
            });
        }
    }

    fn start_window(&mut self, at: StepRef, expect: &Expect, now: Time) {
        let Some(lane) = self.lane(&expect.client) else {
            return self.fail(now, Finding::nonsense_client(&expect.client));
        };
        let too_wide = |item: &Item| match item {
            Item::AnyOrder(events) => events.len() > MOST_ANY_ORDER,
            _ => false,
        };
        if expect.items.iter().any(too_wide) {
            return self.fail(now, Finding::TooWide { step: at });
        }
        let window = self.tracks[lane].begin(at.step, now);
        self.active.push(Active::Window {
            lane,
            windows: window + 1,
            until: now + expect.within.to,
        });
        self.advance(lane, now);
    }

    fn start_guard(&mut self, at: StepRef, never: &Never, now: Time) {
        let Some(lane) = self.lane(&never.client) else {
            return self.fail(now, Finding::nonsense_client(&never.client));
        };
        let until = never.lasting.map(|span| now + span);
        self.guards.push(Guard {
            step: at,
            lane,
            until,
        });
        if let Some(at) = until {
            let reason = "end of a `never`";
            self.active.push(Active::Until { at, reason });
        }
    }

    fn start_act(&mut self, at: StepRef, act: &Act, now: Time) {
        let Some((act, bind)) = self.resolve_act(act, now) else {
            return;
        };
        let number = self.acts.len();
        self.acts.push(ActRecord {
            step: at,
            bind,
            done: false,
        });
        self.timeline
            .push(now, None, Happening::Acted { act: number });
        self.active.push(Active::Act { act: number });
        self.orders.push_back(Order::Act(Box::new(act)));
    }

    fn resolve_act(&mut self, act: &Act, now: Time) -> Option<(ResolvedAct, Option<String>)> {
        let resolved = match act {
            Act::Party {
                who,
                deed,
                of,
                bind,
                place,
            } => {
                let who = self.word(who, place, now)?;
                let of = match of {
                    Some(word) => Some(self.word(word, place, now)?),
                    None => None,
                };
                let deed = self.resolve_deed(deed, place, now)?;
                return Some((ResolvedAct::Party { who, deed, of }, bind.clone()));
            }
            Act::Backend { action, params } => ResolvedAct::Backend(Action {
                name: action.clone(),
                params: self.fill(params, now)?,
            }),
            Act::Fault(fault) => ResolvedAct::Fault(fault.clone()),
        };
        Some((resolved, None))
    }

    fn resolve_deed(&mut self, deed: &Deed<Word>, place: &Place, now: Time) -> Option<Deed> {
        let deed = match deed {
            Deed::Calls { to, media, data } => {
                let value = Value::Object(data.clone());
                let place = place.clone();
                Deed::Calls {
                    to: to.clone(),
                    media: *media,
                    data: self.fill(&Template { place, value }, now)?,
                }
            }
            other => other.clone(),
        };
        deed.resolve(|word| self.word(&word, place, now).ok_or(()))
            .ok()
    }

    /// Replaces the names of a template; ends the case if one stands for nothing.
    fn fill(&mut self, template: &Template, now: Time) -> Option<Map<String, Value>> {
        let filled = self.settle_on(|bindings| template.fill(|name: &str| bindings.value(name)));
        match filled {
            Ok(Value::Object(fields)) => Some(fields),
            Ok(_) => Some(Map::new()),
            Err(TemplateError(name)) => {
                let place = template.place.clone();
                self.fail(now, Finding::Unbound { place, name });
                None
            }
        }
    }

    /// Returns the text of a word; ends the case if it has none.
    fn word(&mut self, word: &Word, place: &Place, now: Time) -> Option<String> {
        let name = match word {
            Word::Text(text) => return Some(text.clone()),
            Word::Name(name) => name,
        };
        let value = self.settle_on(|bindings| bindings.value(name).cloned().ok_or(()));
        let place = place.clone();
        let name = name.clone();
        let finding = match value {
            Ok(Value::String(text)) => return Some(text),
            Ok(Value::Number(number)) => return Some(number.to_string()),
            Ok(value) => Finding::NoText {
                place,
                name,
                value: Box::new(value),
            },
            Err(()) => Finding::Unbound { place, name },
        };
        self.fail(now, finding);
        None
    }

    /// Computes something from the names of the best reading. What follows from it holds only in the
    /// readings that agree; the others fall.
    fn settle_on<T: PartialEq, E>(
        &mut self,
        compute: impl Fn(&Bindings) -> Result<T, E>,
    ) -> Result<T, E> {
        let best = self.readings.best(&self.tracks, &self.scenario.steps);
        let computed = compute(&best.bindings)?;
        self.readings
            .retain(|bindings| compute(bindings).is_ok_and(|other| other == computed));
        Ok(computed)
    }

    /// Lets the readings take what has come.
    pub(super) fn advance(&mut self, lane: usize, now: Time) {
        let track = &self.tracks[lane];
        let steps = &self.scenario.steps;
        let advanced = self
            .readings
            .advance(lane, &self.streams[lane], track, steps);
        if let Err(undecided) = advanced {
            self.undecided(lane, now, undecided);
        }
    }

    /// Dooms the case because no reading is left, or too many are.
    pub(super) fn undecided(&mut self, lane: usize, now: Time, undecided: Undecided) {
        let finding = match undecided {
            Undecided::Stuck(stuck) => Finding::Stuck(stuck),
            Undecided::Ambiguous => Finding::Ambiguous {
                lane,
                step: StepRef {
                    step: self.next.saturating_sub(1),
                    inner: None,
                },
            },
        };
        self.doom(now, finding);
    }
}
