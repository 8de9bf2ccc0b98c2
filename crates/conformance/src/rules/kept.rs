use std::collections::BTreeSet;

use ctimock_dialect::contract::{Order, OrderRule};

use super::{check::each_sequence, fact::Fact, fields::Fields, streams::reported};
use crate::judge::Evidence;

/// Returns the documented rules that what the clients reported could have broken: the events that a
/// rule demands something of did occur. In a passed case they are kept.
pub(crate) fn kept(evidence: &Evidence<'_>) -> Vec<&'static OrderRule> {
    let orders: &'static [OrderRule] = &evidence.contract.orders;
    let fields = Fields::of(orders);
    let mut found = BTreeSet::new();
    for lane in 0..evidence.streams.len() {
        let stream = reported(evidence, lane, &fields).facts;
        found.extend(at_stake(orders, &fields, &stream));
    }
    found.into_iter().map(|number| &orders[number]).collect()
}

/// Returns the numbers of the rules that a stream could break.
pub(super) fn at_stake(
    orders: &[OrderRule],
    fields: &Fields,
    stream: &[Fact<'_>],
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    each_sequence(orders, fields, stream, |number, sequence| {
        let names: Vec<&str> = sequence.iter().map(|index| stream[*index].name).collect();
        if is_at_stake(&orders[number].order, &names) {
            found.insert(number);
        }
    });
    found
}

fn is_at_stake(order: &Order, names: &[&str]) -> bool {
    let count = |wanted: &[String]| {
        let is_wanted = |name: &&&str| wanted.iter().any(|wanted| wanted == **name);
        names.iter().filter(is_wanted).count()
    };
    let occurs = |name: &String| names.contains(&name.as_str());
    match order {
        Order::Before { first, then } => occurs(first) && occurs(then),
        Order::Needs { event, .. } | Order::Once { event } => occurs(event),
        Order::Directly { first, .. } => {
            let front = names.len().saturating_sub(1);
            names[..front].contains(&first.as_str())
        }
        Order::Last { event, later } => occurs(event) && count(later) > 0,
        Order::Differs { .. } => names.len() > 1,
        Order::Same { events, .. } => count(events) > 1,
    }
}
