use std::{fmt, ops::Add, time::Duration};

/// An instant of scenario time, in microseconds since the run began.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Time(u64);

impl Time {
    /// The instant at which every run begins.
    pub const ZERO: Self = Self(0);

    /// Returns the instant `micros` microseconds after the start.
    #[must_use]
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Returns the instant `millis` milliseconds after the start.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(1000))
    }

    /// Returns the microseconds since the start.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Returns the whole milliseconds since the start, rounded down.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0 / 1000
    }

    /// Returns how long after `earlier` this instant is; zero if it is not after it.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Time {
    type Output = Self;

    /// The far future is the same instant for everybody: the sum saturates.
    fn add(self, span: Duration) -> Self {
        let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
        Self(self.0.saturating_add(micros))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.as_millis();
        write!(
            f,
            "{:02}:{:02}.{:03}",
            millis / 60_000,
            millis / 1000 % 60,
            millis % 1000
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_minutes_seconds_and_milliseconds() {
        let shown = [0, 15_000, 61_250, 3_600_000].map(|ms| Time::from_millis(ms).to_string());

        assert_eq!(shown, ["00:00.000", "00:15.000", "01:01.250", "60:00.000"]);
    }

    #[test]
    fn adding_more_than_the_far_future_stays_there() {
        let end = Time::from_micros(u64::MAX);

        assert_eq!(end + Duration::from_secs(1), end);
    }

    #[test]
    fn the_span_since_a_later_instant_is_zero() {
        assert_eq!(Time::ZERO.since(Time::from_millis(1)), Duration::ZERO);
    }
}
