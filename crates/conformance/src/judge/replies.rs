use ctimock_protocol::{CallError, Outcome};
use ctimock_scenario::{Pattern, Place, Reply, Verb};
use serde_json::Value;

use super::{
    Evidence, blame,
    draft::{Draft, Judgement},
    locate::locate,
    trail::{Trail, trail},
    words,
};
use crate::{
    Blame,
    conductor::{Mismatch, StepRef},
    matching::{show_expected, show_up_to, show_value},
    requests::body_value,
    timeline::Happening,
};

/// How much of a result a note shows, in characters: the reason of a refusal stands at its end.
const IN_NOTES: usize = 800;

/// Explains why a method did not come to what was wanted.
pub(super) fn reply(
    evidence: &Evidence<'_>,
    step: StepRef,
    call: usize,
    mismatch: &Mismatch,
) -> Draft {
    let client = evidence.client(evidence.calls[call].lane);
    let method = &evidence.call(call).method;
    let who = format!("`{method}` of client `{client}`");
    let (place, wanted) = wanted(evidence, step);
    let outcome = evidence.calls[call].reply.as_ref();
    let came = outcome.map_or_else(String::new, |(_, outcome)| shown(outcome));
    let (title, label) = match mismatch {
        Mismatch::Differs(differences) => {
            let verb = match outcome {
                Some((_, Err(_))) => "failed with",
                _ => "returned",
            };
            (
                format!(
                    "{who} {verb} another {} than expected",
                    words::paths(differences)
                ),
                words::told(differences),
            )
        }
        Mismatch::Failed => (
            format!("{who} failed, and success is expected"),
            format!("it failed with {came}"),
        ),
        Mismatch::Succeeded => (
            format!("{who} succeeded, and an error is expected"),
            format!("it returned {came}"),
        ),
        Mismatch::None => (
            format!("{who} came to nothing within {}", bound(evidence, step)),
            "its result is waited for here".to_owned(),
        ),
        Mismatch::Settled => (
            format!("{who} came to something, and it must stay pending"),
            format!("it came to {came}"),
        ),
        Mismatch::Late => (
            format!("{who} came to something too late"),
            format!("expected within {}", bound(evidence, step)),
        ),
    };
    let judgement = judge(evidence, call, mismatch);
    let place = match (mismatch, wanted) {
        (Mismatch::Differs(differences), Some(pattern)) => locate(pattern, differences).clone(),
        _ => place,
    };
    let mut draft = Draft::new(title, judgement)
        .at(&place, label)
        .within(&evidence.step(step).place)
        .noting(wanted.map(|pattern| {
            let bindings = Some(&evidence.reading.bindings);
            format!("expected: {}", show_expected(&pattern.node, bindings))
        }))
        .marking(evidence.moment_of_reply(call));
    if let Some((_, outcome)) = outcome {
        let whole = |value: &Value| show_up_to(value, IN_NOTES);
        draft = draft.noting([format!("it came to {}", told(outcome, whole))]);
    }
    draft
}

