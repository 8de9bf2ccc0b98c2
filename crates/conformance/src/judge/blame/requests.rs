use serde::de::IgnoredAny;

use crate::{
    Blame,
    judge::{
        Evidence,
        draft::Judgement,
        trail::{Trail, broken_trail},
        words,
    },
    timeline::Happening,
};

/// Judges by the requests that the client's methods should have made.
pub(crate) fn by_requests(evidence: &Evidence<'_>, lane: usize) -> Option<Judgement> {
    Some(by_trail(evidence, lane, broken_trail(evidence, lane)?))
}

/// Judges by one request that is not in order.
pub(crate) fn by_trail(evidence: &Evidence<'_>, lane: usize, trail: Trail) -> Judgement {
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
                "the mock refused the request of `{}` with {}{}",
                method(call),
                words::status(status),
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

/// Judges by a request of a call that cannot be read: it begins as JSON and is none.
pub(crate) fn by_form(evidence: &Evidence<'_>, call: usize) -> Option<Judgement> {
    let record = &evidence.calls[call];
    let client = evidence.client(record.lane);
    let until = evidence.moment_of_reply(call);
    let moments = evidence.timeline.moments().iter().enumerate();
    moments
        .take(until.unwrap_or(usize::MAX))
        .skip(record.since)
        .filter(|(_, moment)| moment.lane == Some(record.lane))
        .find_map(|(number, moment)| {
            let Happening::Request {
                method, uri, body, ..
            } = &moment.what
            else {
                return None;
            };
            let begins = matches!(body.first(), Some(b'{' | b'['));
            let problem = serde_json::from_slice::<IgnoredAny>(body).err()?;
            let because = format!(
                "the body of `{method} {}` that client `{client}` sent is no JSON: {problem}",
                uri.path()
            );
            begins.then(|| Judgement::new(Blame::Client, because).marking(number))
        })
}

/// Returns a body behind a status, if it says something.
fn shown(body: &str) -> String {
    let short: String = body.chars().take(120).collect();
    match short.is_empty() {
        true => String::new(),
        false => format!(" {short}"),
    }
}
