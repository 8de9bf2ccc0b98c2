use std::sync::Arc;

use ctimock_conformance::{Conductor, Order, Play};
use ctimock_dialect::Contract;
use ctimock_mock::{Entry, Mock};
use ctimock_time::{Deadline, Time};

use super::{Aliases, Part, outcome};
use crate::PlayOutcome;

/// A scenario that is being played against whoever connects.
#[derive(Debug)]
pub(crate) struct Playing {
    id: String,
    conductor: Conductor,
    aliases: Aliases,
}

impl Playing {
    /// Returns the play of a file, at instant 0; `None` if it is a world, in which nothing is played.
    pub(crate) fn new(part: &Part, contract: fn() -> &'static Contract) -> Option<Self> {
        part.scenario.as_ref().map(|scenario| Self {
            id: scenario.id(),
            conductor: Conductor::new(Arc::clone(scenario), contract(), Play::Watch),
            aliases: part.aliases.clone(),
        })
    }

    /// Takes what happened at the mock.
    pub(crate) fn hear<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            match self.aliases.seen(entry) {
                Some(seen) => self.conductor.handle_journal(&seen),
                None => self.conductor.handle_journal(entry),
            }
        }
    }

    /// Takes notice that nothing moves at `now`, and lets the mock do what is next. Returns whether it
    /// did anything.
    pub(crate) fn go_on(&mut self, now: Time, mock: &mut Mock) -> bool {
        self.conductor.handle_settled(now);
        let mut acted = false;
        while let Some(order) = self.conductor.poll_order() {
            acted = true;
            match order {
                Order::Act(act) => {
                    let outcome = mock.handle_act(now, self.aliases.rename_act(*act));
                    self.conductor.handle_act(now, outcome);
                }
                Order::ReadWorld => self.conductor.handle_world(now, &mock.world(now)),
                // Whoever connects has a life of its own.
                Order::Connect(_) | Order::Invoke(_) => {}
            }
        }
        acted
    }

    /// Returns whether there is nothing more to play.
    pub(crate) fn is_over(&self) -> bool {
        self.conductor.is_over()
    }

    /// Returns the next instant at which a bound of the scenario passes.
    pub(crate) fn deadline(&self) -> Option<Deadline> {
        self.conductor.poll_timeout()
    }

    /// Ends the play and says how far it came.
    pub(crate) fn finish(self, now: Time) -> PlayOutcome {
        outcome::tell(self.id, self.conductor, now)
    }
}
