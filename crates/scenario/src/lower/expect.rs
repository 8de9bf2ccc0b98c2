//! `expect` and `never`: what a client's app must and must not be told.

use super::{
    Cx,
    call::WITHIN,
    duration,
    event::{event, event_list, group, is_known_event},
    keys::Keys,
    pattern::Objects,
    people::client_of,
    scalar,
    scalar::mismatch,
};
use crate::{
    Diagnostic, EventPattern, Expect, Item, Never, Others, Span, Verb,
    read::{Node, NodeValue},
    words::{ITEMS, ItemWord, Phrase},
};

/// Lowers `expect`.
pub(crate) fn expect(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Verb> {
    let client = client_of(cx, keys);
    let objects = objects(cx, keys);
    let items = items(cx, value, objects.unwrap_or(Objects::Partial));
    let within = keys.get("within").map_or(Some(DEFAULT_SPAN), |node| {
        duration::span(&mut cx.report, node, "`within`")
    });
    let others = keys
        .get("others")
        .map_or(Some(Others::Forbidden), |node| others(cx, node));
    objects?;
    Some(Verb::Expect(Expect {
        client: client?,
        items: items?,
        within: within?,
        others: others?,
    }))
}

/// Lowers `never`.
pub(crate) fn never(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Verb> {
    let client = client_of(cx, keys);
    cx.names.only_look(true);
    let events = event_list(cx, value, "`never`", Objects::Partial);
    cx.names.only_look(false);
    let lasting = match keys.get("for") {
        Some(node) => Some(duration::some_duration(&mut cx.report, node, "`for`")?),
        None => None,
    };
    Some(Verb::Never(Never {
        client: client?,
        events: events?,
        lasting,
    }))
}

/// Reads `allowed` or `forbidden`.
pub(crate) fn others(cx: &mut Cx<'_>, node: &Node) -> Option<Others> {
    let word = scalar::one_of(&mut cx.report, node, "`others`", &["allowed", "forbidden"])?;
    Some(match word {
        "allowed" => Others::Allowed,
        _ => Others::Forbidden,
    })
}

fn objects(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<Objects> {
    let Some(node) = keys.get("exactly") else {
        return Some(Objects::Partial);
    };
    let exactly = scalar::flag(&mut cx.report, node, "`exactly`")?;
    Some(if exactly {
        Objects::Closed
    } else {
        Objects::Partial
    })
}

fn items(cx: &mut Cx<'_>, node: &Node, objects: Objects) -> Option<Vec<Item>> {
    let NodeValue::List(items) = &node.value else {
        return cx.report.refuse(
            mismatch(node, "`expect`", "a list of events").help("begin each event with `- `"),
        );
    };
    if items.is_empty() {
        return cx.report.refuse(
            Diagnostic::at(
                "no-events",
                &node.place,
                "`expect` is empty",
                "nothing is expected here",
            )
            .help("write an event, or `never:` for what must not come"),
        );
    }
    let items: Vec<Option<Item>> = items.iter().map(|node| item(cx, node, objects)).collect();
    items.into_iter().collect()
}

fn item(cx: &mut Cx<'_>, node: &Node, objects: Objects) -> Option<Item> {
    let Some(construct) = construct(cx, node) else {
        return event(cx, node, objects).map(Item::One);
    };
    let keys = Keys::of(&mut cx.report, node, "an item")?;
    let known: Vec<&str> = construct.terms.iter().map(|term| term.name).collect();
    let quoted = format!("`{}`", construct.name);
    keys.only(&mut cx.report, &quoted, &known);
    let value = keys.get(construct.name)?;
    match construct.word {
        ItemWord::Optional => event_list(cx, value, &quoted, objects).map(Item::Optional),
        ItemWord::AnyOrder => group(cx, value, &quoted, objects).map(Item::AnyOrder),
        ItemWord::OneOf => one_of(cx, value, objects).map(Item::OneOf),
        ItemWord::Repeat => {
            let event = event(cx, value, objects);
            let times = match keys.get("times") {
                Some(node) => scalar::counts(&mut cx.report, node, "`times`"),
                None => cx.report.refuse(
                    Diagnostic::at(
                        "missing-key",
                        &value.place,
                        "`repeat` needs `times`",
                        "how often?",
                    )
                    .help("add `times: 3` or `times: 2..4`"),
                ),
            };
            Some(Item::Repeat {
                event: event?,
                times: times?,
            })
        }
    }
}

/// Returns the construct that a mapping begins with. A vendor's event of the same name is the event.
fn construct(cx: &Cx<'_>, node: &Node) -> Option<&'static Phrase<ItemWord>> {
    let entries = node.entries()?;
    ITEMS
        .iter()
        .filter(|phrase| !is_known_event(cx, phrase.name))
        .find(|phrase| entries.iter().any(|entry| entry.key.text == phrase.name))
}

fn one_of(cx: &mut Cx<'_>, node: &Node, objects: Objects) -> Option<Vec<Vec<EventPattern>>> {
    let NodeValue::List(entries) = &node.value else {
        return cx.report.refuse(
            mismatch(node, "`one_of`", "a list of alternatives")
                .help("begin each with `- `: an event, or a list of events"),
        );
    };
    if entries.len() < 2 {
        cx.report.add(
            Diagnostic::at(
                "one-alternative",
                &node.place,
                "`one_of` leaves no choice",
                match entries.len() {
                    1 => "only one alternative",
                    _ => "no alternatives",
                },
            )
            .help("write two or more, or the event by itself"),
        );
    }
    let alternatives: Vec<Option<Vec<EventPattern>>> = entries
        .iter()
        .map(|entry| match entry.value {
            NodeValue::List(_) => group(cx, entry, "an alternative", objects),
            _ => event(cx, entry, objects).map(|event| vec![event]),
        })
        .collect();
    alternatives.into_iter().collect()
}

const DEFAULT_SPAN: Span = Span {
    from: std::time::Duration::ZERO,
    to: WITHIN,
};
