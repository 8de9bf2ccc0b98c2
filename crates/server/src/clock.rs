use std::{
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};

use ctimock_time::Time;
use tokio::{
    sync::{Notify, futures::Notified},
    time::{Instant, sleep_until},
};

/// Real time as scenario time: what has passed since the start, and what was added to it.
#[derive(Debug)]
pub(crate) struct Clock {
    /// `None`: it stands still.
    origin: Option<Instant>,
    /// What is added to the real time since `origin`, in microseconds.
    shift: AtomicI64,
    /// How often it was restarted.
    restarts: AtomicU64,
    moved: Notify,
}

/// The clock was set to zero while somebody waited for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Restarted;

impl Clock {
    /// Returns a clock that shows zero.
    pub(crate) fn new() -> Self {
        Self::since(Some(Instant::now()))
    }

    /// Returns a clock that shows zero until it is moved.
    pub(crate) fn standing() -> Self {
        Self::since(None)
    }

    fn since(origin: Option<Instant>) -> Self {
        Self {
            origin,
            shift: AtomicI64::new(0),
            restarts: AtomicU64::new(0),
            moved: Notify::new(),
        }
    }

    /// Returns what it shows.
    pub(crate) fn now(&self) -> Time {
        Time::from_micros(
            self.passed()
                .saturating_add_signed(self.shift.load(Ordering::SeqCst)),
        )
    }

    /// Sets it to `at`; never back.
    pub(crate) fn jump_to(&self, at: Time) {
        let ahead = at.since(self.now());
        let micros = i64::try_from(ahead.as_micros()).unwrap_or(i64::MAX);
        self.shift.fetch_add(micros, Ordering::SeqCst);
        self.moved.notify_waiters();
    }

    /// Sets it to zero.
    pub(crate) fn restart(&self) {
        let passed = i64::try_from(self.passed()).unwrap_or(i64::MAX);
        self.shift.store(-passed, Ordering::SeqCst);
        self.restarts.fetch_add(1, Ordering::SeqCst);
        self.moved.notify_waiters();
    }

    /// Returns how often it was restarted.
    pub(crate) fn restarts(&self) -> u64 {
        self.restarts.load(Ordering::SeqCst)
    }

    /// Waits until it shows `at`.
    pub(crate) async fn shows(&self, at: Time) -> Result<(), Restarted> {
        let restarts = self.restarts();
        loop {
            let moved = self.moved.notified();
            if self.restarts() != restarts {
                return Err(Restarted);
            }
            if self.now() >= at {
                return Ok(());
            }
            tokio::select! {
                () = sleep_until(self.instant_of(at)) => {}
                () = moved => {}
            }
        }
    }

    /// Returns a wait for the next move or restart, which misses none from now on.
    pub(crate) fn moved(&self) -> Notified<'_> {
        self.moved.notified()
    }

    /// Returns when it will show `at`, if nobody moves it.
    pub(crate) fn instant_of(&self, at: Time) -> Instant {
        let ahead = at.since(self.now()).min(FAR);
        Instant::now() + ahead
    }

    fn passed(&self) -> u64 {
        let passed = self
            .origin
            .map_or(Duration::ZERO, |origin| origin.elapsed());
        u64::try_from(passed.as_micros()).unwrap_or(u64::MAX)
    }
}

/// Further ahead nobody sleeps: whoever wakes then looks again.
const FAR: Duration = Duration::from_secs(24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_clock_shows_what_has_passed_and_what_was_added() {
        let clock = Clock::new();

        tokio::time::advance(Duration::from_millis(1500)).await;
        clock.jump_to(clock.now() + Duration::from_secs(180));

        assert_eq!(clock.now(), Time::from_millis(181_500));
    }

    #[tokio::test(start_paused = true)]
    async fn the_clock_never_jumps_back() {
        let clock = Clock::new();
        clock.jump_to(Time::from_millis(500));

        clock.jump_to(Time::from_millis(100));

        assert_eq!(clock.now(), Time::from_millis(500));
    }

    #[tokio::test(start_paused = true)]
    async fn a_standing_clock_shows_only_what_was_added() {
        let clock = Clock::standing();
        tokio::time::advance(Duration::from_secs(7)).await;

        clock.jump_to(Time::from_millis(500));

        assert_eq!(clock.now(), Time::from_millis(500));
    }

    #[tokio::test(start_paused = true)]
    async fn a_restarted_clock_shows_zero_whatever_was_added() {
        let clock = Clock::new();
        clock.jump_to(Time::from_millis(500));
        tokio::time::advance(Duration::from_secs(7)).await;

        clock.restart();

        assert_eq!(clock.now(), Time::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_sleeps_until_an_instant_wakes_when_the_clock_shows_it() {
        let clock = Clock::new();
        clock.jump_to(Time::from_millis(500));

        tokio::time::sleep_until(clock.instant_of(Time::from_millis(800))).await;

        assert_eq!(clock.now(), Time::from_millis(800));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_is_let_go_when_the_clock_is_moved_there() {
        let clock = Clock::new();

        let (shown, ()) = tokio::join!(clock.shows(Time::from_millis(60_000)), async {
            clock.jump_to(Time::from_millis(60_000));
        });

        assert_eq!((shown, clock.now()), (Ok(()), Time::from_millis(60_000)));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_is_told_that_the_clock_was_restarted() {
        let clock = Clock::new();

        let (shown, ()) = tokio::join!(clock.shows(Time::from_millis(60_000)), async {
            clock.restart();
        });

        assert_eq!(shown, Err(Restarted));
    }
}
