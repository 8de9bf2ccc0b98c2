use super::{
    Evidence,
    draft::{Draft, Judgement},
};
use crate::{
    AlignedRow, Blame, Relation,
    rules::{self, Breaks, Broken, Provoked},
};

/// Adds the documented rules that were broken: by the mock, whoever looks at it, and by the clients.
/// Where the scenario itself makes the vendor misbehave, a broken rule is no failure, and beside a
/// failure it is a note.
pub(super) fn add(evidence: &Evidence<'_>, drafts: &mut Vec<Draft>) {
    let provoked = Provoked::of(evidence);
    let mut notes = Vec::new();
    for lane in 0..evidence.streams.len() {
        let Breaks { by_mock, by_client } = rules::breaks(evidence, lane);
        let by_mock = by_mock.iter().map(|broken| (Blame::Harness, broken));
        let by_client = by_client.iter().map(|broken| (Blame::Client, broken));
        let found = by_mock.chain(by_client);
        for (blame, broken) in found {
            match provoked {
                Provoked::ByNobody => drafts.push(explain(evidence, lane, blame, broken)),
                Provoked::ByScenario => notes.push(format!(
                    "the scenario makes the vendor misbehave, and so a documented rule is broken: {}",
                    broken.rule.rule
                )),
            }
        }
    }
    if let Some(first) = drafts.first_mut() {
        first.notes.extend(notes);
    }
}

fn explain(evidence: &Evidence<'_>, lane: usize, blame: Blame, broken: &Broken) -> Draft {
    let client = evidence.client(lane);
    let (rule, source) = (&broken.rule.rule, &broken.rule.source);
    let (title, because) = match blame {
        Blame::Client => (
            format!("client `{client}` broke a documented rule: {rule}"),
            format!("{source} says so, and what the mock sent keeps it"),
        ),
        Blame::Harness | Blame::Scenario => (
            format!("the mock broke a documented rule at client `{client}`: {rule}"),
            format!("{source} says so; this is a bug of ctimock"),
        ),
    };
    let judgement = Judgement::new(blame, because).marking(broken.moment);
    let mut draft = Draft::new(title, judgement);
    draft.alignment = broken
        .sequence
        .iter()
        .map(|(moment, name)| AlignedRow {
            relation: if *moment == broken.moment {
                Relation::WrongPlace
            } else {
                Relation::Equal
            },
            expected: None,
            line: None,
            observed: Some(name.clone()),
            at_us: Some(evidence.timeline.moments()[*moment].at.as_micros()),
            data: None,
            differences: Vec::new(),
        })
        .collect();
    draft
}
