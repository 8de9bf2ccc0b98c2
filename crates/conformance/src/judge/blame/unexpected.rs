use ctimock_scenario::EventPattern;

use super::{
    causes::{by_mock, taken_by_fault},
    requests::by_requests,
};
use crate::{
    Blame, Play,
    judge::{
        Evidence,
        draft::Judgement,
        traffic::{Provenance, Traffic, changed_fields},
        words,
    },
};

/// What a scenario wants in the place of an event that does not belong there.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'s> {
    /// This event.
    Event(&'s EventPattern),
    /// No further event.
    Nothing,
    /// Any event but this one.
    AnythingElse,
}

/// Judges why an event was reported that does not belong there.
pub(crate) fn of_unexpected(
    evidence: &Evidence<'_>,
    traffic: &Traffic<'_>,
    lane: usize,
    reported: usize,
    wanted: Wanted<'_>,
) -> Judgement {
    let client = evidence.client(lane);
    let event = &traffic.reported[reported];
    let name = &event.name;
    if evidence.play == Play::Watch {
        return truthful(evidence, lane, name, wanted);
    }
    match traffic.provenance(reported) {
        Provenance::Sdk => Judgement::new(
            Blame::Client,
            format!("the SDK makes `{name}` by itself; nothing that the mock sent is one"),
        ),
        Provenance::Invented => Judgement::new(
            Blame::Client,
            format!("the mock never sent `{name}` to client `{client}`"),
        ),
        Provenance::Repeated(index) => {
            let sent = &traffic.sent[index];
            let because = format!(
                "the mock sent this `{name}` once, at {}, and client `{client}` reported it twice",
                sent.at
            );
            Judgement::new(Blame::Client, because).marking(sent.moment)
        }
        Provenance::Changed(index) => {
            let sent = &traffic.sent[index];
            let changed: Vec<String> = changed_fields(&sent.data, &event.data)
                .iter()
                .map(words::quoted)
                .collect();
            let because = format!(
                "the mock sent `{name}` at {}, and client `{client}` reported it with another {}",
                sent.at,
                words::listed(&changed, "and")
            );
            Judgement::new(Blame::Client, because).marking(sent.moment)
        }
        Provenance::Sent(index) => {
            let skipped = traffic
                .overtaken_by(reported)
                .map(|(sent, at)| (sent, Some(at)))
                .or_else(|| {
                    let Wanted::Event(wanted) = wanted else {
                        return None;
                    };
                    let earlier = traffic.unreported().find(|event| {
                        event.moment < traffic.sent[index].moment
                            && event.name == wanted.name
                            && !traffic.repeats_itself(event)
                    });
                    earlier.map(|sent| (sent, None))
                });
            match skipped {
                Some((sent, later)) => {
                    let after = match later {
                        Some(_) => "after it",
                        None => "not at all",
                    };
                    let because = format!(
                        "the mock sent `{}` at {} before `{name}`, and client `{client}` reported \
                         it {after}",
                        sent.name, sent.at
                    );
                    Judgement::new(Blame::Client, because).marking(sent.moment)
                }
                None => truthful(evidence, lane, name, wanted),
            }
        }
    }
}

/// Judges a client that reported what it was sent.
fn truthful(evidence: &Evidence<'_>, lane: usize, name: &str, wanted: Wanted<'_>) -> Judgement {
    let client = evidence.client(lane);
    let fault = match wanted {
        Wanted::Event(wanted) => taken_by_fault(evidence, lane, &wanted.name),
        Wanted::Nothing | Wanted::AnythingElse => None,
    };
    let scenario = match wanted {
        Wanted::Event(_) => "the scenario expects what the vendor does not do here",
        Wanted::Nothing => "the scenario does not expect what the vendor does here",
        Wanted::AnythingElse => "the scenario forbids what the vendor does here",
    };
    fault
        .or_else(|| by_requests(evidence, lane))
        .or_else(|| by_mock(evidence, lane))
        .unwrap_or_else(|| {
            let because = match evidence.play {
                Play::Drive => format!(
                    "the mock sent this `{name}`, and client `{client}` reported it in its place: \
                     {scenario}"
                ),
                Play::Watch => {
                    format!("the mock sent this `{name}` to client `{client}`: {scenario}")
                }
            };
            Judgement::new(Blame::Scenario, because)
        })
}
