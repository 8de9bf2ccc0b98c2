use ctimock_dialect::contract::Origin;
use ctimock_scenario::EventPattern;

use super::{
    causes::{by_listening, by_mock, by_socket, taken_by_fault},
    requests::by_requests,
};
use crate::{
    Blame, Play,
    judge::{Evidence, draft::Judgement, traffic::Traffic},
    matching::check,
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
        .or_else(|| by_listening(evidence, lane, name))
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
            let (line, _) = slot.event(window.items)?.place.line_and_column();
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
