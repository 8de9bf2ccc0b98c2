use ctimock_time::Time;
use jiff::{SignedDuration, civil::DateTime};

/// The vendor's clock: what it showed when the run began, plus scenario time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Wall {
    anchor: DateTime,
}

impl Wall {
    /// The anchor of every run in virtual time, so that runs are equal to the byte.
    pub const RUN: Self = Self {
        anchor: DateTime::constant(2026, 1, 5, 9, 0, 0, 0),
    };

    /// Returns a clock that shows `anchor` at the start.
    #[must_use]
    pub const fn new(anchor: DateTime) -> Self {
        Self { anchor }
    }

    /// Returns what the clock shows at `now`.
    #[must_use]
    pub fn at(&self, now: Time) -> DateTime {
        let micros = i64::try_from(now.as_micros()).unwrap_or(i64::MAX);
        self.anchor
            .saturating_add(SignedDuration::from_micros(micros))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_clock_runs_with_scenario_time() {
        let shown = Wall::RUN.at(Time::from_millis(61_250));

        assert_eq!(shown.to_string(), "2026-01-05T09:01:01.25");
    }
}
