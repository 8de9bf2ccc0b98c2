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
