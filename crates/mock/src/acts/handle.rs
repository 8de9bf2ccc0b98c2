use ctimock_time::Time;

use crate::{ActError, ActReceipt, Mock, ResolvedAct, What};

impl Mock {
    /// Takes a step's act.
    ///
    /// # Errors
    /// Why it is impossible.
    pub fn handle_act(&mut self, now: Time, act: ResolvedAct) -> Result<ActReceipt, ActError> {
        let now = self.reach(now);
        let what = act.shown();
        let outcome = match act {
            ResolvedAct::Party { who, deed, of } => self.act_party(now, &who, &deed, of.as_deref()),
            ResolvedAct::Backend(action) => self.act_backend(now, &action).map(|()| None),
            ResolvedAct::Fault(fault) => self.begin_fault(now, fault).map(|()| None),
        };
        let entry = What::Act {
            what,
            outcome: match &outcome {
                Ok(_) => Ok(()),
                Err(error) => Err(error.to_string()),
            },
        };
        self.wire.note(now, entry);
        self.settle(now);
        let call = outcome?;
        if let Some(call) = call {
            self.in_dialect(now, |dialect, cx| dialect.on_placed(cx, call));
        }
        Ok(ActReceipt {
            call: call.map(|call| self.wire_name(call)),
        })
    }
}
