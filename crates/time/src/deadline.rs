use crate::Time;

/// The next instant at which a machine wants to be woken, and why.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Deadline {
    /// When it is due.
    pub at: Time,
    /// What happens then, in a few words: `"ring time-out"`.
    pub reason: &'static str,
}

impl Deadline {
    /// Returns a deadline.
    #[must_use]
    pub const fn new(at: Time, reason: &'static str) -> Self {
        Self { at, reason }
    }

    /// Returns the earliest of several deadlines; of equal ones the first.
    #[must_use]
    pub fn earliest(deadlines: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        deadlines
            .into_iter()
            .flatten()
            .min_by_key(|deadline| deadline.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_of_equal_deadlines_is_the_first_named() {
        let ring = Deadline::new(Time::from_millis(5), "ring time-out");
        let wrap = Deadline::new(Time::from_millis(5), "after-work end");
        let late = Deadline::new(Time::from_millis(9), "reservation end");

        let earliest = Deadline::earliest([None, Some(late), Some(ring), Some(wrap)]);

        assert_eq!(earliest, Some(ring));
    }
}
