use std::sync::Arc;

use ctimock_dialect::Context;
use ctimock_switch::{CallId, DeviceId, Direction};

use super::Problem;
use crate::dialect::server::Server;

/// How many digits of a caller's number are masked (F28; dossier §1: `01592648****`).
const MASKED: usize = 4;

impl Server {
    /// Gives a call another id when it is answered first; the one that everybody knows is forgotten
    /// (F7).
    pub(in crate::dialect) fn change_id(&mut self, cx: &mut Context<'_>, call: CallId) {
        let is_first = |call| self.book.call(call).is_some_and(|it| it.answered.is_none());
        if self.options.problems.has(Problem::OtherId) && is_first(call) {
            let uuid = cx.mint().uuid();
            self.book.rename(call, uuid);
        }
    }

    /// Returns how a caller is shown to everybody (F28).
    pub(in crate::dialect) fn shown_caller(
        &self,
        direction: Direction,
        caller: DeviceId,
        domain: &str,
    ) -> Arc<str> {
        let device = self.roster.device(caller);
        let name = device.name_in(domain);
        let is_outside = direction == Direction::Inbound && device.station().is_none();
        let number = name.split_once('@').filter(|_| is_outside);
        let problems = self.options.problems;
        match number {
            Some((number, domain)) if problems.has(Problem::MaskedNumber) => {
                let shown = number.chars().count().saturating_sub(MASKED);
                let shown: String = number.chars().take(shown).collect();
                Arc::from(format!("{shown}{}@{domain}", "*".repeat(MASKED)))
            }
            Some((number, domain)) if problems.has(Problem::BeginsWith8) => {
                Arc::from(format!("86{number}@{domain}"))
            }
            _ => name,
        }
    }

    /// Returns how `transferringDevice` of a single-step transfer is written (F27).
    pub(in crate::dialect) fn shown_sender(&self, sender: Arc<str>) -> Arc<str> {
        match sender.split_once('@') {
            Some((_, domain)) if self.options.problems.has(Problem::TwiceDomain) => {
                Arc::from(format!("{sender}@{domain}"))
            }
            _ => sender,
        }
    }
}
