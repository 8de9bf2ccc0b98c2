use ctimock_scenario::{Act, Verb, Word};

use super::rung::{Lanes, rung};
use crate::{Ladder, Lane, judge::Evidence};

/// Draws the ladder of a case; `marks` are numbers in the timeline where a difference was found.
pub(crate) fn draw(evidence: &Evidence<'_>, marks: &[usize]) -> Ladder {
    let clients = evidence.streams.len();
    let parties = parties(evidence);
    let mut lanes: Vec<Lane> = (0..clients)
        .map(|lane| Lane {
            name: evidence.client(lane).to_owned(),
        })
        .collect();
    lanes.push(Lane {
        name: evidence.contract.vendor.clone(),
    });
    lanes.extend(parties.iter().map(|name| Lane { name: name.clone() }));
    let places = Lanes {
        vendor: clients,
        parties: &parties,
    };
    let moments = evidence.timeline.moments().iter().enumerate();
    let rungs = moments.map(|(number, moment)| {
        let mut rung = rung(evidence, &places, moment);
        rung.marked = marks.contains(&number);
        rung
    });
    Ladder {
        rungs: rungs.collect(),
        lanes,
    }
}

/// Returns the parties that acted, in the order in which they first did.
fn parties(evidence: &Evidence<'_>) -> Vec<String> {
    let mut parties = Vec::new();
    for act in evidence.acts {
        if let Some(who) = actor(evidence, act.step)
            && !parties.contains(&who)
        {
            parties.push(who);
        }
    }
    parties
}

/// Returns the name of the party that acts in a step.
pub(super) fn actor(evidence: &Evidence<'_>, step: crate::conductor::StepRef) -> Option<String> {
    match &evidence.step(step).verb {
        Verb::Act(Act::Party { who, .. }) => Some(match who {
            Word::Text(who) => who.clone(),
            Word::Name(name) => evidence
                .reading
                .bindings
                .value(name)
                .map_or_else(|| format!("${name}"), crate::requests::spelled),
        }),
        _ => None,
    }
}
