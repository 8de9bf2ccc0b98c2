//! One event with its payload.

use super::{
    Cx,
    keys::Keys,
    known::Known,
    pattern::{Objects, pattern},
    scalar,
    scalar::mismatch,
    suggest::suggest,
};
use crate::{
    Diagnostic, EventPattern, Kind, Pattern, PatternNode, Place, Presence,
    read::{Node, NodeValue},
    words::ITEMS,
};

/// Reads events; one by itself is a list of one.
pub(crate) fn event_list(
    cx: &mut Cx<'_>,
    node: &Node,
    what: &str,
    objects: Objects,
) -> Option<Vec<EventPattern>> {
    let NodeValue::List(items) = &node.value else {
        return event(cx, node, objects).map(|event| vec![event]);
    };
    if items.is_empty() {
        return cx.report.refuse(
            Diagnostic::at(
                "no-events",
                &node.place,
                format!("{what} is empty"),
                "no event stands here",
            )
            .help("write an event, or leave it out"),
        );
    }
    let events: Vec<Option<EventPattern>> =
        items.iter().map(|item| event(cx, item, objects)).collect();
    events.into_iter().collect()
}

/// Reads the events of a group: an `any_order`, or a sequence of `one_of`. Those in an `optional:`
/// within it may be missing.
pub(crate) fn group(
    cx: &mut Cx<'_>,
    node: &Node,
    what: &str,
    objects: Objects,
) -> Option<Vec<EventPattern>> {
    let NodeValue::List(items) = &node.value else {
        return event_list(cx, node, what, objects);
    };
    if items.is_empty() {
        return event_list(cx, node, what, objects);
    }
    let members: Vec<Option<Vec<EventPattern>>> = items
        .iter()
        .map(|item| match optional_of(cx, item) {
            Some(inner) => optional(cx, inner, objects),
            None => event(cx, item, objects).map(|event| vec![event]),
        })
        .collect();
    let members: Option<Vec<Vec<EventPattern>>> = members.into_iter().collect();
    Some(members?.into_iter().flatten().collect())
}

fn optional(cx: &mut Cx<'_>, node: &Node, objects: Objects) -> Option<Vec<EventPattern>> {
    let mut events = event_list(cx, node, "`optional`", objects)?;
    for event in &mut events {
        event.presence = Presence::Optional;
    }
    Some(events)
}

/// Returns what stands in an item that is nothing but `optional:`.
fn optional_of<'n>(cx: &Cx<'_>, item: &'n Node) -> Option<&'n Node> {
    match item.entries()? {
        [only] if only.key.text == "optional" && !is_known_event(cx, "optional") => {
            Some(&only.value)
        }
        _ => None,
    }
}

/// Reads `name: payload`, `name` alone, or either with `exactly: true` beside it.
pub(crate) fn event(cx: &mut Cx<'_>, node: &Node, objects: Objects) -> Option<EventPattern> {
    if let NodeValue::Text(name, _) = &node.value {
        return named(cx, name, &node.place, None, node, objects);
    }
    if node.entries().is_none() {
        return cx
            .report
            .refuse(mismatch(node, "an item", "an event").help("write `name: { field: value }`"));
    }
    let keys = Keys::of(&mut cx.report, node, "an event")?;
    let exactly = keys.get("exactly");
    let objects = match exactly.map(|node| scalar::flag(&mut cx.report, node, "`exactly`")) {
        Some(Some(true)) => Objects::Closed,
        _ => objects,
    };
    let mut names = keys
        .entries()
        .iter()
        .filter(|entry| entry.key.text != "exactly");
    let Some(entry) = names.next() else {
        return cx.report.refuse(
            Diagnostic::at(
                "no-events",
                &node.place,
                "an event without a name",
                "which event?",
            )
            .help("write `name: { field: value }`"),
        );
    };
    for more in names {
        cx.report.add(
            Diagnostic::at(
                "two-events",
                &more.key.place,
                format!(
                    "two events, `{}` and `{}`, in one item",
                    entry.key.text, more.key.text
                ),
                "the second event",
            )
            .related(&entry.key.place, "the first event")
            .help("begin each event with `- `; a payload is indented below its event"),
        );
    }
    let name = &entry.key.text;
    if ITEMS.iter().any(|phrase| phrase.name == name) && !is_known_event(cx, name) {
        return cx.report.refuse(
            Diagnostic::at(
                "nested-items",
                &entry.key.place,
                format!("`{name}` stands inside another of its kind"),
                "one level too deep",
            )
            .help("write events here; only `any_order` and `one_of` may hold an `optional`"),
        );
    }
    named(
        cx,
        name,
        &entry.key.place,
        Some(&entry.value),
        node,
        objects,
    )
}

/// Returns whether the vendor has an event of this name.
pub(crate) fn is_known_event(cx: &Cx<'_>, name: &str) -> bool {
    cx.contract.events.contains_key(name)
}

fn named(
    cx: &mut Cx<'_>,
    name: &str,
    place: &Place,
    payload: Option<&Node>,
    whole: &Node,
    objects: Objects,
) -> Option<EventPattern> {
    let contract = cx.contract;
    let event = contract.events.get(name);
    let owner = format!("event `{name}`");
    let known = match event {
        Some(event) => {
            cx.name_family(&event.family);
            Known::fields(contract, "field", &owner, &event.fields)
        }
        None => {
            cx.report.add(
                Diagnostic::at(
                    "unknown-event",
                    place,
                    format!("unknown event `{name}` of vendor `{}`", contract.vendor),
                    "not documented",
                )
                .maybe_help(suggest(name, contract.events.keys().map(String::as_str))),
            );
            cx.free()
        }
    };
    if let (Some(payload), Some(event)) = (payload, event)
        && !event.fields.is_empty()
        && is_no_object(&payload.value)
    {
        return cx.report.refuse(
            Diagnostic::at(
                "not-a-mapping",
                &payload.place,
                format!("{owner} takes a mapping of its fields"),
                format!("{} stands here", payload.kind()),
            )
            .help(format!(
                "write `{name}: {{ field: value }}`, or `{name}` alone when its fields do not matter"
            )),
        );
    }
    let pattern = match payload.filter(|payload| payload.value != NodeValue::Null) {
        Some(payload) => pattern(cx, payload, objects, known)?,
        None => Pattern {
            place: place.clone(),
            node: PatternNode::Kind(Kind::Any),
        },
    };
    event?;
    Some(EventPattern {
        place: whole.place.clone(),
        name: name.to_owned(),
        pattern,
        presence: Presence::Mandatory,
    })
}

/// Text may still be a `$name` or a `<kind>`.
fn is_no_object(payload: &NodeValue) -> bool {
    match payload {
        NodeValue::Bool(_) | NodeValue::Number(..) | NodeValue::List(_) => true,
        NodeValue::Text(text, _) => !text.starts_with(['$', '<']),
        NodeValue::Null | NodeValue::Map(_) => false,
    }
}
