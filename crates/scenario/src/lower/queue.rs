use ctimock_dialect::QueueSpec;
use ctimock_switch::{OnEmpty, OnNoAnswer, Policy};

use super::{Cx, duration, keys::Keys, scalar, scalar::mismatch, suggest::suggest};
use crate::{
    Diagnostic, Place,
    read::{Entry, Node, NodeValue},
    words::QUEUE,
};

/// Lowers a queue.
pub(crate) fn queue(cx: &mut Cx<'_>, entry: &Entry) -> Option<QueueSpec> {
    let name = entry.key.text.clone();
    let owner = format!("queue `{name}`");
    let keys = Keys::of(&mut cx.report, &entry.value, &owner)?;
    let known: Vec<&str> = QUEUE.iter().map(|term| term.name).collect();
    keys.only(&mut cx.report, &owner, &known);

    let number = keys.get("number").map_or_else(
        || Some(name.clone()),
        |node| scalar::some_text(&mut cx.report, node, "`number`"),
    );
    let members = keys
        .get("members")
        .map_or_else(|| Some(Vec::new()), |node| members(cx, node));
    let policy = word(cx, &keys, "policy", POLICIES);
    let ring_timeout = match keys.get("ring_timeout") {
        Some(node) => duration::some_duration(&mut cx.report, node, "`ring_timeout`").map(Some),
        None => Some(None),
    };
    let on_no_answer = word(cx, &keys, "on_no_answer", ON_NO_ANSWER);
    let on_empty = word(cx, &keys, "on_empty", ON_EMPTY);
    Some(QueueSpec {
        name,
        number: number?,
        members: members?,
        policy: policy?,
        ring_timeout: ring_timeout?,
        on_no_answer: on_no_answer?,
        on_empty: on_empty?,
    })
}

const POLICIES: &[(&str, Policy)] = &[
    ("longest_idle", Policy::LongestIdle),
    ("priority", Policy::Priority),
    ("ring_all", Policy::RingAll),
];

const ON_NO_ANSWER: &[(&str, OnNoAnswer)] = &[
    ("next", OnNoAnswer::Next),
    ("not_ready", OnNoAnswer::NotReady),
    ("back", OnNoAnswer::Back),
];

const ON_EMPTY: &[(&str, OnEmpty)] = &[("wait", OnEmpty::Wait), ("refuse", OnEmpty::Refuse)];

fn word<T: Copy + Default>(
    cx: &mut Cx<'_>,
    keys: &Keys<'_>,
    key: &str,
    table: &[(&'static str, T)],
) -> Option<T> {
    let Some(node) = keys.get(key) else {
        return Some(T::default());
    };
    let words: Vec<&'static str> = table.iter().map(|(word, _)| *word).collect();
    let word = scalar::one_of(&mut cx.report, node, &format!("`{key}`"), &words)?;
    table
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, value)| *value)
}

/// Reads names, which then have the same priority, or names with priorities.
fn members(cx: &mut Cx<'_>, node: &Node) -> Option<Vec<(String, u8)>> {
    match &node.value {
        NodeValue::List(items) => {
            let names: Vec<Option<(String, u8)>> = items
                .iter()
                .map(|item| {
                    let name = scalar::text(&mut cx.report, item, "a member")?;
                    declared(cx, &name, &item.place).map(|name| (name, 1))
                })
                .collect();
            names.into_iter().collect()
        }
        NodeValue::Map(_) => {
            let keys = Keys::of(&mut cx.report, node, "`members`")?;
            let names: Vec<Option<(String, u8)>> = keys
                .entries()
                .iter()
                .map(|entry| {
                    let name = declared(cx, &entry.key.text, &entry.key.place);
                    let priority =
                        scalar::code(&mut cx.report, &entry.value, "a priority", 0..=255);
                    Some((name?, u8::try_from(priority?).ok()?))
                })
                .collect();
            names.into_iter().collect()
        }
        _ => cx
            .report
            .refuse(mismatch(node, "`members`", "a list of names").help("write `[anna, bert]`")),
    }
}

fn declared(cx: &mut Cx<'_>, name: &str, at: &Place) -> Option<String> {
    let parties = cx.people.parties.iter().map(String::as_str);
    let known: Vec<&str> = cx.people.client_names().chain(parties).collect();
    if known.contains(&name) {
        return Some(name.to_owned());
    }
    let help = suggest(name, known)
        .unwrap_or_else(|| "declare a client or an agent party of this name".to_owned());
    cx.report.refuse(
        Diagnostic::at(
            "unknown-member",
            at,
            format!("unknown member `{name}`"),
            "not declared",
        )
        .help(help),
    )
}
