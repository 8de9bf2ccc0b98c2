use std::collections::BTreeMap;

use ctimock_time::{Deadline, Time};

/// Every reason why the client may wake; each runs at most once at a time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Timer {
    /// Says `\n` to the broker.
    StompPing,
    /// Looks whether the broker has been silent for too long.
    StompCheck,
    /// Opens the lost socket again.
    Reconnect,
    /// The wait between CONNECTED and what the connection was made for is over.
    Subscribed,
    /// Says that the agent is still there.
    AgentHeartbeat,
}

impl Timer {
    const fn reason(self) -> &'static str {
        match self {
            Self::StompPing => "stomp heart-beat",
            Self::StompCheck => "stomp idle check",
            Self::Reconnect => "websocket reconnect",
            Self::Subscribed => "pause after stomp connected",
            Self::AgentHeartbeat => "agent heartbeat",
        }
    }
}

/// The timers that run, each at its instant.
#[derive(Debug, Default)]
pub(super) struct Timers(BTreeMap<Timer, Time>);

impl Timers {
    /// Starts a timer; one that runs already is moved.
    pub(super) fn set(&mut self, timer: Timer, at: Time) {
        self.0.insert(timer, at);
    }

    /// Stops a timer.
    pub(super) fn clear(&mut self, timer: Timer) {
        self.0.remove(&timer);
    }

    /// Takes the earliest timer that is due at `now`.
    pub(super) fn take_due(&mut self, now: Time) -> Option<Timer> {
        let (at, timer) = self.nearest()?;
        (at <= now).then(|| {
            self.clear(timer);
            timer
        })
    }

    /// Returns the nearest deadline.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        let (at, timer) = self.nearest()?;
        Some(Deadline::new(at, timer.reason()))
    }

    fn nearest(&self) -> Option<(Time, Timer)> {
        self.0.iter().map(|(timer, at)| (*at, *timer)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_timer_is_due_first_and_only_when_its_instant_has_come() {
        let mut timers = Timers::default();
        timers.set(Timer::AgentHeartbeat, Time::from_millis(60_000));
        timers.set(Timer::Subscribed, Time::from_millis(500));

        let reason = timers.deadline().unwrap().reason;
        let early = timers.take_due(Time::from_millis(499));
        let due = timers.take_due(Time::from_millis(500));
        let next = timers.deadline();

        assert_eq!(reason, "pause after stomp connected");
        assert_eq!(early, None);
        assert_eq!(due, Some(Timer::Subscribed));
        assert_eq!(
            next,
            Some(Deadline::new(Time::from_millis(60_000), "agent heartbeat"))
        );
    }

    #[test]
    fn a_timer_that_is_set_again_is_moved() {
        let mut timers = Timers::default();
        timers.set(Timer::Reconnect, Time::from_millis(3000));
        timers.set(Timer::Reconnect, Time::from_millis(4000));

        assert_eq!(timers.take_due(Time::from_millis(3000)), None);
        assert_eq!(
            timers.take_due(Time::from_millis(4000)),
            Some(Timer::Reconnect)
        );
        assert_eq!(timers.deadline(), None);
    }
}
