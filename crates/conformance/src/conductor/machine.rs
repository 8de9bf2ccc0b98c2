use std::{collections::VecDeque, sync::Arc};

use ctimock_dialect::{Contract, Variant, contract::Side};
use ctimock_mock::{ActError, ActReceipt, Entry};
use ctimock_protocol::Connect;
use ctimock_scenario::{Pattern, RequestPattern, Scenario, Step, Verb};
use ctimock_time::{Deadline, Time};
use serde_json::{Map, Value};

use super::{
    ActRecord, CallRecord, Finding, Order, Play, Said, StepRef, active::Active, guard::Guard,
    progress::StepTimes, watch,
};
use crate::{
    CaseReport,
    judge::{self, Evidence, Words},
    timeline::Timeline,
    window::{Readings, Stream, Track},
};

/// The machine that plays one case.
///
/// At each instant: mock first, then clients, then, when neither has anything more to say,
/// [`handle_settled`](Self::handle_settled). Orders that come out of that are carried out and the
/// instant settled again, until no order comes. What a client does wrong ends the case at the settled
/// end of its instant, so that the explanation knows everything that happened in it.
#[derive(Debug)]
pub struct Conductor {
    pub(super) scenario: Arc<Scenario>,
    pub(super) contract: &'static Contract,
    pub(super) play: Play,
    pub(super) orders: VecDeque<Order>,
    /// The step that comes next.
    pub(super) next: usize,
    /// What the present step still waits for.
    pub(super) active: Vec<Active>,
    pub(super) times: Vec<StepTimes>,
    pub(super) streams: Vec<Stream>,
    pub(super) tracks: Vec<Track>,
    pub(super) readings: Readings,
    pub(super) guards: Vec<Guard>,
    pub(super) calls: Vec<CallRecord>,
    pub(super) acts: Vec<ActRecord>,
    pub(super) timeline: Timeline,
    /// What went wrong at this instant.
    pub(super) doom: Option<(Time, Finding)>,
    pub(super) ending: Option<Ending>,
    words: Words,
}

/// What a case came to.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) at: Time,
    pub(super) finding: Option<Finding>,
}

