//! One step: its verb, its modifiers, and nothing else.

use super::{
    Cx, backend, call, duration, expect, fault, include,
    keys::{Keys, unknown_key},
    party, pattern,
    pattern::Objects,
    scalar::mismatch,
    suggest::{alternatives, list, suggest},
};
use crate::{
    Act, Diagnostic, Step, Verb,
    read::{Node, NodeValue},
    words::{Phrase, VERBS, VerbWord, Where},
};

/// Lowers a list of steps.
pub(crate) fn steps(cx: &mut Cx<'_>, node: &Node, what: &str) -> Option<Vec<Step>> {
    let NodeValue::List(items) = &node.value else {
        return cx
            .report
            .refuse(mismatch(node, what, "a list of steps").help("begin each step with `- `"));
    };
    if items.is_empty() {
        return cx.report.refuse(
            Diagnostic::at(
                "no-steps",
                &node.place,
                format!("{what} is empty"),
                "nothing happens here",
            )
            .help("write a step, or leave it out"),
        );
    }
    let lowered: Vec<Option<Vec<Step>>> = items.iter().map(|item| step(cx, item)).collect();
    let lowered: Option<Vec<Vec<Step>>> = lowered.into_iter().collect();
    lowered.map(|steps| steps.into_iter().flatten().collect())
}

/// Lowers one step or a list of them, as the control API takes them.
pub(crate) fn control_steps(cx: &mut Cx<'_>, node: &Node) -> Option<Vec<Step>> {
    match &node.value {
        NodeValue::List(_) => steps(cx, node, "the list of steps"),
        _ => step(cx, node),
    }
}

/// Lowers one step; an `include` is several.
fn step(cx: &mut Cx<'_>, node: &Node) -> Option<Vec<Step>> {
    let keys = Keys::of_step(&mut cx.report, node)?;
    let phrase = verb_of(cx, &keys)?;
    check_keys(cx, &keys, phrase);
    let value = keys.get(phrase.name)?;
    let verb = match phrase.word {
        VerbWord::Include => return include::include(cx, value, &keys),
        VerbWord::Call => call::call(cx, value, &keys),
        VerbWord::Result => call::result(cx, value, &keys),
        VerbWord::Expect => expect::expect(cx, value, &keys),
        VerbWord::Never => expect::never(cx, value, &keys),
        VerbWord::Party => party::party(cx, value, &keys).map(Verb::Act),
        VerbWord::Backend => backend::backend(cx, value, &keys).map(Verb::Act),
        VerbWord::Fault => fault::fault(cx, value, &keys).map(|fault| Verb::Act(Act::Fault(fault))),
        VerbWord::Wait => duration::some_duration(&mut cx.report, value, "`wait`").map(Verb::Wait),
        VerbWord::State => {
            let known = cx.free();
            pattern::pattern(cx, value, Objects::Partial, known).map(Verb::State)
        }
        VerbWord::Together => together(cx, value),
    };
    Some(vec![Step {
        place: node.place.clone(),
        verb: verb?,
    }])
}

fn together(cx: &mut Cx<'_>, node: &Node) -> Option<Verb> {
    let outside = std::mem::replace(&mut cx.standing, Where::Together);
    cx.names.begin_together();
    let steps = steps(cx, node, "`together`");
    cx.names.end_together();
    cx.standing = outside;
    steps.map(Verb::Together)
}

fn verb_of(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<&'static Phrase<VerbWord>> {
    let params = backend::params_of(cx, keys);
    let mut found = VERBS
        .iter()
        .map(|(phrase, _)| phrase)
        .filter(|phrase| !params.iter().any(|param| param.name == phrase.name))
        .filter_map(|phrase| Some((phrase, keys.key(phrase.name)?)));
    let Some((phrase, key)) = found.next() else {
        let diagnostic = no_verb(cx, keys);
        return cx.report.refuse(diagnostic);
    };
    if let Some((other, second)) = found.next() {
        let (earlier, later) = if key.place.span.start < second.place.span.start {
            (key, second)
        } else {
            (second, key)
        };
        return cx.report.refuse(
            Diagnostic::at(
                "two-verbs",
                &later.place,
                format!(
                    "a step with two verbs, `{}` and `{}`",
                    phrase.name, other.name
                ),
                "the second verb",
            )
            .related(&earlier.place, "the first verb")
            .help("begin another step with `- `"),
        );
    }
    if !phrase.word.may_stand(cx.standing) {
        let allowed = allowed_verbs(cx.standing);
        let place = match cx.standing {
            Where::Steps => "`steps`",
            Where::Together => "`together`",
            Where::Control => "a request",
        };
        return cx.report.refuse(
            Diagnostic::at(
                "verb-not-here",
                &key.place,
                format!("`{}` cannot stand in {place}", phrase.name),
                "only in `steps` of a scenario",
            )
            .help(format!("{place} takes {}", list(&allowed))),
        );
    }
    Some(phrase)
}

fn no_verb(cx: &Cx<'_>, keys: &Keys<'_>) -> Diagnostic {
    let allowed = allowed_verbs(cx.standing);
    let Some(first) = keys.entries().first() else {
        return Diagnostic::at(
            "no-verb",
            keys.place,
            "a step without a verb",
            "nothing to do",
        )
        .help(format!("write {}", alternatives(&allowed)));
    };
    let near = keys.entries().iter().find_map(|entry| {
        Some((
            &entry.key,
            suggest(&entry.key.text, allowed.iter().copied())?,
        ))
    });
    let (key, help) = match near {
        Some((key, help)) => (key, help),
        None => (&first.key, format!("write {}", alternatives(&allowed))),
    };
    Diagnostic::at(
        "no-verb",
        &key.place,
        "a step without a verb",
        format!("`{}` is none", key.text),
    )
    .help(help)
}

fn allowed_verbs(standing: Where) -> Vec<&'static str> {
    VERBS
        .iter()
        .filter(|(phrase, _)| phrase.word.may_stand(standing))
        .map(|(phrase, _)| phrase.name)
        .collect()
}

/// Refuses keys that the verb does not take. Those of `party`, `backend` and `fault` depend on what is
/// done: they check their own.
fn check_keys(cx: &mut Cx<'_>, keys: &Keys<'_>, phrase: &Phrase<VerbWord>) {
    if matches!(
        phrase.word,
        VerbWord::Party | VerbWord::Backend | VerbWord::Fault
    ) {
        return;
    }
    let known = known_keys(cx.standing, phrase, &[]);
    let owner = format!("a step `{}`", phrase.name);
    for entry in keys.entries() {
        if !known.contains(&entry.key.text.as_str()) {
            cx.report.add(unknown_key(&entry.key, &owner, &known[1..]));
        }
    }
}

/// Returns the keys that a step may have: its verb, the verb's modifiers, and more.
pub(crate) fn known_keys<'w>(
    standing: Where,
    phrase: &Phrase<VerbWord>,
    more: &[&'w str],
) -> Vec<&'w str> {
    let mut known = vec![phrase.name];
    known.extend(phrase.terms.iter().map(|term| term.name));
    known.extend(more);
    if standing == Where::Control {
        known.push("vendor");
    }
    known
}

/// Returns a verb's phrase.
pub(crate) fn phrase(word: VerbWord) -> &'static Phrase<VerbWord> {
    VERBS
        .iter()
        .map(|(phrase, _)| phrase)
        .find(|phrase| phrase.word == word)
        .expect("every verb stands in the table")
}
