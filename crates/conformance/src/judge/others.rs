use ctimock_mock::ActError;
use ctimock_scenario::Verb;
use serde_json::Value;

use super::{
    Evidence,
    blame::{self, Wanted},
    draft::{Draft, Judgement},
    locate::locate,
    traffic::Traffic,
    words,
};
use crate::{
    AlignedRow, Blame, Difference, Relation,
    conductor::StepRef,
    matching::{show_event, show_expected, show_value},
};

/// Explains an event that was told and never should be.
pub(super) fn forbidden(
    evidence: &Evidence<'_>,
    step: StepRef,
    guard: usize,
    lane: usize,
    event: usize,
) -> Draft {
    let client = evidence.client(lane);
    let Verb::Never(never) = &evidence.step(step).verb else {
        unreachable!("only `never` forbids events");
    };
    let forbidden = &never.events[guard];
    let reported = &evidence.streams[lane][event];
    let name = &reported.name;
    let traffic = Traffic::of(evidence, lane);
    let judgement = blame::of_unexpected(evidence, &traffic, lane, event, Wanted::AnythingElse);
    let title = format!("client `{client}` was told `{name}`, which must never come");
    let label = format!("forbidden here, and came at {}", reported.at);
    let mut draft = Draft::new(title, judgement)
        .at(&forbidden.place, label)
        .marking(evidence.moment_of_event(lane, event));
    draft.alignment = vec![AlignedRow {
        relation: Relation::Unexpected,
        expected: Some(format!("never {}", show_event(forbidden))),
        line: Some(forbidden.place.line_and_column().0),
        observed: Some(name.clone()),
        at_us: Some(reported.at.as_micros()),
        data: Some(reported.data.clone()),
        differences: Vec::new(),
    }];
    draft
}

/// Explains a state of the mock that is not what was wanted.
pub(super) fn state(
    evidence: &Evidence<'_>,
    step: StepRef,
    differences: &[Difference],
    world: &Value,
) -> Draft {
    let Verb::State(pattern) = &evidence.step(step).verb else {
        unreachable!("only `state` looks at the state");
    };
    let lanes = 0..evidence.streams.len();
    let judgement = lanes
        .filter_map(|lane| blame::by_requests(evidence, lane))
        .next()
        .unwrap_or_else(|| {
            let because = "the clients did everything that they were asked: the scenario expects a \
                           state that the vendor does not come to here";
            Judgement::new(Blame::Scenario, because)
        });
    let title = format!(
        "the mock's state has another {} than expected",
        words::paths(differences)
    );
    let mut draft = Draft::new(title, judgement)
        .at(locate(pattern, differences), words::told(differences))
        .within(&evidence.step(step).place);
    draft.alignment = vec![AlignedRow {
        relation: Relation::Different,
        expected: Some(show_expected(
            &pattern.node,
            Some(&evidence.reading.bindings),
        )),
        line: Some(pattern.place.line_and_column().0),
        observed: Some("state".to_owned()),
        at_us: Some(evidence.at.as_micros()),
        data: Some(world.clone()),
        differences: differences.to_vec(),
    }];
    draft
}

/// Explains an act that was refused.
pub(super) fn act_refused(evidence: &Evidence<'_>, step: StepRef, error: &ActError) -> Draft {
    let because = match error {
        ActError::Unknown(_) => "the scenario names what does not exist",
        ActError::WhichCall { .. } => "the scenario does not say which call it means",
        ActError::Refused { .. } | ActError::Backend(_) => {
            "the vendor refused what the scenario asks for; nothing is said about the client"
        }
        ActError::Invalid(_) => "the scenario's parameters are wrong",
    };
    let title = format!("{} is impossible: {error}", act_words(evidence, step));
    let place = &evidence.step(step).place;
    Draft::new(title, Judgement::new(Blame::Scenario, because))
        .at(place, error.to_string())
        .marking(evidence.moment_of_act(step))
}

/// Explains an act whose call cannot be bound.
pub(super) fn act_unbound(
    evidence: &Evidence<'_>,
    step: StepRef,
    name: &str,
    call: Option<&str>,
) -> Draft {
    let (blame, because) = match call {
        Some(call) => {
            let bound = evidence.reading.bindings.value(name);
            let bound = bound.map_or_else(|| "something else".to_owned(), show_value);
            let because = format!("`${name}` stands for {bound}, and the call is `{call}`");
            (Blame::Scenario, because)
        }
        None => (Blame::Harness, "the mock gave no call for it".to_owned()),
    };
    let title = format!("{} cannot bind `${name}`", act_words(evidence, step));
    let label = because.clone();
    Draft::new(title, Judgement::new(blame, because)).at(&evidence.step(step).place, label)
}

fn act_words(evidence: &Evidence<'_>, step: StepRef) -> String {
    use ctimock_scenario::{Act, Word};
    match &evidence.step(step).verb {
        Verb::Act(Act::Party { who, deed, .. }) => {
            let who = match who {
                Word::Text(who) => who.clone(),
                Word::Name(name) => format!("${name}"),
            };
            format!("`{who}` {}", deed.word())
        }
        Verb::Act(Act::Backend { action, .. }) => format!("backend `{action}`"),
        Verb::Act(Act::Fault(_)) => "the fault".to_owned(),
        _ => "the step".to_owned(),
    }
}