impl Conductor {
    /// Returns the conductor of a case, at instant 0.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, contract: &'static Contract, play: Play) -> Self {
        let (scenario, unobserved) = match play {
            Play::Drive => (scenario, Vec::new()),
            Play::Watch => watch::without_sdk_events(&scenario, contract),
        };
        let clients = scenario.world.clients.len();
        let mut times = vec![StepTimes::default(); scenario.steps.len()];
        for (step, name) in unobserved {
            times[step].not_observed.push(name);
        }
        let mut conductor = Self {
            contract,
            play,
            orders: VecDeque::new(),
            next: 0,
            active: Vec::new(),
            times,
            streams: vec![Stream::new(); clients],
            tracks: vec![Track::default(); clients],
            readings: Readings::new(clients),
            guards: Vec::new(),
            calls: Vec::new(),
            acts: Vec::new(),
            timeline: Timeline::new(asks_for_headers(&scenario.steps)),
            doom: None,
            ending: None,
            words: Words::Unlisted,
            scenario,
        };
        if play == Play::Drive {
            conductor.order_clients();
        }
        conductor
    }

    /// Decides whether the report of a passed case lists the documented words that it asserted.
    #[must_use]
    pub fn with_words(mut self, words: Words) -> Self {
        self.words = words;
        self
    }

    /// Takes what a client said.
    pub fn handle_client(&mut self, now: Time, client: &str, said: Said) {
        if self.ending.is_some() {
            return;
        }
        match said {
            Said::Gone { reason } => {
                let client = client.to_owned();
                self.fail(now, Finding::Gone { client, reason });
            }
            Said::Event { name, data } => match self.lane(client) {
                Some(lane) => self.observe(now, lane, name, data),
                None => self.fail(now, Finding::nonsense_client(client)),
            },
            Said::Returned { id, outcome } => self.take_outcome(now, client, id, outcome),
        }
    }

    /// Takes the mock's journal, entry by entry, each once, in order.
    pub fn handle_journal(&mut self, entry: &Entry) {
        if self.ending.is_some() {
            return;
        }
        let people = &self.scenario.world.clients;
        let lane_of = |name: &Arc<str>| people.iter().position(|person| *person.name == **name);
        let Some(moment) = self.timeline.push_entry(entry, lane_of) else {
            return;
        };
        if self.play == Play::Watch {
            self.watch(moment);
            self.forget_old_moments();
        }
    }

    /// Takes what the latest act came to.
    pub fn handle_act(&mut self, now: Time, outcome: Result<ActReceipt, ActError>) {
        if self.ending.is_none() {
            self.take_act(now, outcome);
        }
    }

    /// Takes the mock's state.
    pub fn handle_world(&mut self, now: Time, world: &Value) {
        if self.ending.is_none() {
            self.take_world(now, world);
        }
    }

    /// Takes notice that nothing moves any more at `now`.
    pub fn handle_settled(&mut self, now: Time) {
        if self.ending.is_some() {
            return;
        }
        if let Some((at, finding)) = self.doom.take() {
            return self.fail(at, finding);
        }
        if !self.orders.is_empty() {
            return;
        }
        while self.judge_active(now) {
            if self.next == self.scenario.steps.len() {
                return self.finish(now);
            }
            self.start_next(now);
            if let Some((at, finding)) = self.doom.take() {
                return self.fail(at, finding);
            }
            if self.ending.is_some() || !self.orders.is_empty() {
                return;
            }
        }
    }

    /// Ends the case because the world cannot go on: it does not settle, or it was interrupted.
    pub fn handle_abort(&mut self, now: Time, reason: &str) {
        let reason = reason.to_owned();
        self.fail(now, Finding::Aborted { reason });
    }

    /// Gives the next order, oldest first.
    pub fn poll_order(&mut self) -> Option<Order> {
        self.orders.pop_front()
    }

    /// Returns the next instant at which a bound of the scenario passes.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        if self.ending.is_some() {
            return None;
        }
        Deadline::earliest(self.active.iter().map(|active| active.deadline(self.play)))
    }

    /// Returns whether the case is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.ending.is_some()
    }

    /// Returns whether the case is over and something was found.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        let ending = self.ending.as_ref();
        ending.is_some_and(|ending| ending.finding.is_some())
    }

    /// Ends the case and says what it came to. `real_us` is the real time it took.
    #[must_use]
    pub fn report(mut self, now: Time, real_us: u64) -> CaseReport {
        if self.ending.is_none() {
            self.handle_abort(now, "it was ended before its steps were done");
        }
        let ending = self.ending.take().expect("an aborted case has ended");
        let evidence = Evidence {
            scenario: &self.scenario,
            contract: self.contract,
            play: self.play,
            at: ending.at,
            streams: &self.streams,
            tracks: &self.tracks,
            reading: self.readings.best(&self.tracks, &self.scenario.steps),
            calls: &self.calls,
            acts: &self.acts,
            timeline: &self.timeline,
            steps_begun: self.next,
        };
        judge::report(&evidence, ending.finding.as_ref(), real_us, self.words)
    }

    /// Ends the case; what went wrong earlier at this instant goes first.
    pub(super) fn fail(&mut self, at: Time, finding: Finding) {
        let (at, finding) = self.doom.take().unwrap_or((at, finding));
        self.end(at, Some(finding));
    }

    /// Ends the case at the settled end of this instant.
    pub(super) fn doom(&mut self, at: Time, finding: Finding) {
        self.doom.get_or_insert((at, finding));
    }

    /// Ends the case.
    pub(super) fn end(&mut self, at: Time, finding: Option<Finding>) {
        if self.ending.is_none() {
            self.orders.clear();
            self.active.clear();
            self.ending = Some(Ending { at, finding });
        }
    }

    /// Returns a client's place in the declared order.
    pub(super) fn lane(&self, client: &str) -> Option<usize> {
        let people = &self.scenario.world.clients;
        people.iter().position(|person| person.name == client)
    }

    fn order_clients(&mut self) {
        let options = sdk_options(&self.scenario.variant, self.contract);
        for person in &self.scenario.world.clients {
            self.orders.push_back(Order::Connect(Connect {
                client: person.name.clone(),
                endpoints: ctimock_protocol::Endpoints::new(),
                identity: person.identity.clone(),
                options: options.clone(),
            }));
        }
    }
}

/// Returns a step, or one of its `together`.
pub(crate) fn step_at(steps: &[Step], at: StepRef) -> &Step {
    match (&steps[at.step].verb, at.inner) {
        (Verb::Together(inner), Some(index)) => &inner[index],
        _ => &steps[at.step],
    }
}

/// Returns the selected quirks that are the SDK's, as the options of `connect`.
fn sdk_options(variant: &Variant, contract: &Contract) -> Map<String, Value> {
    let is_sdk = |name: &str| {
        let known = contract.quirks.get(name);
        known.is_some_and(|quirk| quirk.side == Side::Sdk)
    };
    let chosen = variant.quirks.iter().filter(|(name, _)| is_sdk(name));
    chosen
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect()
}

fn asks_for_headers(steps: &[Step]) -> bool {
    steps.iter().any(|step| match &step.verb {
        Verb::Call(call) => call
            .sends
            .iter()
            .flat_map(|sends| &sends.items)
            .any(|item| {
                matches!(
                    &item.pattern,
                    RequestPattern::Raw {
                        headers: Some(Pattern { .. }),
                        ..
                    }
                )
            }),
        Verb::Together(inner) => asks_for_headers(inner),
        _ => false,
    })
}
