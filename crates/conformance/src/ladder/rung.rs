use ctimock_dialect::CloseBy;
use ctimock_scenario::{Act, FaultKind, Template, Verb};
use serde_json::Value;

use super::draw::actor;
use crate::{
    Arrow, Rung,
    conductor::StepRef,
    judge::Evidence,
    requests::body_value,
    timeline::{Happening, Moment},
};

/// Where people stand.
#[derive(Debug)]
pub(super) struct Lanes<'p> {
    /// The vendor's lane; clients stand before it.
    pub(super) vendor: usize,
    /// Who stands behind it.
    pub(super) parties: &'p [String],
}

/// Returns what happened at a moment as a rung.
pub(super) fn rung(evidence: &Evidence<'_>, lanes: &Lanes<'_>, moment: &Moment) -> Rung {
    let vendor = lanes.vendor;
    let client = moment.lane.unwrap_or(vendor);
    let (from, to, arrow, label, detail) = match &moment.what {
        Happening::Request {
            operation,
            method,
            uri,
            body,
            ..
        } => {
            let what = operation.as_deref().unwrap_or_else(|| uri.path());
            let label = format!("{method} {what}");
            (client, vendor, Arrow::Request, label, body_value(body))
        }
        Happening::Response { status, body, .. } => {
            let label = status.as_u16().to_string();
            (vendor, client, Arrow::Response, label, body_value(body))
        }
        Happening::Opened { uri } => {
            let label = format!("opens WebSocket {}", uri.path());
            (client, vendor, Arrow::Socket, label, None)
        }
        Happening::Refused { uri, status } => {
            let label = match status {
                Some(status) => format!("WebSocket {} refused, {}", uri.path(), status.as_u16()),
                None => format!("WebSocket {} never answered", uri.path()),
            };
            (vendor, client, Arrow::Socket, label, None)
        }
        Happening::Closed { by } => {
            let (from, to, label) = match by {
                CloseBy::Client { code, .. } => {
                    let code = code.map_or_else(|| "no code".to_owned(), |code| code.to_string());
                    (client, vendor, format!("closes WebSocket, {code}"))
                }
                CloseBy::Mock { code, .. } => (vendor, client, format!("closes WebSocket, {code}")),
            };
            (from, to, Arrow::Socket, label, None)
        }
        Happening::Sent { name, body } => {
            let detail = body_value(body.as_bytes());
            (vendor, client, Arrow::Message, (*name).to_owned(), detail)
        }
        Happening::Unheard { name } => {
            let label = format!("{name}, and nobody listens");
            (vendor, vendor, Arrow::Act, label, None)
        }
        Happening::Fault { kind, on, effect } => {
            let label = format!("fault {kind} on {on}: {effect}");
            (vendor, vendor, Arrow::Fault, label, None)
        }
        Happening::Reported { event } => {
            let event = &evidence.streams[client][*event];
            let detail = Some(event.data.clone());
            (client, client, Arrow::Event, event.name.clone(), detail)
        }
        Happening::Invoked { call } => {
            let body = evidence.call(*call);
            let detail = args(evidence, &body.args);
            (
                client,
                client,
                Arrow::Call,
                format!("calls {}", body.method),
                detail,
            )
        }
        Happening::Returned { call } => {
            let method = &evidence.call(*call).method;
            let (label, detail) = returned(evidence, *call, method);
            (client, client, Arrow::Call, label, detail)
        }
        Happening::Acted { act } => acted(evidence, lanes, evidence.acts[*act].step),
    };
    Rung {
        at_us: moment.at.as_micros(),
        from,
        to,
        arrow,
        label,
        detail,
        marked: false,
    }
}

fn args(evidence: &Evidence<'_>, args: &Template) -> Option<Value> {
    let bindings = &evidence.reading.bindings;
    let filled = args.fill(|name: &str| bindings.value(name));
    Some(filled.unwrap_or_else(|_| args.value.clone()))
}

fn returned(evidence: &Evidence<'_>, call: usize, method: &str) -> (String, Option<Value>) {
    match &evidence.calls[call].reply {
        Some((_, Ok(value))) => (format!("{method} returns"), value.clone()),
        Some((_, Err(error))) => {
            let detail = (!error.data.is_null()).then(|| error.data.clone());
            (format!("{method} fails: {}", error.message), detail)
        }
        None => (format!("{method} is done"), None),
    }
}

fn acted(
    evidence: &Evidence<'_>,
    lanes: &Lanes<'_>,
    step: StepRef,
) -> (usize, usize, Arrow, String, Option<Value>) {
    let vendor = lanes.vendor;
    match &evidence.step(step).verb {
        Verb::Act(Act::Party { deed, .. }) => {
            let who = actor(evidence, step);
            let party = lanes
                .parties
                .iter()
                .position(|name| Some(name) == who.as_ref());
            let from = party.map_or(vendor, |party| vendor + 1 + party);
            (from, vendor, Arrow::Act, deed.word().to_owned(), None)
        }
        Verb::Act(Act::Backend { action, params }) => {
            let detail = args(evidence, params);
            (
                vendor,
                vendor,
                Arrow::Act,
                format!("backend {action}"),
                detail,
            )
        }
        Verb::Act(Act::Fault(fault)) => {
            let on = fault.on.as_deref().unwrap_or("*");
            let label = match &fault.kind {
                FaultKind::None => format!("ends the faults on {on}"),
                kind => format!("fault {} on {on}", kind.word()),
            };
            (vendor, vendor, Arrow::Fault, label, None)
        }
        other => unreachable!("only acts act: {other:?}"),
    }
}
