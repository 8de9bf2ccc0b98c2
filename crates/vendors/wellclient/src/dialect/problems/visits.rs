use std::{collections::BTreeMap, time::Duration};

use ctimock_time::Time;

/// How long somebody must be away to be struck anew.
const AWAY: Duration = Duration::from_secs(60);

/// Whom a problem strikes: whoever comes for the first time, and again after a minute's absence. So it
/// shows in a server that runs for days, and a second attempt is not struck by it.
#[derive(Debug)]
pub(super) struct Visits<K>(BTreeMap<K, Option<Time>>);

impl<K> Default for Visits<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Visits<K> {
    /// Returns whether it strikes; then it does not again before an absence.
    pub(super) fn strikes(&mut self, who: K, now: Time) -> bool {
        let known = self.0.get(&who);
        let strikes = known.is_none_or(|again| again.is_some_and(|at| at <= now));
        if strikes {
            self.0.insert(who, None);
        }
        strikes
    }

    /// Begins an absence.
    pub(super) fn leaves(&mut self, who: &K, now: Time) {
        if let Some(again) = self.0.get_mut(who) {
            *again = Some(now + AWAY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_strikes_at_first_and_after_a_whole_minute_away() {
        let at = |seconds: u64| Time::ZERO + Duration::from_secs(seconds);
        let mut visits = Visits::default();

        assert!(visits.strikes("anna", at(0)));
        assert!(!visits.strikes("anna", at(3600)));
        visits.leaves(&"anna", at(3600));
        assert!(!visits.strikes("anna", at(3659)));
        assert!(visits.strikes("anna", at(3660)));
        assert!(!visits.strikes("anna", at(3661)));
    }

    #[test]
    fn who_was_never_struck_is_struck_even_after_leaving() {
        let mut visits = Visits::default();

        visits.leaves(&"anna", Time::ZERO);

        assert!(visits.strikes("anna", Time::ZERO));
    }
}
