//! `party` with `does`: what a simulated person does.

use ctimock_dialect::{Deed, Sharing};
use ctimock_switch::{Cause, Media};
use serde_json::Map;

use super::{
    Cx, json,
    keys::Keys,
    names::name_in,
    people, scalar,
    step::{known_keys, phrase},
    suggest::{alternatives, suggest},
};
use crate::{
    Act, Diagnostic, Word,
    read::{Node, NodeValue},
    words::{CAUSE_WORDS, CAUSES, DEEDS, DeedWord, Phrase, Shape, VerbWord, vendor_words},
};

/// Lowers `party`.
pub(crate) fn party(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Act> {
    let who = people::party(cx, value);
    let Some(does) = keys.get("does") else {
        return cx.report.refuse(
            Diagnostic::at(
                "missing-key",
                &value.place,
                "`party` needs `does`",
                "does what?",
            )
            .help("add `does: answers`, `does: hangs_up`…"),
        );
    };
    let deed = deed(cx, does, keys);
    let of = keys.get("of").map(|node| people::call(cx, node));
    let bind = bind(cx, keys, deed.as_ref());
    let of = match of {
        Some(of) => Some(of?),
        None => None,
    };
    Some(Act::Party {
        who: who?,
        deed: deed?,
        of,
        bind: bind?,
        place: keys.place.clone(),
    })
}

/// Reads what is done: a word with its parameters beside it, or a mapping of the word to its first
/// parameter or to all of them.
fn deed(cx: &mut Cx<'_>, does: &Node, keys: &Keys<'_>) -> Option<Deed<Word>> {
    let verb = phrase(VerbWord::Party);
    let (name, place, inside) = match does.entries() {
        Some([only]) => (&only.key.text, &only.key.place, Some(&only.value)),
        _ => match &does.value {
            NodeValue::Text(name, _) => (name, &does.place, None),
            _ => {
                return cx.report.refuse(
                    scalar::mismatch(does, "`does`", "what is done").help("write `does: answers`"),
                );
            }
        },
    };
    let contract = cx.contract;
    let word = DEEDS.iter().find(|deed| deed.name == name);
    let Some(word) = word.filter(|_| contract.deeds.contains(name)) else {
        let label = if word.is_some() {
            format!("no party of `{}` does this", contract.vendor)
        } else {
            "not a word of the language".to_owned()
        };
        let known: Vec<&str> = contract.deeds.iter().map(String::as_str).collect();
        let help = suggest(name, known.iter().copied())
            .unwrap_or_else(|| format!("write {}", alternatives(&known)));
        return cx.report.refuse(
            Diagnostic::at(
                "unknown-deed",
                place,
                format!("unknown deed `{name}`"),
                label,
            )
            .help(help),
        );
    };
    let params: Vec<&str> = word.terms.iter().map(|term| term.name).collect();
    let owner = format!("a party that `{name}`");
    match inside {
        None => {
            keys.only(
                &mut cx.report,
                &owner,
                &known_keys(cx.standing, verb, &params),
            );
            build(cx, word, &|name| keys.get(name), place)
        }
        Some(node) => {
            keys.only(&mut cx.report, &owner, &known_keys(cx.standing, verb, &[]));
            let is_object = word
                .terms
                .first()
                .is_some_and(|term| term.shape == Shape::Object);
            if node.entries().is_some() && !is_object {
                let inner = Keys::of(&mut cx.report, node, "a deed")?;
                inner.only(&mut cx.report, &format!("`{name}`"), &params);
                return build(cx, word, &|name| inner.get(name), place);
            }
            let first = params.first().copied();
            build(
                cx,
                word,
                &|name| (Some(name) == first).then_some(node),
                place,
            )
        }
    }
}

fn build<'n>(
    cx: &mut Cx<'_>,
    word: &Phrase<DeedWord>,
    param: &dyn Fn(&str) -> Option<&'n Node>,
    place: &crate::Place,
) -> Option<Deed<Word>> {
    let needed = |cx: &mut Cx<'_>, name: &str| {
        let found = param(name);
        if found.is_none() {
            cx.report.add(
                Diagnostic::at(
                    "missing-key",
                    place,
                    format!("`{}` needs `{name}`", word.name),
                    "it is left out here",
                )
                .help(format!("add `{name}:`")),
            );
        }
        found
    };
    Some(match word.word {
        DeedWord::Calls => {
            let to = needed(cx, "to").and_then(|node| people::target(cx, node, "`to`"));
            let media = param("media").map_or(Some(Media::Voice), |node| media(cx, node));
            let data = match param("data") {
                Some(node) => data(cx, node),
                None => Some(Map::new()),
            };
            Deed::Calls {
                to: to?,
                media: media?,
                data: data?,
            }
        }
        DeedWord::Answers => Deed::Answers,
        DeedWord::Rejects => Deed::Rejects {
            cause: match param("cause") {
                Some(node) => cause(cx, node)?,
                None => Cause::Rejected,
            },
        },
        DeedWord::Busy => Deed::Busy,
        DeedWord::HangsUp => Deed::HangsUp,
        DeedWord::SendsDigits => Deed::SendsDigits {
            text: needed(cx, "text").and_then(|node| digits(cx, node))?,
        },
        DeedWord::Holds => Deed::Holds,
        DeedWord::Retrieves => Deed::Retrieves,
        DeedWord::Transfers => Deed::Transfers {
            to: needed(cx, "to").and_then(|node| people::target(cx, node, "`to`"))?,
        },
        DeedWord::Invites => Deed::Invites {
            who: needed(cx, "who").and_then(|node| people::target(cx, node, "`who`"))?,
        },
        DeedWord::Joins => Deed::Joins,
        DeedWord::Leaves => Deed::Leaves,
        DeedWord::Shares => Deed::Shares(needed(cx, "sharing").and_then(|node| sharing(cx, node))?),
        DeedWord::LosesStream => Deed::LosesStream,
        DeedWord::RegainsStream => Deed::RegainsStream,
        DeedWord::Says => Deed::Says {
            text: needed(cx, "text").and_then(|node| people::text_word(cx, node, "`text`"))?,
        },
        DeedWord::Accepts => Deed::Accepts,
        DeedWord::Denies => Deed::Denies,
    })
}