fn judge(evidence: &Evidence<'_>, call: usize, mismatch: &Mismatch) -> Judgement {
    let lane = evidence.calls[call].lane;
    let client = evidence.client(lane);
    if let (Mismatch::Failed | Mismatch::Differs(_), Some(malformed)) =
        (mismatch, blame::by_form(evidence, call))
    {
        return malformed;
    }
    let trail = trail(evidence, call);
    match (mismatch, trail) {
        (Mismatch::None, Some(Trail::Answered { moment })) => Judgement::new(
            Blame::Client,
            format!("the mock answered the request, and client `{client}` made nothing of it"),
        )
        .marking(moment),
        (Mismatch::None | Mismatch::Late, None) => Judgement::new(
            Blame::Client,
            format!("the method makes no request: client `{client}` alone decides when it is done"),
        ),
        (Mismatch::Late, Some(Trail::Answered { moment })) => Judgement::new(
            Blame::Client,
            format!("the mock answered the request, and client `{client}` took its time"),
        )
        .marking(moment),
        (Mismatch::Succeeded, Some(Trail::Refused { moment, status, .. })) => Judgement::new(
            Blame::Client,
            format!(
                "the mock refused the request with {}, and client `{client}` took it as done",
                words::status(status)
            ),
        )
        .marking(moment),
        (Mismatch::Failed, Some(Trail::Answered { moment })) if !answered_so(evidence, call) => {
            Judgement::new(
                Blame::Client,
                format!("the mock did not refuse the request; client `{client}` made the error"),
            )
            .marking(moment)
        }
        (Mismatch::Failed, None) if !answered_so(evidence, call) => Judgement::new(
            Blame::Client,
            format!("the mock refused nothing; client `{client}` made the error"),
        ),
        (Mismatch::Differs(_) | Mismatch::Failed, _) if answered_so(evidence, call) => {
            let because =
                format!("it is what the mock answered, and client `{client}` passed it on");
            Judgement::new(Blame::Scenario, because)
        }
        (Mismatch::Differs(_), Some(Trail::Answered { moment })) => Judgement::new(
            Blame::Client,
            "no answer of the mock has what the client made of it".to_owned(),
        )
        .marking(moment),
        (Mismatch::Succeeded, Some(Trail::Answered { moment })) => Judgement::new(
            Blame::Scenario,
            "the mock accepted the request: the vendor does not refuse this here".to_owned(),
        )
        .marking(moment),
        (Mismatch::Settled, Some(Trail::Answered { moment } | Trail::Refused { moment, .. })) => {
            Judgement::new(
                Blame::Scenario,
                "the mock answered the request, so the method has its result".to_owned(),
            )
            .marking(moment)
        }
        (Mismatch::Settled, _) => Judgement::new(
            Blame::Client,
            format!("the mock has answered nothing; client `{client}` settled by itself"),
        ),
        (_, Some(trail)) => blame::by_trail(evidence, lane, trail),
        (_, None) => Judgement::new(
            Blame::Client,
            format!("the method makes no request: client `{client}` alone decides what it returns"),
        ),
    }
}

/// Returns whether an answer of the mock to this client holds everything that the method came to.
fn answered_so(evidence: &Evidence<'_>, call: usize) -> bool {
    let record = &evidence.calls[call];
    let came = match &record.reply {
        Some((_, Ok(Some(value)))) => value,
        Some((_, Err(CallError { data, .. }))) if !data.is_null() => data,
        _ => return false,
    };
    let moments = &evidence.timeline.moments()[record.since..];
    moments.iter().any(|moment| match &moment.what {
        Happening::Response { status, body, .. } if moment.lane == Some(record.lane) => {
            let mut answer = body_value(body).unwrap_or(Value::Null);
            if let Value::Object(fields) = &mut answer {
                fields
                    .entry("status")
                    .or_insert_with(|| status.as_u16().into());
            }
            holds(&answer, came)
                || came.get("status").and_then(Value::as_u64) == Some(u64::from(status.as_u16()))
        }
        _ => false,
    })
}

fn holds(answer: &Value, came: &Value) -> bool {
    match (answer, came) {
        (Value::Object(answer), Value::Object(came)) => {
            !came.is_empty()
                && came
                    .iter()
                    .all(|(name, value)| answer.get(name).is_some_and(|found| holds(found, value)))
        }
        _ => answer == came,
    }
}

fn shown(outcome: &Outcome) -> String {
    told(outcome, show_value)
}

fn told(outcome: &Outcome, show: impl Fn(&Value) -> String) -> String {
    match outcome {
        Ok(Some(value)) => show(value),
        Ok(None) => "`undefined`".to_owned(),
        Err(error) if error.data.is_null() => format!("the error `{}`", error.message),
        Err(error) => format!("the error `{}`: {}", error.message, show(&error.data)),
    }
}

/// Returns where the scenario says what is wanted, and the pattern.
fn wanted<'c>(evidence: &Evidence<'c>, step: StepRef) -> (Place, Option<&'c Pattern>) {
    let body = evidence.step(step);
    let reply = match &body.verb {
        Verb::Call(call) => &call.reply,
        Verb::Result { reply, .. } => reply,
        other => unreachable!("only calls and results have replies: {other:?}"),
    };
    match reply {
        Reply::Returns(pattern) | Reply::Fails(pattern) => (pattern.place.clone(), Some(pattern)),
        Reply::Succeeds | Reply::Pending => (body.place.clone(), None),
    }
}

fn bound(evidence: &Evidence<'_>, step: StepRef) -> String {
    words::span(match &evidence.step(step).verb {
        Verb::Call(call) => call.within,
        Verb::Result { within, .. } => *within,
        other => unreachable!("only calls and results have bounds: {other:?}"),
    })
}
