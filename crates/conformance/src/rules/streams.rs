use ctimock_dialect::contract::OrderRule;
use ctimock_scenario::{Act, Verb};

use super::{Told, check, pick::Picker, told::Payload};
use crate::{judge::Evidence, timeline::Happening};

/// A rule that a client's stream, or what the mock sent to a client, breaks.
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
    /// A fault, a problem, or an event that it lets the vendor emit.
    ByScenario,
    /// It does nothing of the kind.
    ByNobody,
}

impl Provoked {
    /// Looks for what a scenario does to the vendor.
    pub(crate) fn of(evidence: &Evidence<'_>) -> Self {
        let acts = evidence.acts.iter().any(|act| {
            matches!(&evidence.step(act.step).verb,
                Verb::Act(Act::Fault(_)) | Verb::Act(Act::Backend { .. })
                    if !is_tame(&evidence.step(act.step).verb))
        });
        if acts || evidence.scenario.problem.is_some() {
            Self::ByScenario
        } else {
            Self::ByNobody
        }
    }
}

/// Everything at the backend but an event that is made up keeps the vendor's rules.
fn is_tame(verb: &Verb) -> bool {
    matches!(verb, Verb::Act(Act::Backend { action, .. }) if action != "emits")
}

/// Returns the rules that the mock's own messages to a client break.
pub(crate) fn sent_breaks(evidence: &Evidence<'_>, lane: usize) -> Vec<Broken> {
    if evidence.contract.orders.is_empty() {
        return Vec::new();
    }
    let picker = Picker::new(evidence.contract);
    let mut moments = Vec::new();
    let mut stream = Vec::new();
    for (number, moment) in evidence.timeline.moments().iter().enumerate() {
        if let Happening::Sent { name, body } = &moment.what
            && moment.lane == Some(lane)
        {
            moments.push(number);
            stream.push(Told {
                name,
                data: Payload::Owned(picker.pick(body)),
            });
        }
    }
    breaks(evidence, &stream, &moments)
}

/// Returns the rules that what a client reported breaks. Rules hold for the main family.
pub(crate) fn reported_breaks(evidence: &Evidence<'_>, lane: usize) -> Vec<Broken> {
    if evidence.contract.orders.is_empty() {
        return Vec::new();
    }
    let contract = evidence.contract;
    let mut moments = Vec::new();
    let mut stream = Vec::new();
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
            moments.push(number);
            stream.push(Told {
                name: &event.name,
                data: Payload::Borrowed(&event.data),
            });
        }
    }
    breaks(evidence, &stream, &moments)
}

fn breaks(evidence: &Evidence<'_>, stream: &[Told<'_>], moments: &[usize]) -> Vec<Broken> {
    let orders: &'static [OrderRule] = &evidence.contract.orders;
    let found = check(orders, stream).into_iter();
    found
        .map(|broken| Broken {
            rule: &orders[broken.rule],
            moment: moments[broken.culprit],
            sequence: broken
                .sequence
                .iter()
                .map(|index| (moments[*index], stream[*index].name.to_owned()))
                .collect(),
        })
        .collect()
}
