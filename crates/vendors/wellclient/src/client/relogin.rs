use ctimock_time::Time;

use super::{answer::Answer, awaits::Awaits, login::token, sdk::Sdk};

impl Sdk {
    /// Asks for a new session with the stored credentials, silently (dossier §3). Before any login
    /// there are none, and one request at a time is enough for all that were refused.
    pub(super) fn relogin(&mut self, now: Time) {
        let mut awaited = self.exchanges.values();
        let is_asking = awaited.any(|awaits| matches!(awaits, Awaits::Relogin));
        if !is_asking && !self.who.login_id.is_empty() {
            let who = self.who.clone();
            self.tpi(now, &who, Awaits::Relogin);
        }
    }

    /// Keeps the new session; a refusal changes nothing.
    pub(super) fn on_relogin(&mut self, answer: Answer) {
        if let Ok(session) = token(answer) {
            self.keep_session(session);
        }
    }
}