/// Reads why a party declines.
pub(crate) fn cause(cx: &mut Cx<'_>, node: &Node) -> Option<Cause> {
    cause_of(cx, node, CAUSES, CAUSE_WORDS)
}

/// Reads a word of a table, or the vendor's own word for it.
pub(crate) fn cause_of<T: Copy>(
    cx: &mut Cx<'_>,
    node: &Node,
    table: &[(&'static str, T)],
    words: &'static [&'static str],
) -> Option<T> {
    let theirs: Vec<(&str, &str)> = vendor_words(cx.contract, words).collect();
    let known: Vec<&str> = words
        .iter()
        .copied()
        .chain(theirs.iter().map(|(word, _)| *word))
        .collect();
    let said = scalar::one_of(&mut cx.report, node, "`cause`", &known)?;
    let meant = theirs
        .iter()
        .find(|(word, _)| *word == said)
        .map_or(said, |(_, meant)| meant);
    table
        .iter()
        .find(|(word, _)| *word == meant)
        .map(|(_, cause)| *cause)
}

fn media(cx: &mut Cx<'_>, node: &Node) -> Option<Media> {
    let known = ["voice", "video", "im", "screen"];
    Some(
        match scalar::one_of(&mut cx.report, node, "`media`", &known)? {
            "voice" => Media::Voice,
            "video" => Media::Video,
            "im" => Media::Im,
            _ => Media::Screen,
        },
    )
}

fn sharing(cx: &mut Cx<'_>, node: &Node) -> Option<Sharing> {
    let known = ["on", "off", "fails"];
    Some(
        match scalar::one_of(&mut cx.report, node, "`sharing`", &known)? {
            "on" => Sharing::On,
            "off" => Sharing::Off,
            _ => Sharing::Fails,
        },
    )
}

fn data(cx: &mut Cx<'_>, node: &Node) -> Option<Map<String, serde_json::Value>> {
    let keys = Keys::of(&mut cx.report, node, "`data`")?;
    let known = cx.free();
    json::object(&mut cx.report, keys.entries().iter(), known)
}

/// Reads digits, or a `$name` that is bound to some.
fn digits(cx: &mut Cx<'_>, node: &Node) -> Option<Word> {
    let word = people::text_word(cx, node, "`text`")?;
    if let Word::Text(text) = &word {
        check_digits(cx, node, text)?;
    }
    Some(word)
}

/// Refuses what no telephone can send.
pub(crate) fn check_digits(cx: &mut Cx<'_>, node: &Node, text: &str) -> Option<()> {
    let sendable = |c: char| c.is_ascii_digit() || c == '*' || c == '#';
    if !text.is_empty() && text.chars().all(sendable) {
        return Some(());
    }
    cx.report.refuse(
        Diagnostic::at(
            "bad-digits",
            &node.place,
            "digits that no telephone can send",
            format!("`{text}` stands here"),
        )
        .help("write `0`–`9`, `*` and `#` in quotes"),
    )
}

/// Reads the name that the call is bound to. Only who calls begins one.
fn bind(cx: &mut Cx<'_>, keys: &Keys<'_>, deed: Option<&Deed<Word>>) -> Option<Option<String>> {
    let Some(node) = keys.get("as") else {
        return Some(None);
    };
    let text = scalar::text(&mut cx.report, node, "`as`")?;
    let Some(name) = name_in(&text) else {
        return cx.report.refuse(
            Diagnostic::at(
                "bad-name",
                &node.place,
                "`as` takes a name that begins with `$`",
                format!("`{text}` is none"),
            )
            .help("write `as: $call`"),
        );
    };
    if let Some(deed) = deed
        && !matches!(deed, Deed::Calls { .. })
    {
        return cx.report.refuse(
            Diagnostic::at(
                "as-without-call",
                &node.place,
                format!("`{}` begins no call that `as` could name", deed.word()),
                "nothing to bind",
            )
            .help("only `does: calls` takes `as`"),
        );
    }
    cx.names.bind_new(&mut cx.report, name, &node.place);
    Some(Some(name.to_owned()))
}
