use ctimock_protocol::InvokeId;
use ctimock_time::Time;
use http::Method;

use super::{awaits::Awaits, sdk::Sdk, timers::Timer};

impl Sdk {
    /// Says that the agent is there, now and from now on at every interval.
    pub(super) fn beat(&mut self, now: Time) {
        let next = now + self.config.heartbeat;
        self.timers.set(Timer::AgentHeartbeat, next);
        self.send_heartbeat(now, Awaits::Nothing);
    }

    /// Performs `heartbeat`: `undefined` before login.
    pub(super) fn heartbeat(&mut self, now: Time, id: InvokeId) {
        if self.logged_in {
            self.send_heartbeat(now, Awaits::Method(id));
        } else {
            self.settle(id, Ok(None));
        }
    }

    fn send_heartbeat(&mut self, now: Time, awaits: Awaits) {
        let path = format!("/api/csta/agent/heartbeat/{}", self.who.login_id);
        self.rest(now, Method::POST, &path, Vec::new(), awaits);
    }
}
