use std::collections::BTreeMap;

use ctimock_conformance::Conductor;
use ctimock_mock::{Mock, Vendor};
use ctimock_protocol::{Ask, ClientClock, InvokeId};
use ctimock_scenario::Scenario;
use ctimock_server::{Booth, Timekeeping};
use ctimock_time::{Deadline, Time};
use serde_json::Value;

use super::{seat::Seat, trouble::Trouble};
use crate::crew::Crew;

/// How often the world may be looked at, at one instant, before the case is given up.
const ROUNDS: usize = 1_000;

/// Where mock, clients and conductor of one case meet when the clients are other processes.
pub(super) struct Table<'c> {
    pub(super) vendor: &'c Vendor,
    pub(super) booth: Booth,
    pub(super) conductor: Conductor,
    pub(super) crew: &'c mut Crew,
    pub(super) seats: Vec<Seat>,
    pub(super) clock: ClientClock,
    /// Whose a method is that was called.
    pub(super) callers: BTreeMap<InvokeId, usize>,
    /// What each client's app was told.
    pub(super) told: BTreeMap<String, Vec<(String, Value)>>,
    /// How much was told to apps.
    pub(super) events: u64,
    /// Who spoke last.
    pub(super) last: String,
    pub(super) journal_read: u64,
}

impl<'c> Table<'c> {
    pub(super) fn new(
        vendor: &'c Vendor,
        mock: Mock,
        conductor: Conductor,
        scenario: &Scenario,
        crew: &'c mut Crew,
    ) -> Self {
        let clock = crew.about().map_or(ClientClock::Real, |about| about.clock);
        let timekeeping = match clock {
            ClientClock::Virtual | ClientClock::None => Timekeeping::Standing,
            ClientClock::Real => Timekeeping::Real,
        };
        let clients = scenario.world.clients.iter().enumerate();
        let seats = clients.map(|(number, client)| Seat::new(&client.name, crew.peer_of(number)));
        Self {
            vendor,
            booth: Booth::new(vendor, mock, timekeeping),
            conductor,
            seats: seats.collect(),
            clock,
            crew,
            callers: BTreeMap::new(),
            told: BTreeMap::new(),
            events: 0,
            last: vendor.name.to_owned(),
            journal_read: 0,
        }
    }

    /// Lets everything happen that happens at this instant, until nobody has anything more to say.
    pub(super) async fn settle(&mut self) -> Result<(), Trouble> {
        for peer in &self.crew.peers {
            peer.tally.reset();
        }
        let mut rounds = 0;
        loop {
            self.quiet(&mut rounds).await?;
            self.conductor.handle_settled(self.booth.now());
            let mut carried = 0;
            while let Some(order) = self.conductor.poll_order() {
                // What is done to clients at one instant is done one after the other.
                if carried > 0 {
                    self.quiet(&mut rounds).await?;
                }
                carried += 1;
                self.carry(order).await?;
            }
            if carried == 0 {
                return Ok(());
            }
        }
    }

    /// Moves everybody to the next instant: the mock, then the clients that have a clock.
    pub(super) async fn move_to(&mut self, at: Time) -> Result<(), Trouble> {
        self.booth.move_to(at);
        if self.clock != ClientClock::Virtual {
            return Ok(());
        }
        for seat in &mut self.seats {
            seat.stirred |= seat.due.is_some_and(|due| due <= at);
        }
        for peer in 0..self.crew.peers.len() {
            if let Some(seat) = self.seats.iter().position(|seat| seat.peer == peer) {
                self.ask(seat, &Ask::advance(at)).await?;
            }
        }
        Ok(())
    }

    /// Returns the next instant at which somebody has something to do.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        let clients = self.seats.iter().map(|seat| {
            let due = seat.due.filter(|_| seat.connected);
            due.map(|at| Deadline::new(at, "timer of a client"))
        });
        Deadline::earliest(
            [self.booth.deadline()]
                .into_iter()
                .chain(clients)
                .chain([self.conductor.poll_timeout()]),
        )
    }

    /// Returns whether the mock has something to do at this instant: the world is not settled before.
    fn is_mock_due(&self) -> bool {
        let now = self.booth.now();
        self.booth.deadline().is_some_and(|due| due.at <= now)
    }

    /// Looks round until a round is quiet, or as many as it takes to be sure.
    async fn quiet(&mut self, rounds: &mut usize) -> Result<(), Trouble> {
        let mut quiet = 0;
        while *rounds < ROUNDS {
            *rounds += 1;
            quiet = if self.round().await? { quiet + 1 } else { 0 };
            if quiet > 0 && self.is_mock_due() {
                self.booth.move_to(self.booth.now());
                quiet = 0;
            }
            if quiet == self.crew.quiet_rounds() {
                for seat in &mut self.seats {
                    seat.stirred = false;
                }
                return Ok(());
            }
        }
        Err(Trouble::Unsettled {
            last: self.last.clone(),
        })
    }
}
