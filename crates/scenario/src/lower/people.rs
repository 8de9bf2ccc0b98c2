use ctimock_dialect::Person;

use super::{Cx, keys::Keys, names::name_in, scalar, suggest::suggest};
use crate::{
    Diagnostic, Word,
    read::{Node, NodeValue},
    words::Where,
};

/// Who a scenario declares.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    /// The clients, with their identities.
    pub(crate) clients: Vec<Person>,
    /// The names of the parties.
    pub(crate) parties: Vec<String>,
    /// The names of the queues.
    pub(crate) queues: Vec<String>,
    /// A step asked for a client where there is none: it is said once.
    pub(crate) clientless: bool,
}

impl People {
    /// Returns a client by name.
    pub(crate) fn client(&self, name: &str) -> Option<&Person> {
        self.clients.iter().find(|client| client.name == name)
    }

    /// Returns the names of all clients.
    pub(crate) fn client_names(&self) -> impl Iterator<Item = &str> {
        self.clients.iter().map(|client| client.name.as_str())
    }

    fn callable(&self) -> impl Iterator<Item = &str> {
        let others = self.parties.iter().chain(&self.queues);
        self.client_names().chain(others.map(String::as_str))
    }
}

/// Returns the client that a step is about: the one that it names, or the only one.
pub(crate) fn client_of(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<String> {
    if let Some(node) = keys.get("client") {
        return named_client(cx, node);
    }
    match cx.people.clients.as_slice() {
        [only] => Some(only.name.clone()),
        [] if cx.people.clientless => None,
        [] => {
            cx.people.clientless = true;
            cx.report.refuse(
                Diagnostic::at(
                    "no-client",
                    keys.place,
                    "the scenario has no client",
                    "this step needs one",
                )
                .help("declare one under `given.clients`"),
            )
        }
        _ => {
            let names: Vec<&str> = cx.people.client_names().collect();
            let help = format!("write `client: {}`, or another of its clients", names[0]);
            cx.report.refuse(
                Diagnostic::at(
                    "missing-client",
                    keys.place,
                    "`client` is missing, and the scenario has several",
                    "whose step is this?",
                )
                .help(help),
            )
        }
    }
}

/// Reads the name of a declared client; in the control API any word.
pub(crate) fn named_client(cx: &mut Cx<'_>, node: &Node) -> Option<String> {
    if cx.standing == Where::Control {
        return spelt(node).or_else(|| scalar::text(&mut cx.report, node, "`client`"));
    }
    let name = scalar::text(&mut cx.report, node, "`client`")?;
    if cx.people.client(&name).is_some() {
        return Some(name);
    }
    let label = if cx.people.parties.contains(&name) {
        "a party is simulated: it has no client"
    } else {
        "not declared"
    };
    let help = suggest(&name, cx.people.client_names())
        .unwrap_or_else(|| "declare it under `given.clients`".to_owned());
    cx.report.refuse(
        Diagnostic::at(
            "unknown-client",
            &node.place,
            format!("unknown client `{name}`"),
            label,
        )
        .help(help),
    )
}

/// Reads the name of a party that acts; in the control API any word but a client's name.
pub(crate) fn party(cx: &mut Cx<'_>, node: &Node) -> Option<Word> {
    let control = cx.standing == Where::Control;
    let name = match spelt(node) {
        Some(name) if control => name,
        _ => scalar::text(&mut cx.report, node, "`party`")?,
    };
    if cx.people.client(&name).is_some() {
        return cx.report.refuse(
            Diagnostic::at(
                "unknown-party",
                &node.place,
                format!("`{name}` is a client, and only parties are simulated"),
                "the client under test acts for itself",
            )
            .help("write `call:` with a method for what a client does, or declare a party"),
        );
    }
    if control {
        return word(cx, &name, node);
    }
    if cx.people.parties.contains(&name) {
        return Some(Word::Text(name));
    }
    let help = suggest(&name, cx.people.parties.iter().map(String::as_str))
        .unwrap_or_else(|| "declare it under `given.parties`".to_owned());
    cx.report.refuse(
        Diagnostic::at(
            "unknown-party",
            &node.place,
            format!("unknown party `{name}`"),
            "not declared",
        )
        .help(help),
    )
}

/// Reads whom a call goes to: somebody declared, a number, or a `$name`.
pub(crate) fn target(cx: &mut Cx<'_>, node: &Node, what: &str) -> Option<Word> {
    let control = cx.standing == Where::Control;
    let name = match spelt(node) {
        Some(name) if control => name,
        _ => scalar::text(&mut cx.report, node, what)?,
    };
    let declared = cx.people.callable().any(|known| known == name);
    if control || declared || name.starts_with('$') || is_number(&name) {
        return word(cx, &name, node);
    }
    let help = suggest(&name, cx.people.callable())
        .unwrap_or_else(|| "declare it under `given`, or write a number in quotes".to_owned());
    cx.report.refuse(
        Diagnostic::at(
            "unknown-target",
            &node.place,
            format!("unknown party, client or queue `{name}`"),
            "not declared, and no number",
        )
        .help(help),
    )
}

/// Reads a call by its `$name`; in the control API also by its id.
pub(crate) fn call(cx: &mut Cx<'_>, node: &Node) -> Option<Word> {
    let text = match spelt(node) {
        Some(text) if cx.standing == Where::Control => text,
        _ => scalar::text(&mut cx.report, node, "`of`")?,
    };
    if cx.standing != Where::Control && !text.starts_with('$') {
        return cx.report.refuse(
            Diagnostic::at(
                "bad-name",
                &node.place,
                "`of` takes the name of a call",
                format!("`{text}` does not begin with `$`"),
            )
            .help(format!("write `${text}`, bound by an earlier step")),
        );
    }
    word(cx, &text, node)
}

/// Reads text that may be a `$name`.
pub(crate) fn text_word(cx: &mut Cx<'_>, node: &Node, what: &str) -> Option<Word> {
    let text = scalar::text(&mut cx.report, node, what)?;
    word(cx, &text, node)
}

fn word(cx: &mut Cx<'_>, text: &str, node: &Node) -> Option<Word> {
    if !text.starts_with('$') {
        return Some(Word::Text(super::template::unescaped(text).to_owned()));
    }
    let Some(name) = name_in(text) else {
        return cx.report.refuse(super::names::no_name(text, &node.place));
    };
    cx.names.check_bound(&mut cx.report, name, &node.place);
    Some(Word::Name(name.to_owned()))
}

/// Whoever speaks JSON may write a number without quotes.
fn spelt(node: &Node) -> Option<String> {
    match &node.value {
        NodeValue::Number(_, spelling) => Some(spelling.clone()),
        NodeValue::Text(text, _) => Some(text.clone()),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    text.contains('@') || text.starts_with(|c: char| c.is_ascii_digit() || "+*#".contains(c))
}
