use ctimock_scenario::Step;

use super::{Lane, Reported, Track};
use crate::matching::{Bindings, check};

/// One way to read what came so far: a position for each client, and what the names stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    /// One for each client, in declared order.
    pub(crate) lanes: Vec<Lane>,
    /// What the names stand for.
    pub(crate) bindings: Bindings,
}

impl Reading {
    /// Returns the reading of nothing.
    pub(crate) fn new(clients: usize) -> Self {
        Self {
            lanes: vec![Lane::default(); clients],
            bindings: Bindings::default(),
        }
    }

    /// Takes an event in every way that is possible, and pushes what comes of it.
    ///
    /// # Errors
    /// The reading itself, if the event fits nothing in it.
    pub(super) fn consume(
        mut self,
        lane: usize,
        event: &Reported,
        track: &Track,
        steps: &[Step],
        survivors: &mut Vec<Self>,
    ) -> Result<(), Self> {
        let offers = self.lanes[lane].offers(event.at, track, steps);
        let mut fitting = Vec::new();
        for offer in &offers {
            if offer.candidate.event.name != event.name || !offer.is_in_time(event.at) {
                continue;
            }
            let mark = self.bindings.mark();
            let pattern = &offer.candidate.event.pattern;
            if check(pattern, Some(&event.data), &mut self.bindings).is_ok() {
                fitting.push((offer, self.bindings.split_off(mark)));
            }
        }
        let Some((last, bound)) = fitting.pop() else {
            if self.lanes[lane].tolerates(event.at, track, steps) {
                self.lanes[lane].skip();
                survivors.push(self);
                return Ok(());
            }
            return Err(self);
        };
        for (offer, bound) in fitting {
            let mut fork = self.clone();
            fork.bindings.extend(bound);
            fork.lanes[lane].take(event, offer);
            survivors.push(fork);
        }
        self.bindings.extend(bound);
        self.lanes[lane].take(event, last);
        survivors.push(self);
        Ok(())
    }

    /// Returns how far it got, to compare with other readings of the same events.
    pub(super) fn reach(&self) -> usize {
        self.lanes.iter().map(Lane::matched).sum()
    }
}
