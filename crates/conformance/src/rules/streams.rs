use ctimock_dialect::contract::OrderRule;
use ctimock_scenario::{Act, Verb};

use super::{check::check, fact::Fact, fields::Fields, read::read};
use crate::{Play, judge::Evidence, timeline::Happening};

/// The documented rules that are broken at one client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Breaks {
    /// By what the mock sent to it.
    pub(crate) by_mock: Vec<Broken>,
    /// By what it reported, and not by what it was sent.
    pub(crate) by_client: Vec<Broken>,
}

/// A rule that a stream breaks.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    /// The rule.
    pub(crate) rule: &'static OrderRule,
    /// The event that breaks it, in the timeline.
    pub(crate) moment: usize,
    /// The events that the rule looks at, in the timeline, with their names.
    pub(crate) sequence: Vec<(usize, String)>,
}

/// Whether the scenario itself makes the vendor misbehave.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Provoked {
    /// By a fault, a problem, or an event that it lets the vendor emit.
    ByScenario,
    /// It does nothing of the kind.
    ByNobody,
}

impl Provoked {
    /// Looks for what a scenario does to the vendor.
    pub(crate) fn of(evidence: &Evidence<'_>) -> Self {
        let misleads = |verb: &Verb| match verb {
            Verb::Act(Act::Fault(_)) => true,
            Verb::Act(Act::Backend { action, .. }) => action == "emits",
            _ => false,
        };
        let mut acts = evidence.acts.iter();
        if !evidence.scenario.variant.problems.is_empty()
            || acts.any(|act| misleads(&evidence.step(act.step).verb))
        {
            Self::ByScenario
        } else {
            Self::ByNobody
        }
    }
}

/// Returns the documented rules that are broken at a client. Rules hold for the main family.
pub(crate) fn breaks(evidence: &Evidence<'_>, lane: usize) -> Breaks {
    let orders: &'static [OrderRule] = &evidence.contract.orders;
    if orders.is_empty() {
        return Breaks::default();
    }
    let fields = Fields::of(orders);
    let sent = sent(evidence, lane, &fields);
    let by_mock = sent.breaks(orders, &fields);
    if evidence.play == Play::Watch {
        let by_client = Vec::new();
        return Breaks { by_mock, by_client };
    }
    let reported = reported(evidence, lane, &fields);
    let by_client = if reported.is_like(&sent) {
        Vec::new()
    } else {
        let mut found = reported.breaks(orders, &fields);
        found.retain(|broken| {
            !by_mock
                .iter()
                .any(|other| other.rule.rule == broken.rule.rule)
        });
        found
    };
    Breaks { by_mock, by_client }
}

/// The events of one side, with their numbers in the timeline.
#[derive(Debug, Default)]
pub(super) struct Side<'e> {
    pub(super) facts: Vec<Fact<'e>>,
    moments: Vec<usize>,
}

impl<'e> Side<'e> {
    fn push(&mut self, fact: Fact<'e>, moment: usize) {
        self.facts.push(fact);
        self.moments.push(moment);
    }

    fn is_like(&self, other: &Self) -> bool {
        self.facts.len() == other.facts.len()
            && self
                .facts
                .iter()
                .zip(&other.facts)
                .all(|(one, other)| one.is_like(other))
    }

    fn breaks(&self, orders: &'static [OrderRule], fields: &Fields) -> Vec<Broken> {
        let found = check(orders, fields, &self.facts).into_iter();
        found
            .map(|broken| Broken {
                rule: &orders[broken.rule],
                moment: self.moments[broken.culprit],
                sequence: broken
                    .sequence
                    .iter()
                    .map(|index| (self.moments[*index], self.facts[*index].name.to_owned()))
                    .collect(),
            })
            .collect()
    }
}

fn sent<'c>(evidence: &Evidence<'c>, lane: usize, fields: &Fields) -> Side<'c> {
    let mut side = Side::default();
    for (number, moment) in evidence.timeline.moments().iter().enumerate() {
        if let Happening::Sent { name, body } = &moment.what
            && moment.lane == Some(lane)
        {
            side.push(read(name, body, fields), number);
        }
    }
    side
}

/// Returns the events of the main family that a client told its app.
pub(super) fn reported<'c>(evidence: &Evidence<'c>, lane: usize, fields: &Fields) -> Side<'c> {
    let contract = evidence.contract;
    let mut side = Side::default();
    for (number, moment) in evidence.timeline.moments().iter().enumerate() {
        let Happening::Reported { event } = moment.what else {
            continue;
        };
        if moment.lane != Some(lane) {
            continue;
        }
        let event = &evidence.streams[lane][event];
        let known = contract.event(&event.name);
        if known.is_some_and(|known| known.family == contract.main_family) {
            side.push(Fact::of(&event.name, &event.data, fields), number);
        }
    }
    side
}
