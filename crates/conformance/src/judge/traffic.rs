use ctimock_dialect::contract::Origin;
use ctimock_time::Time;
use serde_json::Value;

use super::Evidence;
use crate::{timeline::Happening, window::Reported};

/// What the mock sent to one client, beside what that client reported.
#[derive(Debug)]
pub(crate) struct Traffic<'c> {
    /// What the mock sent, in order.
    pub(crate) sent: Vec<SentEvent>,
    /// What the client reported, in order.
    pub(crate) reported: &'c [Reported],
    /// Of each sent event: which reported one it became.
    became: Vec<Option<usize>>,
    /// Of each reported event: what it was made of.
    origins: Vec<Provenance>,
}

/// An event that the mock sent.
#[derive(Clone, Debug)]
pub(crate) struct SentEvent {
    /// Its number in the timeline.
    pub(crate) moment: usize,
    /// When.
    pub(crate) at: Time,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its payload.
    pub(crate) data: Value,
}

/// Where a reported event comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Provenance {
    /// The mock sent it so.
    Sent(usize),
    /// The mock sent it with other values.
    Changed(usize),
    /// The mock sent it once, and the client had reported it already.
    Repeated(usize),
    /// The SDK makes it; the mock never sends it.
    Sdk,
    /// The mock never sent it.
    Invented,
}

impl<'c> Traffic<'c> {
    /// Compares what went to a client with what it made of it.
    pub(crate) fn of(evidence: &Evidence<'c>, lane: usize) -> Self {
        let reported: &[Reported] = &evidence.streams[lane];
        let sent = sent_to(evidence, lane);
        let mut became = vec![None; sent.len()];
        let mut origins: Vec<Option<Provenance>> = vec![None; reported.len()];
        for (index, event) in sent.iter().enumerate() {
            let twin = (0..reported.len()).find(|at| {
                origins[*at].is_none()
                    && reported[*at].name == event.name
                    && agree(&event.data, &reported[*at].data)
            });
            if let Some(twin) = twin {
                became[index] = Some(twin);
                origins[twin] = Some(Provenance::Sent(index));
            }
        }
        for (at, event) in reported.iter().enumerate() {
            if origins[at].is_some() {
                continue;
            }
            let same = |index: &usize| sent[*index].name == event.name;
            let repeated = (0..sent.len())
                .filter(same)
                .find(|index| agree(&sent[*index].data, &event.data));
            let changed = (0..sent.len())
                .filter(same)
                .find(|index| became[*index].is_none());
            origins[at] = Some(match (repeated, changed) {
                (Some(index), _) => Provenance::Repeated(index),
                (None, Some(index)) => {
                    became[index] = Some(at);
                    Provenance::Changed(index)
                }
                (None, None) if is_made_by_sdk(evidence, &event.name) => Provenance::Sdk,
                (None, None) => Provenance::Invented,
            });
        }
        Self {
            sent,
            reported,
            became,
            origins: origins
                .into_iter()
                .map(|origin| origin.unwrap_or(Provenance::Invented))
                .collect(),
        }
    }

    /// Returns where a reported event comes from.
    pub(crate) fn provenance(&self, reported: usize) -> Provenance {
        self.origins[reported]
    }

    /// Returns the events that were sent and not reported.
    pub(crate) fn unreported(&self) -> impl Iterator<Item = &SentEvent> {
        let sent = self.sent.iter().zip(&self.became);
        sent.filter(|(_, became)| became.is_none())
            .map(|(event, _)| event)
    }

    /// Returns whether the same event was sent before: a client may drop what repeats itself.
    pub(crate) fn repeats_itself(&self, event: &SentEvent) -> bool {
        self.sent.iter().any(|other| {
            other.moment < event.moment && other.name == event.name && other.data == event.data
        })
    }

    /// Returns an event that was sent before the one that `reported` was made of, and reported after
    /// it.
    pub(crate) fn overtaken_by(&self, reported: usize) -> Option<(&SentEvent, usize)> {
        let (Provenance::Sent(index) | Provenance::Changed(index)) = self.origins[reported] else {
            return None;
        };
        let earlier = self.sent[..index].iter().zip(&self.became);
        earlier
            .filter_map(|(event, became)| became.map(|at| (event, at)))
            .find(|(_, at)| *at > reported)
    }
}

fn sent_to(evidence: &Evidence<'_>, lane: usize) -> Vec<SentEvent> {
    let moments = evidence.timeline.moments().iter().enumerate();
    moments
        .filter(|(_, moment)| moment.lane == Some(lane))
        .filter_map(|(number, moment)| match &moment.what {
            Happening::Sent { name, body } => Some(SentEvent {
                moment: number,
                at: moment.at,
                name,
                data: serde_json::from_str(body)
                    .unwrap_or_else(|_| Value::String(body.as_ref().to_owned())),
            }),
            _ => None,
        })
        .collect()
}

fn is_made_by_sdk(evidence: &Evidence<'_>, name: &str) -> bool {
    let event = evidence.contract.event(name);
    event.is_some_and(|event| event.origin == Origin::Sdk)
}

/// An SDK may add fields to a payload and take some away; what both have must be the same.
fn agree(sent: &Value, reported: &Value) -> bool {
    match (sent, reported) {
        (Value::Object(sent), Value::Object(reported)) => sent
            .iter()
            .all(|(name, value)| reported.get(name).is_none_or(|other| agree(value, other))),
        (Value::Array(sent), Value::Array(reported)) => {
            sent.len() == reported.len()
                && sent
                    .iter()
                    .zip(reported)
                    .all(|(one, other)| agree(one, other))
        }
        _ => sent == reported,
    }
}

/// Returns the fields that both payloads have with different values, by path.
pub(crate) fn changed_fields(sent: &Value, reported: &Value) -> Vec<String> {
    let (Value::Object(sent), Value::Object(reported)) = (sent, reported) else {
        return Vec::new();
    };
    let mut changed = Vec::new();
    for (name, value) in sent {
        let Some(other) = reported.get(name) else {
            continue;
        };
        if agree(value, other) {
            continue;
        }
        let inner = changed_fields(value, other);
        if inner.is_empty() {
            changed.push(name.clone());
        }
        changed.extend(inner.into_iter().map(|path| format!("{name}.{path}")));
    }
    changed
}
