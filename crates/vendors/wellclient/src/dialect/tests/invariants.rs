//! Server invariants of dossier §9 as checks on what one socket was told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::follow::Memory;

pub(super) fn text<'e>(event: &'e Value, field: &str) -> &'e str {
    event[field].as_str().unwrap_or_default()
}

/// Returns by which id the receiver knew a call, and by which it knows it from here on.
pub(super) fn renamed(event: &Value) -> Option<(&str, &str)> {
    let is_renamed = match text(event, "eventName") {
        "transferred" => event["transferredToDevice"] == event["srcDeviceId"],
        "conferenced" => true,
        _ => false,
    };
    is_renamed.then(|| (text(event, "secondaryOldCall"), text(event, "newCall")))
}

/// Invariant 1: the pair of a call is the same in every event, and the receiver is one of it.
pub(super) fn pairs_stay(events: &[Value]) {
    let mut pairs: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for event in events {
        if let Some((old, new)) = renamed(event) {
            if let Some(pair) = pairs.remove(old) {
                pairs.entry(new).or_insert(pair);
            }
            continue;
        }
        if text(event, "eventName") == "connectionCleared"
            && event["releasingDevice"] == event["srcDeviceId"]
        {
            pairs.remove(text(event, "callId"));
        }
        if event.get("callingDevice").is_none() {
            continue;
        }
        let pair = (text(event, "callingDevice"), text(event, "calledDevice"));
        let own = text(event, "srcDeviceId");
        assert!(own == pair.0 || own == pair.1, "{event}");
        assert_eq!(
            pairs.entry(text(event, "callId")).or_insert(pair),
            &pair,
            "{event}"
        );
    }
}

/// Invariant 2: `originated` once in a call, and directly after `serviceInitiated`.
pub(super) fn originated_once(events: &[Value]) {
    let mut originated: BTreeMap<&str, usize> = BTreeMap::new();
    for (event, next) in events
        .iter()
        .zip(events.iter().skip(1).map(Some).chain([None]))
    {
        match text(event, "eventName") {
            "originated" => *originated.entry(text(event, "callId")).or_default() += 1,
            "serviceInitiated" => {
                let next = next.expect("originated follows");
                assert_eq!(text(next, "eventName"), "originated");
                assert_eq!(next["callId"], event["callId"]);
                assert_eq!(
                    next["serial"].as_u64(),
                    event["serial"].as_u64().map(|it| it + 1)
                );
            }
            _ => {}
        }
    }
    assert!(
        originated.values().all(|count| *count == 1),
        "{originated:?}"
    );
}

/// Invariant 3: the end of the own leg is told, once for each time that it began, and nothing of the
/// call but the far leg's end comes after it, unless a queue rings the same agent again. `complete`: the
/// socket missed nothing.
pub(super) fn own_ends_are_told(events: &[Value], complete: bool) {
    let mut open: BTreeMap<&str, bool> = BTreeMap::new();
    let mut shared: BTreeSet<&str> = BTreeSet::new();
    for event in events {
        let call = text(event, "callId");
        if let Some((old, new)) = renamed(event)
            && let Some(own_leg) = open.remove(old)
        {
            open.insert(new, own_leg);
        }
        let own = text(event, "srcDeviceId");
        match text(event, "eventName") {
            "serviceInitiated" => assert_eq!(open.insert(call, true), None, "{event}"),
            "delivered" if text(event, "alertingDevice") == own => {
                assert_ne!(open.insert(call, true), Some(true), "{event}");
            }
            "originated" | "delivered" | "established" | "held" | "retrieved" | "recordStarted"
            | "transferred" | "conferenced" => {
                let own_leg = open.get(call).copied();
                assert_ne!(own_leg, Some(false), "{event}");
                assert!(own_leg.is_some() || !complete, "{event}");
            }
            "connectionCleared" if text(event, "releasingDevice") == own => {
                let before = open.insert(call, false);
                assert!(before == Some(true) || !complete, "{event}");
            }
            // Of three parties one may go before.
            "connectionCleared" if shared.contains(call) => {}
            "connectionCleared" => {
                assert_ne!(
                    open.get(call).copied(),
                    Some(true),
                    "the own leg ends first: {event}"
                );
            }
            _ => {}
        }
        let pair = [&event["callingDevice"], &event["calledDevice"]];
        let is_shared = match text(event, "eventName") {
            "transferred" | "conferenced" => true,
            // Others may have come while the agent had sent it away.
            "retrieved" => event["retrievingDevice"] == event["srcDeviceId"],
            "established" => !pair.contains(&&event["answeringDevice"]),
            // Who rings in another one's place hears that one go.
            "delivered" => parted(event, events),
            _ => false,
        };
        if is_shared {
            shared.insert(call);
        }
    }
    if complete {
        assert!(open.values().all(|open| !open), "{open:?}");
    }
}

