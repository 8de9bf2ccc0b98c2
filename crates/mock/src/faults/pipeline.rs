use ctimock_dialect::Contract;
use ctimock_scenario::{Fault, FaultKind};
use ctimock_time::Time;

use super::{Cut, Passage, Subject, Target, TargetError, armed::Armed};

/// The faults that are on, in the order in which they began: each meets what the one before left.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    armed: Vec<Armed>,
}

impl Faults {
    /// Begins a fault, or ends others (`none`). A `close` that waits for nothing is given back, to be
    /// done at once.
    ///
    /// # Errors
    /// A target that does not exist, or that this kind cannot take.
    pub(crate) fn begin(
        &mut self,
        now: Time,
        contract: &Contract,
        fault: Fault,
    ) -> Result<Option<Cut>, TargetError> {
        self.armed.retain(|armed| !armed.is_spent(now));
        let on = fault.on.as_deref();
        let target = Target::resolve(contract, on)?;
        if let FaultKind::Close { code, reason } = &fault.kind
            && matches!(target, Target::Everything | Target::Handshakes)
        {
            return Ok(Some(Cut {
                code: *code,
                reason: reason.clone(),
            }));
        }
        if fault.kind == FaultKind::None {
            self.end(&fault);
            return Ok(None);
        }
        target.check(&fault.kind, on)?;
        self.armed.push(Armed::new(now, fault, target));
        Ok(None)
    }

    /// Leads one thing past all faults. `None`: nothing can take it, it goes on as it is.
    pub(crate) fn pass(&mut self, now: Time, subject: &Subject<'_>) -> Option<Passage> {
        if self.armed.is_empty() {
            return None;
        }
        let mut passage = Passage::new();
        for armed in &mut self.armed {
            armed.meet(now, subject, &mut passage);
        }
        self.armed.retain(|armed| !armed.is_spent(now));
        Some(passage)
    }

    /// Returns whether nothing is on.
    pub(crate) fn are_none(&self) -> bool {
        self.armed.is_empty()
    }

    /// Returns whether some fault is for one client's requests or handshakes only.
    pub(crate) fn ask_for_clients(&self) -> bool {
        self.armed.iter().any(|armed| armed.fault.client.is_some())
    }

    /// `none` without `on` ends all faults; without `client`, those of every client.
    fn end(&mut self, none: &Fault) {
        self.armed.retain(|armed| {
            let same_on = none.on.is_none() || none.on == armed.fault.on;
            let same_client = none.client.is_none() || none.client == armed.fault.client;
            !(same_on && same_client)
        });
    }
}
