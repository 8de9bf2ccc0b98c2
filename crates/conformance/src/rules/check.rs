use ctimock_dialect::contract::{Order, OrderRule};
use serde_json::Value;

use super::Told;
use crate::requests::spelled;

/// A rule that a stream breaks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Break {
    /// Its number among the contract's orders.
    pub(crate) rule: usize,
    /// The event that breaks it.
    pub(crate) culprit: usize,
    /// The other event of the demand, if there is one.
    pub(crate) other: Option<usize>,
    /// The sequence that the rule looks at: the events of one call, for example.
    pub(crate) sequence: Vec<usize>,
}

/// The field that `$self` stands for: the device of the client that received the event.
pub(super) const SELF_FIELD: &str = "srcDeviceId";

/// Returns every rule that the stream breaks, each once for each sequence.
pub(crate) fn check(orders: &[OrderRule], stream: &[Told<'_>]) -> Vec<Break> {
    let mut breaks = Vec::new();
    for (number, rule) in orders.iter().enumerate() {
        if !concerns(rule, stream) {
            continue;
        }
        for sequence in sequences(rule, stream) {
            if let Some((culprit, other)) = broken(&rule.order, &sequence, stream) {
                breaks.push(Break {
                    rule: number,
                    culprit,
                    other,
                    sequence,
                });
            }
        }
    }
    breaks
}

/// Spares the work on rules whose events do not occur.
fn concerns(rule: &OrderRule, stream: &[Told<'_>]) -> bool {
    let occurs = |name: &str| stream.iter().any(|event| event.name == name);
    match &rule.order {
        Order::Before { first, then } => occurs(first) && occurs(then),
        Order::Needs { event, .. } | Order::Once { event } | Order::Last { event, .. } => {
            occurs(event)
        }
        Order::Directly { first, .. } => occurs(first),
        Order::Differs { .. } => stream.len() > 1,
        Order::Same { events, .. } => events.iter().any(|event| occurs(event)),
    }
}

/// Returns the events that a rule looks at, apart for each value of its key.
fn sequences(rule: &OrderRule, stream: &[Told<'_>]) -> Vec<Vec<usize>> {
    let mut sequences: Vec<(Vec<&Value>, Vec<usize>)> = Vec::new();
    for (index, event) in stream.iter().enumerate() {
        if !is_looked_at(rule, event) {
            continue;
        }
        let key: Option<Vec<&Value>> = rule.per.iter().map(|field| event.field(field)).collect();
        let Some(key) = key else { continue };
        match sequences.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sequence)) => sequence.push(index),
            None => sequences.push((key, vec![index])),
        }
    }
    sequences
        .into_iter()
        .map(|(_, sequence)| sequence)
        .collect()
}

fn is_looked_at(rule: &OrderRule, event: &Told<'_>) -> bool {
    let Some(fields) = rule.only.get(event.name) else {
        return true;
    };
    fields.iter().all(|(field, wanted)| {
        let found = event.field(field);
        match wanted.as_str() {
            "$self" => found.is_some() && found == event.field(SELF_FIELD),
            wanted => found.is_some_and(|found| spelled(found) == wanted),
        }
    })
}

/// Returns the event that breaks the demand, and the other one of it.
fn broken(
    order: &Order,
    sequence: &[usize],
    stream: &[Told<'_>],
) -> Option<(usize, Option<usize>)> {
    let is = |index: &usize, name: &str| stream[*index].name == name;
    let is_any = |index: &usize, names: &[String]| names.iter().any(|name| is(index, name));
    match order {
        Order::Before { first, then } => {
            let then = sequence.iter().position(|index| is(index, then))?;
            let first = sequence.iter().position(|index| is(index, first))?;
            (then < first).then(|| (sequence[then], Some(sequence[first])))
        }
        Order::Needs { event, earlier } => {
            let event = sequence.iter().position(|index| is(index, event))?;
            let met = sequence[..event].iter().any(|index| is_any(index, earlier));
            (!met).then(|| (sequence[event], None))
        }
        Order::Directly { first, then } => sequence.windows(2).find_map(|pair| {
            let breaks = is(&pair[0], first) && !is_any(&pair[1], then);
            breaks.then(|| (pair[1], Some(pair[0])))
        }),
        Order::Once { event } => {
            let mut times = sequence.iter().filter(|index| is(index, event));
            let first = times.next()?;
            times.next().map(|second| (*second, Some(*first)))
        }
        Order::Last { event, later } => {
            let event = sequence.iter().position(|index| is(index, event))?;
            let after = sequence[event + 1..]
                .iter()
                .find(|index| is_any(index, later))?;
            Some((*after, Some(sequence[event])))
        }
        Order::Differs { field } => sequence.windows(2).find_map(|pair| {
            let value = stream[pair[1]].field(field)?;
            (Some(value) == stream[pair[0]].field(field)).then(|| (pair[1], Some(pair[0])))
        }),
        Order::Same { field, events } => {
            let mut named = sequence.iter().filter(|index| is_any(index, events));
            let first = named.next()?;
            let value = stream[*first].field(field);
            named
                .find(|index| stream[**index].field(field) != value)
                .map(|index| (*index, Some(*first)))
        }
    }
}
