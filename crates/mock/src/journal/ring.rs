use std::{collections::VecDeque, sync::Arc};

use super::Entry;

/// How much a journal keeps.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bound {
    /// The latest so many entries.
    Latest(usize),
    /// Everything.
    Unbounded,
}

/// What happened at a mock, in order.
#[derive(Debug)]
pub struct Journal {
    entries: VecDeque<Entry>,
    next: u64,
    bound: Bound,
}

impl Journal {
    /// Returns an empty journal.
    #[must_use]
    pub fn new(bound: Bound) -> Self {
        Self {
            entries: VecDeque::new(),
            next: 0,
            bound,
        }
    }

    /// Appends what `entry` makes of its number, and forgets the oldest entry if there are too many.
    pub fn push(&mut self, entry: impl FnOnce(u64) -> Entry) {
        if let Bound::Latest(most) = self.bound {
            while self.entries.len() >= most.max(1) {
                self.entries.pop_front();
            }
        }
        self.entries.push_back(entry(self.next));
        self.next += 1;
    }

    /// Notes whose channel the entry `seq` was on, if it is still kept and nobody's.
    pub(crate) fn attribute(&mut self, seq: u64, client: &Arc<str>) {
        let oldest = self.next - self.entries.len() as u64;
        let entry = seq
            .checked_sub(oldest)
            .and_then(|at| usize::try_from(at).ok())
            .and_then(|at| self.entries.get_mut(at));
        if let Some(entry) = entry {
            entry.client.get_or_insert_with(|| Arc::clone(client));
        }
    }

    /// Returns the entries from number `seq` on that are still kept, oldest first.
    pub fn since(&self, seq: u64) -> impl Iterator<Item = &Entry> {
        let oldest = self.next - self.entries.len() as u64;
        let skip = usize::try_from(seq.saturating_sub(oldest)).unwrap_or(usize::MAX);
        self.entries.iter().skip(skip)
    }

    /// Returns the number that the next entry will have.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.next
    }
}

#[cfg(test)]
mod tests {
    use ctimock_time::Time;

    use super::*;
    use crate::What;

    #[test]
    fn a_bounded_journal_keeps_the_latest_and_their_numbers() {
        let journal = filled(Bound::Latest(3), 5);

        assert_eq!(numbers(&journal, 0), [2, 3, 4]);
        assert_eq!(journal.next_seq(), 5);
    }

    #[test]
    fn an_unbounded_journal_keeps_everything() {
        let journal = filled(Bound::Unbounded, 5);

        assert_eq!(numbers(&journal, 0), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_journal_that_may_keep_nothing_keeps_the_latest_one() {
        let journal = filled(Bound::Latest(0), 5);

        assert_eq!(numbers(&journal, 0), [4]);
    }

    #[test]
    fn reading_goes_on_where_it_stopped_and_nothing_stands_beyond_the_end() {
        let journal = filled(Bound::Latest(3), 5);

        assert_eq!(numbers(&journal, 3), [3, 4]);
        assert_eq!(numbers(&journal, 5), Vec::<u64>::new());
        assert_eq!(numbers(&journal, u64::MAX), Vec::<u64>::new());
    }

    #[test]
    fn a_forgotten_or_unknown_entry_is_attributed_to_nobody() {
        let mut journal = filled(Bound::Latest(3), 5);
        let anna: Arc<str> = Arc::from("anna");

        for seq in [0, 1, 3, 99] {
            journal.attribute(seq, &anna);
        }

        let clients: Vec<Option<&str>> = journal
            .since(0)
            .map(|entry| entry.client.as_deref())
            .collect();
        assert_eq!(clients, [None, Some("anna"), None]);
    }

    fn filled(bound: Bound, entries: u64) -> Journal {
        let mut journal = Journal::new(bound);
        for _ in 0..entries {
            journal.push(|seq| Entry {
                seq,
                at: Time::ZERO,
                client: None,
                what: What::Note("nothing much".to_owned()),
            });
        }
        journal
    }

    fn numbers(journal: &Journal, since: u64) -> Vec<u64> {
        journal.since(since).map(|entry| entry.seq).collect()
    }
}
