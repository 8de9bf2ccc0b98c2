use ctimock_dialect::CloseBy;

use crate::{
    Blame,
    judge::{Evidence, draft::Judgement},
    rules::{self, Provoked},
    timeline::Happening,
};

/// Judges by the faults of the scenario that took an event.
pub(super) fn taken_by_fault(
    evidence: &Evidence<'_>,
    lane: usize,
    name: &str,
) -> Option<Judgement> {
    let moments = evidence.timeline.moments().iter().enumerate().rev();
    moments
        .filter(|(_, moment)| moment.lane.is_none_or(|hit| hit == lane))
        .find_map(|(number, moment)| match &moment.what {
            Happening::Fault { kind, on, effect } if on == name => {
                let because = format!(
                    "the scenario's own fault `{kind}` on `{on}` took it at {}: {effect}",
                    moment.at
                );
                Some(Judgement::new(Blame::Scenario, because).marking(number))
            }
            _ => None,
        })
}

/// Judges by the WebSocket on which the event would have come.
pub(super) fn by_socket(evidence: &Evidence<'_>, lane: usize, name: &str) -> Option<Judgement> {
    let mut operations = evidence.contract.operations.values();
    if !operations.any(|operation| operation.method == "WS") {
        return None;
    }
    let client = evidence.client(lane);
    let mut open = 0_usize;
    let mut last = None;
    for (number, moment) in evidence.timeline.moments().iter().enumerate() {
        if moment.lane != Some(lane) {
            continue;
        }
        match &moment.what {
            Happening::Opened { .. } => {
                open += 1;
                last = Some((number, moment, None));
            }
            Happening::Closed { by } => {
                open = open.saturating_sub(1);
                last = Some((number, moment, Some(by)));
            }
            _ => {}
        }
    }
    if open > 0 {
        return None;
    }
    Some(match last {
        None => Judgement::new(
            Blame::Client,
            format!("client `{client}` has never opened a WebSocket on which `{name}` could come"),
        ),
        Some((number, moment, by)) => {
            let who = match by {
                Some(CloseBy::Mock { .. }) => "the mock",
                _ => "the client",
            };
            let because = format!(
                "client `{client}` has had no WebSocket since {}, when {who} closed it, and `{name}` \
                 would have come on one",
                moment.at
            );
            Judgement::new(Blame::Client, because).marking(number)
        }
    })
}

/// Judges by an event that was there and that the client had not asked for.
pub(super) fn by_listening(evidence: &Evidence<'_>, lane: usize, name: &str) -> Option<Judgement> {
    let client = evidence.client(lane);
    let moments = evidence.timeline.moments().iter().enumerate().rev();
    moments
        .filter(|(_, moment)| moment.lane == Some(lane))
        .find_map(|(number, moment)| match &moment.what {
            Happening::Unheard { name: unheard } if *unheard == name => {
                let because = format!(
                    "the mock had `{name}` for client `{client}` at {}, and the client had not asked \
                     for its events by then: it has a WebSocket, and no subscription on it",
                    moment.at
                );
                Some(Judgement::new(Blame::Client, because).marking(number))
            }
            _ => None,
        })
}

/// Judges by the documented rules that the mock's own messages must keep.
pub(super) fn by_mock(evidence: &Evidence<'_>, lane: usize) -> Option<Judgement> {
    if Provoked::of(evidence) == Provoked::ByScenario {
        return None;
    }
    let broken = rules::breaks(evidence, lane).by_mock.into_iter().next()?;
    let because = format!(
        "ctimock's own mock broke a documented rule of the vendor: {}",
        broken.rule.rule
    );
    Some(Judgement::new(Blame::Harness, because).marking(broken.moment))
}
