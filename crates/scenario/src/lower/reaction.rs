//! What a party does by itself: `when_called` and `then` become a plan of the switch.

use std::time::Duration;

use ctimock_switch::{Action, Cause, Plan, Rule, Trigger, Unreachable};

use super::{
    Cx, duration,
    keys::Keys,
    party::{cause, cause_of, check_digits},
    scalar,
    scalar::mismatch,
    suggest::suggest,
};
use crate::{
    Diagnostic, Place,
    read::{Node, NodeValue},
    words::{
        AFTER_ANSWER, AfterAnswer, Phrase, UNREACHABLE, UNREACHABLE_WORDS, WHEN_CALLED, WhenCalled,
    },
};

/// Reads a party's plan. Its reaction to a call stands under `when_called`, or directly in the party.
pub(crate) fn plan(cx: &mut Cx<'_>, party: &Keys<'_>) -> Option<Plan> {
    let offered = when_called(cx, party);
    let connected = match party.get("then") {
        Some(node) => after_answer(cx, node),
        None => Some(Vec::new()),
    };
    let mut rules = Vec::new();
    rules.extend(offered?);
    rules.extend(connected?);
    Some(Plan { rules })
}

/// The outer `None` says that it could not be read, the inner one that nothing happens by itself.
fn when_called(cx: &mut Cx<'_>, party: &Keys<'_>) -> Option<Option<Rule>> {
    let mut said: Vec<(&Place, &'static Phrase<WhenCalled>, Option<&Node>)> = Vec::new();
    for phrase in WHEN_CALLED {
        if let (Some(key), Some(value)) = (party.key(phrase.name), party.get(phrase.name)) {
            said.push((&key.place, phrase, Some(value)));
        }
    }
    if let Some(node) = party.get("when_called") {
        let (phrase, params) = word(cx, node, "`when_called`", WHEN_CALLED)?;
        said.push((&node.place, phrase, params));
    }
    said.sort_by_key(|(place, _, _)| place.span.start);
    if let [first, second, ..] = said.as_slice() {
        cx.report.add(
            Diagnostic::at(
                "two-reactions",
                second.0,
                "a party with two reactions to a call",
                format!("`{}` as well", second.1.name),
            )
            .related(first.0, format!("it `{}` already", first.1.name))
            .help("keep one of them"),
        );
    }
    let Some((_, phrase, params)) = said.first() else {
        return Some(None);
    };
    let after = |cx: &mut Cx<'_>| after(cx, *params, phrase);
    let (after, action) = match phrase.word {
        WhenCalled::Answers => (after(cx)?, Action::Answer),
        WhenCalled::Rejects => {
            let cause = match param(*params, "cause") {
                Some(node) => cause(cx, node),
                None => Some(Cause::Rejected),
            };
            (after(cx)?, Action::Reject(cause?))
        }
        WhenCalled::Busy => (after(cx)?, Action::Fail(Cause::Busy)),
        WhenCalled::Invalid => (after(cx)?, Action::Fail(Cause::Invalid)),
        WhenCalled::Ignores => {
            after(cx)?;
            return Some(None);
        }
        WhenCalled::Unreachable => {
            let kind = match param(*params, "cause") {
                Some(node) => cause_of(cx, node, UNREACHABLE, UNREACHABLE_WORDS),
                None => Some(Unreachable::Unknown),
            };
            (after(cx)?, Action::Fail(Cause::Unreachable(kind?)))
        }
    };
    Some(Some(Rule {
        trigger: Trigger::Offered,
        after,
        action,
    }))
}

fn after_answer(cx: &mut Cx<'_>, node: &Node) -> Option<Vec<Rule>> {
    let reactions: Vec<&Node> = match &node.value {
        NodeValue::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let rules: Vec<Option<Rule>> = reactions
        .into_iter()
        .map(|reaction| {
            let (phrase, params) = word(cx, reaction, "`then`", AFTER_ANSWER)?;
            let after = after(cx, params, phrase);
            let action = match phrase.word {
                AfterAnswer::HangsUp => Action::HangUp,
                AfterAnswer::Holds => Action::Hold,
                AfterAnswer::Retrieves => Action::Retrieve,
                AfterAnswer::SendsDigits => Action::SendDigits(digits(cx, reaction, params)?),
            };
            Some(Rule {
                trigger: Trigger::Connected,
                after: after?,
                action,
            })
        })
        .collect();
    rules.into_iter().collect()
}

/// Reads a word by itself, or `word: { parameters }`.
fn word<'n, W>(
    cx: &mut Cx<'_>,
    node: &'n Node,
    what: &str,
    table: &'static [Phrase<W>],
) -> Option<(&'static Phrase<W>, Option<&'n Node>)> {
    let (name, place, params) = match (&node.value, node.entries()) {
        (NodeValue::Text(name, _), _) => (name, &node.place, None),
        (_, Some([only])) => (&only.key.text, &only.key.place, Some(&only.value)),
        (_, Some([_, second, ..])) => {
            return cx.report.refuse(
                Diagnostic::at(
                    "two-reactions",
                    &second.key.place,
                    format!("{what} takes one reaction"),
                    "a second one",
                )
                .help("keep one; `then` takes a list of what follows an answer"),
            );
        }
        _ => {
            return cx
                .report
                .refuse(mismatch(node, what, "a reaction").help("write `answers: { after: 2s }`"));
        }
    };
    let Some(phrase) = table.iter().find(|phrase| phrase.name == name) else {
        return cx.report.refuse(
            Diagnostic::at(
                "unknown-reaction",
                place,
                format!("unknown reaction `{name}` in {what}"),
                "not a word of the language",
            )
            .maybe_help(suggest(name, table.iter().map(|phrase| phrase.name))),
        );
    };
    Some((phrase, params))
}

fn param<'n>(params: Option<&'n Node>, name: &str) -> Option<&'n Node> {
    params.and_then(|params| params.entry(name))
}

/// Checks the parameters' names and reads `after`.
fn after<W>(cx: &mut Cx<'_>, params: Option<&Node>, phrase: &Phrase<W>) -> Option<Duration> {
    let Some(node) = params.filter(|node| node.value != NodeValue::Null) else {
        return Some(Duration::ZERO);
    };
    let owner = format!("`{}`", phrase.name);
    if let (None, Some(text)) = (node.entries(), node.scalar_text())
        && let Some(first) = phrase.terms.first()
    {
        return cx.report.refuse(
            Diagnostic::at(
                "not-a-mapping",
                &node.place,
                format!("{owner} takes a mapping"),
                format!("{} stands here", node.kind()),
            )
            .help(format!(
                "write `{}: {{ {}: {text} }}`",
                phrase.name, first.name
            )),
        );
    }
    let keys = Keys::of(&mut cx.report, node, &owner)?;
    let known: Vec<&str> = phrase.terms.iter().map(|term| term.name).collect();
    keys.only(&mut cx.report, &owner, &known);
    match keys.get("after").filter(|_| known.contains(&"after")) {
        Some(node) => duration::duration(&mut cx.report, node, "`after`"),
        None => Some(Duration::ZERO),
    }
}

fn digits(cx: &mut Cx<'_>, reaction: &Node, params: Option<&Node>) -> Option<String> {
    let Some(node) = param(params, "text") else {
        return cx.report.refuse(
            Diagnostic::at(
                "missing-key",
                &reaction.place,
                "`sends_digits` needs `text`",
                "it is left out here",
            )
            .help("add `text: \"123#\"`"),
        );
    };
    let text = scalar::text(&mut cx.report, node, "`text`")?;
    check_digits(cx, node, &text)?;
    Some(text)
}
