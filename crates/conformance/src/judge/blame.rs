use ctimock_dialect::contract::Origin;
use ctimock_scenario::EventPattern;

use super::{
    Evidence,
    draft::Judgement,
    rows::event_at,
    traffic::{Provenance, Traffic, changed_fields},
    trail::{Trail, broken_trail},
    words,
};
use crate::{
    Blame, Play,
    matching::check,
    rules::{self, Provoked},
    timeline::Happening,
    window::Taken,
};

/// Judges why an event that is expected is missing.
pub(crate) fn of_missing(
    evidence: &Evidence<'_>,
    traffic: &Traffic<'_>,
    lane: usize,
    wanted: &EventPattern,
) -> Judgement {
    let client = evidence.client(lane);
    let name = &wanted.name;
    let mut bindings = evidence.reading.bindings.clone();
    let fitting = traffic.unreported().find(|event| {
        let mark = bindings.mark();
        let fits =
            event.name == *name && check(&wanted.pattern, Some(&event.data), &mut bindings).is_ok();
        bindings.roll_back(mark);
        fits
    });
    if let Some(event) = fitting
        && evidence.play == Play::Drive
    {
        let because = format!(
            "the mock sent `{name}` to client `{client}` at {}, and the client never reported it",
            event.at
        );
        return Judgement::new(Blame::Client, because).marking(event.moment);
    }
    let origin = evidence.contract.event(name).map(|event| event.origin);
    if origin == Some(Origin::Sdk) {
        let because = format!("the SDK makes `{name}` by itself, and the client did not report it");
        return Judgement::new(Blame::Client, because);
    }
    taken_by_fault(evidence, lane, name)
        .or_else(|| by_requests(evidence, lane))
        .or_else(|| by_socket(evidence, lane, name))
        .or_else(|| by_mock(evidence, lane))
        .or_else(|| taken_elsewhere(evidence, traffic, lane, wanted))
        .unwrap_or_else(|| {
            let because = format!(
                "client `{client}` did everything that it was asked, and the mock had sent no \
                 fitting `{name}` by then: the scenario expects what the vendor does not do here"
            );
            Judgement::new(Blame::Scenario, because)
        })
}

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
                        event.moment < traffic.sent[index].moment && event.name == wanted.name
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

/// Judges a fitting event that came and stands for something else.
fn taken_elsewhere(
    evidence: &Evidence<'_>,
    traffic: &Traffic<'_>,
    lane: usize,
    wanted: &EventPattern,
) -> Option<Judgement> {
    let mut bindings = evidence.reading.bindings.clone();
    let progress = &evidence.reading.lanes[lane];
    let taken = traffic.reported.iter().zip(progress.taken()).rev();
    let (event, taken) = taken.into_iter().find(|(event, _)| {
        let mark = bindings.mark();
        let fits = event.name == wanted.name
            && check(&wanted.pattern, Some(&event.data), &mut bindings).is_ok();
        bindings.roll_back(mark);
        fits
    })?;
    let by = match taken {
        Taken::Tolerated { .. } => "it was passed over by `others: allowed`".to_owned(),
        Taken::Matched { window, slot } => {
            let window = evidence.tracks[lane].window(*window, &evidence.scenario.steps)?;
            let (line, _) = event_at(window.items, *slot)?.place.line_and_column();
            format!("line {line} has taken it")
        }
    };
    let because = format!(
        "a fitting `{}` came at {}, and {by}: the scenario expects one more than the vendor \
         sends",
        wanted.name, event.at
    );
    Some(Judgement::new(Blame::Scenario, because))
}

fn taken_by_fault(evidence: &Evidence<'_>, lane: usize, name: &str) -> Option<Judgement> {
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

/// Judges by the requests that the client's methods should have made.
pub(super) fn by_requests(evidence: &Evidence<'_>, lane: usize) -> Option<Judgement> {
    Some(by_trail(evidence, lane, broken_trail(evidence, lane)?))
}

/// Judges by one request that is not in order.
pub(super) fn by_trail(evidence: &Evidence<'_>, lane: usize, trail: Trail) -> Judgement {
    let client = evidence.client(lane);
    let method = |call: usize| evidence.call(call).method.as_str();
    match trail {
        Trail::NotSent { call, wanted } => Judgement::new(
            Blame::Client,
            format!(
                "client `{client}` never sent the request that `{}` makes: {wanted}",
                method(call)
            ),
        ),
        Trail::SentOtherwise {
            call,
            moment,
            differences,
        } => {
            let because = format!(
                "the request that client `{client}` sent for `{}` is not the one that was asked \
                 for: {}",
                method(call),
                words::told(&differences)
            );
            Judgement::new(Blame::Client, because).marking(moment)
        }
        Trail::Refused {
            call,
            moment,
            status,
            body,
        } => {
            let because = format!(
                "the mock refused the request of `{}` with {status}{}",
                method(call),
                shown(&body)
            );
            Judgement::new(Blame::Scenario, because).marking(moment)
        }
        Trail::Unanswered { call, moment } => {
            let because = format!(
                "the mock has not answered the request of `{}` that client `{client}` sent",
                method(call)
            );
            Judgement::new(Blame::Scenario, because).marking(moment)
        }
        Trail::Answered { moment } => Judgement::new(
            Blame::Scenario,
            "the mock answered the request as it was asked".to_owned(),
        )
        .marking(moment),
    }
}

/// Judges by the WebSocket on which the event would have come.
fn by_socket(evidence: &Evidence<'_>, lane: usize, name: &str) -> Option<Judgement> {
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
                Some(ctimock_dialect::CloseBy::Mock { .. }) => "the mock",
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

/// Judges by the documented rules that the mock's own messages must keep.
fn by_mock(evidence: &Evidence<'_>, lane: usize) -> Option<Judgement> {
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

/// Returns a body behind a status, if it says something.
fn shown(body: &str) -> String {
    let short: String = body.chars().take(120).collect();
    match short.is_empty() {
        true => String::new(),
        false => format!(" {short}"),
    }
}
