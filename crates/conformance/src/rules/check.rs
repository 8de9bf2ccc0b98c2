use ctimock_dialect::contract::{Order, OrderRule};

use super::{
    fact::Fact,
    fields::{Fields, SELF_FIELD},
    groups::Groups,
};

/// A rule that a stream breaks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Break {
    /// Its number among the contract's orders.
    pub(super) rule: usize,
    /// The event that breaks it.
    pub(super) culprit: usize,
    /// The other event of the demand, if there is one.
    pub(super) other: Option<usize>,
    /// The sequence that the rule looks at: the events of one call, for example.
    pub(super) sequence: Vec<usize>,
}

/// Returns every rule that the stream breaks, each once for each sequence.
pub(super) fn check(orders: &[OrderRule], fields: &Fields, stream: &[Fact<'_>]) -> Vec<Break> {
    let mut breaks = Vec::new();
    each_sequence(orders, fields, stream, |number, sequence| {
        let order = &orders[number].order;
        if let Some((culprit, other)) = broken(order, fields, sequence, stream) {
            breaks.push(Break {
                rule: number,
                culprit,
                other,
                sequence: sequence.to_vec(),
            });
        }
    });
    breaks
}

/// Gives every sequence that a rule looks at, with the rule's number.
pub(super) fn each_sequence(
    orders: &[OrderRule],
    fields: &Fields,
    stream: &[Fact<'_>],
    mut look: impl FnMut(usize, &[usize]),
) {
    let mut groups = Groups::default();
    let mut sequence = Vec::with_capacity(stream.len());
    for (number, rule) in orders.iter().enumerate() {
        if !concerns(rule, stream) {
            continue;
        }
        let grouping = groups.by(&rule.per, stream, fields);
        for group in 0..grouping.count {
            sequence.clear();
            let events = stream.iter().enumerate().filter(|(index, event)| {
                grouping.of[*index] == Some(group) && is_looked_at(rule, fields, event)
            });
            sequence.extend(events.map(|(index, _)| index));
            look(number, &sequence);
        }
    }
}

/// Spares the work on rules whose events do not occur.
fn concerns(rule: &OrderRule, stream: &[Fact<'_>]) -> bool {
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

fn is_looked_at(rule: &OrderRule, fields: &Fields, event: &Fact<'_>) -> bool {
    let Some(only) = rule.only.get(event.name) else {
        return true;
    };
    only.iter().all(|(field, wanted)| {
        let Some(found) = event.field(fields, field) else {
            return false;
        };
        match wanted.as_str() {
            "$self" => event.field(fields, SELF_FIELD) == Some(found),
            wanted => found.is_spelled(wanted),
        }
    })
}

/// Returns the event that breaks the demand, and the other one of it.
fn broken(
    order: &Order,
    fields: &Fields,
    sequence: &[usize],
    stream: &[Fact<'_>],
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
            let mut behind = sequence[event + 1..].iter();
            let after = behind.find(|index| is_any(index, later))?;
            Some((*after, Some(sequence[event])))
        }
        Order::Differs { field } => sequence.windows(2).find_map(|pair| {
            let value = stream[pair[1]].field(fields, field)?;
            let before = stream[pair[0]].field(fields, field);
            (before == Some(value)).then(|| (pair[1], Some(pair[0])))
        }),
        Order::Same { field, events } => {
            let mut named = sequence.iter().filter(|index| is_any(index, events));
            let first = named.next()?;
            let value = stream[*first].field(fields, field);
            named
                .find(|index| stream[**index].field(fields, field) != value)
                .map(|index| (*index, Some(*first)))
        }
    }
}
