use std::{mem, sync::Arc};

use ctimock_scenario::{Reply, Verb};
use ctimock_time::Time;
use serde_json::json;

use super::{Conductor, Finding, Mismatch, Play, StepRef, active::Active, machine::step_at};
use crate::{
    matching::check,
    requests::{self, RequestView},
};

/// How a step stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Standing {
    Done,
    Waits,
    /// The case is over.
    Broken,
}

impl Conductor {
    /// Judges the present step at a settled instant, and returns whether the next one can begin.
    pub(super) fn judge_active(&mut self, now: Time) -> bool {
        let active = mem::take(&mut self.active);
        let mut waiting = Vec::new();
        for part in active {
            match self.judge_part(part, now) {
                Standing::Done => {}
                Standing::Waits => waiting.push(part),
                Standing::Broken => return false,
            }
        }
        let done = waiting.is_empty();
        self.active = waiting;
        if done && let Some(step) = self.next.checked_sub(1) {
            self.times[step].done.get_or_insert(now);
        }
        done
    }

    fn judge_part(&mut self, part: Active, now: Time) -> Standing {
        match part {
            Active::Reply { call, said, until } => match self.play {
                Play::Drive => self.judge_reply(call, said, until, now),
                Play::Watch => self.judge_watched(call),
            },
            Active::Window {
                lane,
                windows,
                until,
            } => self.judge_window(lane, windows, until, now),
            Active::Until { at, .. } => due(at, now),
            Active::Act { act } => done_if(self.acts[act].done),
            Active::State { seen, .. } => done_if(seen),
        }
    }

    fn judge_window(&mut self, lane: usize, windows: usize, until: Time, now: Time) -> Standing {
        let track = &self.tracks[lane];
        let steps = &self.scenario.steps;
        if self.readings.is_through(lane, windows, track, steps) {
            return Standing::Done;
        }
        if until <= now
            && let Err(undecided) = self.readings.expire(now, lane, track, steps)
        {
            self.undecided(lane, now, undecided);
            let (at, finding) = self.doom.take().expect("an undecided window dooms");
            self.fail(at, finding);
            return Standing::Broken;
        }
        Standing::Waits
    }

    fn judge_reply(&mut self, call: usize, said: StepRef, until: Time, now: Time) -> Standing {
        let scenario = Arc::clone(&self.scenario);
        let wanted = match &step_at(&scenario.steps, said).verb {
            Verb::Call(call) => &call.reply,
            Verb::Result { reply, .. } => reply,
            other => unreachable!("only calls and results have replies: {other:?}"),
        };
        let mismatch = match (&self.calls[call].reply, wanted) {
            (None, Reply::Pending) if until <= now => None,
            (None, Reply::Pending) => return Standing::Waits,
            (None, _) if until <= now => Some(Mismatch::None),
            (None, _) => return Standing::Waits,
            (Some((at, _)), Reply::Pending) if *at <= until => Some(Mismatch::Settled),
            (Some(_), Reply::Pending) => None,
            (Some((at, _)), _) if until < *at => Some(Mismatch::Late),
            (Some((_, Ok(_))), Reply::Succeeds) => None,
            (Some((_, Ok(value))), Reply::Returns(pattern)) => self
                .readings
                .demand(|bindings| check(pattern, value.as_ref(), bindings))
                .err()
                .map(Mismatch::Differs),
            (Some((_, Err(error))), Reply::Fails(pattern)) => {
                let data = match error.data.is_null() {
                    true => &json!({ "message": error.message }),
                    false => &error.data,
                };
                self.readings
                    .demand(|bindings| check(pattern, Some(data), bindings))
                    .err()
                    .map(Mismatch::Differs)
            }
            (Some((_, Ok(_))), Reply::Fails(_)) => Some(Mismatch::Succeeded),
            (Some((_, Err(_))), Reply::Succeeds | Reply::Returns(_)) => Some(Mismatch::Failed),
        };
        if let Some(mismatch) = mismatch {
            let finding = Finding::WrongReply {
                step: said,
                call,
                mismatch,
            };
            self.fail(now, finding);
            return Standing::Broken;
        }
        if self.judge_requests(call, now) {
            Standing::Done
        } else {
            Standing::Broken
        }
    }

    /// Judges what a call sent, now that it is done; returns whether the case goes on.
    pub(super) fn judge_requests(&mut self, call: usize, now: Time) -> bool {
        let until = *self.calls[call].until.get_or_insert(self.timeline.len());
        if self.play == Play::Watch {
            return true;
        }
        let scenario = Arc::clone(&self.scenario);
        let record = &self.calls[call];
        let step = record.step;
        let Verb::Call(body) = &step_at(&scenario.steps, step).verb else {
            return true;
        };
        let Some(sends) = &body.sends else {
            return true;
        };
        let moments = &self.timeline.moments()[..until];
        let found: Vec<RequestView<'_>> =
            requests::of(moments, record.since, Some(record.lane), self.contract);
        let mut shortfall = None;
        let demanded = self.readings.demand(|bindings| {
            requests::check(sends, &found, bindings).map_err(|short| {
                shortfall.get_or_insert(short);
                Vec::new()
            })
        });
        let Some(short) = shortfall.filter(|_| demanded.is_err()) else {
            return true;
        };
        let finding = Finding::WrongRequests {
            step,
            call,
            missing: short.missing,
            found: found.iter().map(|request| request.moment).collect(),
            surplus: short.surplus.map(|index| found[index].moment),
        };
        self.fail(now, finding);
        false
    }

    fn judge_watched(&mut self, call: usize) -> Standing {
        done_if(self.calls[call].request.is_some())
    }
}

fn due(at: Time, now: Time) -> Standing {
    done_if(at <= now)
}

fn done_if(done: bool) -> Standing {
    if done {
        Standing::Done
    } else {
        Standing::Waits
    }
}