/// Whether somebody who is not of the receiver's pair goes in a call.
fn parted(delivered: &Value, events: &[Value]) -> bool {
    let pair = [&delivered["callingDevice"], &delivered["calledDevice"]];
    events.iter().any(|event| {
        event["callId"] == delivered["callId"]
            && event.get("releasingDevice").is_some()
            && !pair.contains(&&event["releasingDevice"])
    })
}

/// Invariant 6: serials are there, consecutive ones differ, and each stream counts upwards.
pub(super) fn serials_rise(events: &[Value]) {
    let mut last: BTreeMap<&str, u64> = BTreeMap::new();
    let mut previous = 0;
    for event in events {
        let serial = event["serial"].as_u64().expect("a serial");
        let before = last
            .insert(text(event, "eventType"), serial)
            .unwrap_or_default();
        assert!(serial > before, "{event}");
        assert_ne!(serial, previous, "{event}");
        previous = serial;
    }
}

/// A login is told with its mode directly behind it, and a logged-off agent hears of nothing.
pub(super) fn logins_are_whole(events: &[Value]) {
    let mut is_on = false;
    let mut awaits_mode = false;
    for event in events {
        let name = text(event, "eventName");
        if awaits_mode {
            assert!(matches!(name, "agentReady" | "agentNotReady"), "{event}");
        }
        awaits_mode = name == "agentLoggedOn";
        is_on |= awaits_mode;
        assert!(is_on, "{event}");
        is_on &= name != "agentLoggedOff";
    }
}

/// Every event has the fields that the contract requires, and no others.
pub(super) fn events_are_as_documented(events: &[Value]) {
    for event in events {
        let name = text(event, "eventName");
        let documented = crate::contract().event(name).expect("it is documented");
        let fields = event.as_object().expect("an event is an object");
        let order: Vec<usize> = fields
            .keys()
            .map(|key| {
                let place = documented
                    .fields
                    .iter()
                    .position(|field| field.name == *key);
                place.unwrap_or_else(|| panic!("`{key}` of {event}"))
            })
            .collect();
        assert!(order.is_sorted(), "the vendor's order: {event}");
        for field in documented.fields.iter().filter(|field| field.required) {
            assert!(
                fields.contains_key(&field.name),
                "`{}` of {event}",
                field.name
            );
        }
        for field in &documented.fields {
            let table = field
                .values
                .as_ref()
                .map(|table| &crate::contract().values[table]);
            if let (Some(table), Some(word)) = (table, event[&field.name].as_str()) {
                assert!(table.words.contains_key(word), "`{word}` of {event}");
            }
        }
    }
}

/// Invariants 4 and 5, and no call that the client remembers for good.
pub(super) fn the_client_can_follow(events: &[Value]) {
    let mut memory = Memory::default();
    for event in events {
        memory.take(event);
    }
    assert!(memory.is_empty(), "{memory:?}");
}
