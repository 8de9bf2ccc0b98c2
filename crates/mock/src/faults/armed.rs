use ctimock_scenario::{Fault, FaultKind, Times};
use ctimock_time::Time;

use super::{Passage, Stage, Subject, Target, close, delay, drop, duplicate, status};

/// A fault from its step on, with what it has seen.
#[derive(Debug)]
pub(super) struct Armed {
    pub(super) fault: Fault,
    target: Target,
    /// The last instant at which it takes anything.
    until: Option<Time>,
    seen: u32,
    taken: u32,
}

impl Armed {
    pub(super) fn new(now: Time, fault: Fault, target: Target) -> Self {
        Self {
            until: fault.lasting.map(|span| now + span),
            fault,
            target,
            seen: 0,
            taken: 0,
        }
    }

    /// Lets one thing pass, or takes it.
    pub(super) fn meet(&mut self, now: Time, subject: &Subject<'_>, passage: &mut Passage) {
        if self.is_spent(now) || !self.concerns(subject) {
            return;
        }
        let copies = std::mem::take(&mut passage.copies);
        for copy in copies {
            if self.takes_next(now) {
                self.take(copy, subject, passage);
            } else {
                passage.copies.push(copy);
            }
        }
    }

    /// Returns whether it will never take anything again.
    pub(super) fn is_spent(&self, now: Time) -> bool {
        self.until.is_some_and(|until| now > until) || self.has_taken_all()
    }

    fn has_taken_all(&self) -> bool {
        match self.fault.occurrence.times {
            Times::Count(count) => self.taken >= count,
            Times::Always => false,
        }
    }

    fn concerns(&self, subject: &Subject<'_>) -> bool {
        let at_client = match &self.fault.client {
            Some(client) => subject.client == Some(client.as_str()),
            None => true,
        };
        at_client && stages(&self.fault.kind).contains(&subject.stage) && self.target.means(subject)
    }

    fn takes_next(&mut self, now: Time) -> bool {
        if self.is_spent(now) {
            return false;
        }
        self.seen = self.seen.saturating_add(1);
        let takes = self.seen >= self.fault.occurrence.nth;
        if takes {
            self.taken = self.taken.saturating_add(1);
        }
        takes
    }

    fn take(&self, copy: super::passage::Copy, subject: &Subject<'_>, passage: &mut Passage) {
        let effect = match &self.fault.kind {
            FaultKind::Drop => drop::take(subject, passage),
            FaultKind::Duplicate => duplicate::take(copy, passage),
            FaultKind::Delay { by } => delay::take(copy, *by, passage),
            FaultKind::Status { code, body } => status::take(*code, body.as_ref(), passage),
            FaultKind::Close { code, reason } => close::take(copy, subject, *code, reason, passage),
            FaultKind::None => unreachable!("`none` ends faults and is never armed"),
        };
        passage.note(self.fault.kind.word(), subject, effect);
    }
}

/// Returns where a kind takes what it takes.
pub(super) fn stages(kind: &FaultKind) -> &'static [Stage] {
    match kind {
        FaultKind::Drop => drop::STAGES,
        FaultKind::Duplicate => duplicate::STAGES,
        FaultKind::Delay { .. } => delay::STAGES,
        FaultKind::Status { .. } => status::STAGES,
        FaultKind::Close { .. } => close::STAGES,
        FaultKind::None => &[],
    }
}

/// Returns in words what a kind takes.
pub(super) fn takes(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::Drop => "events, operations and `connect`",
        FaultKind::Duplicate => "events",
        FaultKind::Delay { .. } => "events and operations",
        FaultKind::Status { .. } => "operations and `connect`",
        FaultKind::Close { .. } => "events and operations",
        FaultKind::None => "nothing",
    }
}
