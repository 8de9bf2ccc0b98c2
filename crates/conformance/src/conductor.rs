use std::sync::Arc;

use ctimock_dialect::Contract;
use ctimock_mock::{ActError, ActReceipt, Entry, ResolvedAct};
use ctimock_protocol::{Connect, Invoke, InvokeId, Outcome};
use ctimock_scenario::Scenario;
use ctimock_time::{Deadline, Time};
use serde_json::Value;

use crate::CaseReport;

/// How a scenario is played.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Play {
    /// The conductor calls the client's methods and judges what the client reports.
    Drive,
    /// `serve`: the conductor waits for the requests that the methods make, and judges what the mock
    /// sent.
    Watch,
}

/// What a client said.
#[derive(Clone, Debug)]
pub enum Said {
    /// It told its app something.
    Event {
        /// The event's name.
        name: String,
        /// Its payload.
        data: Value,
    },
    /// A method is done.
    Returned {
        /// Which call.
        id: InvokeId,
        /// What it came to.
        outcome: Outcome,
    },
    /// It is gone: crashed, hung, spoke no protocol. The case is errored.
    Gone {
        /// Why, in words.
        reason: String,
    },
}

/// What the conductor wants done.
#[derive(Debug)]
pub enum Order {
    /// A fresh instance of the client. Endpoints are the driver's to fill in.
    Connect(Connect),
    /// A method.
    Invoke(Invoke),
    /// An act on the mock; its outcome comes back by [`Conductor::handle_act`].
    Act(Box<ResolvedAct>),
    /// The mock's state; it comes back by [`Conductor::handle_world`].
    ReadWorld,
}

/// The machine that plays one case.
///
/// At each instant: mock first, then clients, then, when neither has anything more to say,
/// [`handle_settled`](Self::handle_settled). Orders that come out of that are carried out and the
/// instant settled again, until no order comes.
#[derive(Debug)]
pub struct Conductor {}

impl Conductor {
    /// Returns the conductor of a case, at instant 0.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, contract: &'static Contract, play: Play) -> Self {
        todo!("{scenario:?} {contract:?} {play:?}")
    }

    /// Takes what a client said.
    pub fn handle_client(&mut self, now: Time, client: &str, said: Said) {
        todo!("{now} {client} {said:?}")
    }

    /// Takes the mock's journal, entry by entry, each once, in order.
    pub fn handle_journal(&mut self, entry: &Entry) {
        todo!("{entry:?}")
    }

    /// Takes what the latest act came to.
    pub fn handle_act(&mut self, now: Time, outcome: Result<ActReceipt, ActError>) {
        todo!("{now} {outcome:?}")
    }

    /// Takes the mock's state.
    pub fn handle_world(&mut self, now: Time, world: &Value) {
        todo!("{now} {world:?}")
    }

    /// Takes notice that nothing moves any more at `now`.
    pub fn handle_settled(&mut self, now: Time) {
        todo!("{now}")
    }

    /// Ends the case because the world cannot go on: it does not settle, or it was interrupted.
    pub fn handle_abort(&mut self, now: Time, reason: &str) {
        todo!("{now} {reason}")
    }

    /// Gives the next order, oldest first.
    pub fn poll_order(&mut self) -> Option<Order> {
        todo!()
    }

    /// Returns the next instant at which a bound of the scenario passes.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        todo!()
    }

    /// Returns whether the case is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        todo!()
    }

    /// Ends the case and says what it came to. `real_us` is the real time it took.
    #[must_use]
    pub fn report(self, now: Time, real_us: u64) -> CaseReport {
        todo!("{now} {real_us}")
    }
}
