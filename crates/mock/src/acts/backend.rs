use ctimock_dialect::{Action, ActionError};
use ctimock_time::Time;

use crate::{ActError, Mock};

impl Mock {
    /// Makes something happen at the vendor that no party does.
    pub(super) fn act_backend(&mut self, now: Time, action: &Action) -> Result<(), ActError> {
        self.in_dialect(now, |dialect, cx| dialect.on_action(cx, action))?;
        Ok(())
    }
}

impl From<ActionError> for ActError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Unknown(text) => Self::Unknown(text),
            ActionError::Refused(text) => Self::Backend(text),
            ActionError::Invalid(text) => Self::Invalid(text),
        }
    }
}
