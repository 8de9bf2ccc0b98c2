use ctimock_time::Time;
use serde_json::Map;

use super::{
    link::{After, Link},
    sdk::Sdk,
    stomp,
    timers::Timer,
};

impl Sdk {
    /// Opens the lost socket again; with a socket that is still there it is a no-op (dossier §5).
    pub(super) fn reconnect(&mut self, now: Time) {
        self.reconnects += 1;
        if matches!(self.link, Link::Lost) {
            self.open_socket(now, After::Rebuild);
        }
    }

    /// Says a heart-beat to the broker.
    pub(super) fn ping(&mut self, now: Time) {
        if let Link::Subscribed { beat, .. } = &self.link
            && let Some(every) = beat.ping
        {
            self.timers.set(Timer::StompPing, now + every);
            self.transmit(stomp::HEART_BEAT.to_owned());
        }
    }

    /// Gives the connection up if the broker was silent for more than two intervals.
    pub(super) fn check_silence(&mut self, now: Time) {
        let Link::Subscribed { heard, beat, .. } = &self.link else {
            return;
        };
        let Some(every) = beat.check else { return };
        if now.since(*heard) > every * 2 {
            self.close_link();
            self.on_lost(now);
        } else {
            self.timers.set(Timer::StompCheck, now + every);
        }
    }

    /// A login that waits for this socket never settles: the manual knows no way on (dossier §4.2).
    pub(super) fn on_lost(&mut self, now: Time) {
        self.link = Link::Lost;
        self.timers.clear(Timer::StompPing);
        self.timers.clear(Timer::StompCheck);
        self.schedule_reconnect(now);
    }

    /// Tries again later, or gives up and says so.
    pub(super) fn schedule_reconnect(&mut self, now: Time) {
        if self.reconnects < self.config.max_reconnects {
            let at = now + self.config.reconnect_after;
            self.timers.set(Timer::Reconnect, at);
            return;
        }
        self.unload();
        let mut fields = Map::new();
        fields.insert("msg".into(), "websocket disconnect".into());
        self.trigger("wsDisconnected", fields);
    }
}
