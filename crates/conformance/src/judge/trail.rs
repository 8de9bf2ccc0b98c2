use ctimock_scenario::{Reply, Verb};
use http::StatusCode;

use super::Evidence;
use crate::{
    Difference, Play,
    conductor::{known_args, operation_of},
    requests::{self, RequestView},
    timeline::{Happening, Moment},
};

/// What became of the request that a method should have made.
#[derive(Debug)]
pub(crate) enum Trail {
    /// It was never sent.
    NotSent {
        /// The call.
        call: usize,
        /// What was looked for: `POST /calls`.
        wanted: String,
    },
    /// It was sent with other content.
    SentOtherwise {
        /// The call.
        call: usize,
        /// The request, in the timeline.
        moment: usize,
        /// Field by field.
        differences: Vec<Difference>,
    },
    /// The mock answered it with an error.
    Refused {
        /// The call.
        call: usize,
        /// The request, in the timeline.
        moment: usize,
        /// The status.
        status: StatusCode,
        /// The body, on one line.
        body: String,
    },
    /// The mock has not answered it.
    Unanswered {
        /// The call.
        call: usize,
        /// The request, in the timeline.
        moment: usize,
    },
    /// The mock answered it, and not with an error.
    Answered {
        /// The request, in the timeline.
        moment: usize,
    },
}

/// Follows the request that a call should have made; `None` if its method makes none. A request that
/// the client made again before the method had its result, and that was accepted then, was not refused.
pub(crate) fn trail(evidence: &Evidence<'_>, call: usize) -> Option<Trail> {
    let record = &evidence.calls[call];
    let body = evidence.call(call);
    let wanted = operation_of(evidence.contract, body)?;
    let args = known_args(body, &evidence.reading.bindings);
    let moments = evidence.timeline.moments();
    let found = requests::of(moments, record.since, Some(record.lane), evidence.contract);
    let until = evidence.moment_of_reply(call).unwrap_or(moments.len());
    let mut nearest: Option<(usize, Vec<Difference>)> = None;
    let mut first: Option<Trail> = None;
    for request in &found {
        if first.is_some() && request.moment > until {
            break;
        }
        match requests::fits(wanted, &args, request) {
            Ok(()) => match answer(moments, call, request) {
                accepted @ Trail::Answered { .. } => return Some(accepted),
                other => first = first.or(Some(other)),
            },
            Err(differences) => {
                let nearer = nearest
                    .as_ref()
                    .is_none_or(|(_, known)| differences.len() < known.len());
                if request.operation == Some(&wanted.name) && nearer {
                    nearest = Some((request.moment, differences));
                }
            }
        }
    }
    Some(match (first, nearest) {
        (Some(first), _) => first,
        (None, Some((moment, differences))) => Trail::SentOtherwise {
            call,
            moment,
            differences,
        },
        (None, None) => Trail::NotSent {
            call,
            wanted: wanted_label(evidence, &wanted.name),
        },
    })
}

/// Follows the calls of a client that were to succeed, the latest first, to what is not in order.
pub(crate) fn broken_trail(evidence: &Evidence<'_>, lane: usize) -> Option<Trail> {
    if evidence.play == Play::Watch {
        return None;
    }
    let calls = (0..evidence.calls.len()).rev();
    calls
        .filter(|call| evidence.calls[*call].lane == lane && is_to_succeed(evidence, *call))
        .filter_map(|call| trail(evidence, call))
        .find(|trail| !matches!(trail, Trail::Answered { .. }))
}

fn is_to_succeed(evidence: &Evidence<'_>, call: usize) -> bool {
    let body = evidence.call(call);
    let taken_up = evidence
        .scenario
        .steps
        .iter()
        .find_map(|step| match &step.verb {
            Verb::Result { handle, reply, .. } if body.handle.as_ref() == Some(handle) => {
                Some(reply)
            }
            _ => None,
        });
    !matches!(taken_up.unwrap_or(&body.reply), Reply::Fails(_))
}

fn wanted_label(evidence: &Evidence<'_>, operation: &str) -> String {
    match evidence.contract.operations.get(operation) {
        Some(known) => {
            let path = known.paths.first().map_or("", String::as_str);
            format!("{} {path}", known.method)
        }
        None => operation.to_owned(),
    }
}

fn answer(moments: &[Moment], call: usize, request: &RequestView<'_>) -> Trail {
    let moment = request.moment;
    let Some(exchange) = request.exchange else {
        return match &moments[moment].what {
            Happening::Refused {
                status: Some(status),
                ..
            } => Trail::Refused {
                call,
                moment,
                status: *status,
                body: String::new(),
            },
            Happening::Refused { status: None, .. } => Trail::Unanswered { call, moment },
            _ => Trail::Answered { moment },
        };
    };
    let answer = moments.iter().find_map(|moment| match &moment.what {
        Happening::Response {
            exchange: answered,
            status,
            body,
            ..
        } if *answered == exchange => Some((*status, body)),
        _ => None,
    });
    match answer {
        None => Trail::Unanswered { call, moment },
        Some((status, body)) if status.as_u16() >= 400 => Trail::Refused {
            call,
            moment,
            status,
            body: String::from_utf8_lossy(body).into_owned(),
        },
        Some(_) => Trail::Answered { moment },
    }
}
