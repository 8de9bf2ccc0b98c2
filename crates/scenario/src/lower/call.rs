//! `call` and `result`: what a client does, and what it comes to.

use std::time::Duration;

use ctimock_dialect::contract::Method;
use serde_json::{Map, Value};

use super::{
    Cx,
    duration::duration,
    keys::Keys,
    known::Known,
    names::is_name,
    pattern::{Objects, pattern},
    people::client_of,
    scalar,
    sends::sends,
    suggest::suggest,
    template::{literal, template_object},
};
use crate::{
    Call, Diagnostic, Handle, Reply, Template, Verb,
    read::{Entry, Node},
};

/// Lowers `call`.
pub(crate) fn call(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Verb> {
    let method = method(cx, value);
    let client = client_of(cx, keys);
    let args = args(cx, value, keys, method, client.as_deref());
    let handle = keys.get("as").map(|node| handle(cx, node));
    if let Some(Some(handle)) = &handle {
        let place = &keys.get("as").unwrap_or(value).place;
        cx.names.start(&mut cx.report, handle, place);
        check_as(cx, keys);
    }
    let sends = keys.get("sends").map(|node| sends(cx, node));
    let reply = reply(cx, keys, method);
    let within = within(cx, keys);
    Some(Verb::Call(Box::new(Call {
        client: client?,
        method: method?.0.to_owned(),
        args: args?,
        reply: reply?,
        within: within?,
        handle: optional(handle)?,
        sends: optional(sends)?,
    })))
}

/// Lowers `result`.
pub(crate) fn result(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Verb> {
    let handle = handle(cx, value);
    if let Some(handle) = &handle {
        cx.names.take_up(&mut cx.report, handle, &value.place);
    }
    let reply = reply(cx, keys, None);
    let within = within(cx, keys);
    Some(Verb::Result {
        handle: handle?,
        reply: reply?,
        within: within?,
    })
}

/// Turns "there was one, and it could not be read" into nothing at all.
fn optional<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(None) => None,
        Some(some) => Some(some),
        None => Some(None),
    }
}

fn method(cx: &mut Cx<'_>, node: &Node) -> Option<(&'static str, &'static Method)> {
    let name = scalar::text(&mut cx.report, node, "`call`")?;
    let contract = cx.contract;
    if let Some((name, method)) = contract.methods.get_key_value(&name) {
        return Some((name, method));
    }
    cx.report.refuse(
        Diagnostic::at(
            "unknown-method",
            &node.place,
            format!("unknown method `{name}` of vendor `{}`", contract.vendor),
            "not documented",
        )
        .maybe_help(suggest(&name, contract.methods.keys().map(String::as_str))),
    )
}

/// Reads the arguments and adds those of the client's identity that the method takes and the step leaves
/// out. A call that must fail or stay open may be called wrongly: then only the names are checked.
fn args(
    cx: &mut Cx<'_>,
    called: &Node,
    keys: &Keys<'_>,
    method: Option<(&'static str, &'static Method)>,
    client: Option<&str>,
) -> Option<Template> {
    let node = keys.get("args");
    let place = node.map_or(&called.place, |node| &node.place).clone();
    let entries: &[Entry] = match node {
        Some(node) => Keys::of(&mut cx.report, node, "`args`")?.entries(),
        None => &[],
    };
    let owner = method.map_or_else(String::new, |(name, _)| format!("method `{name}`"));
    let mut known = match method {
        Some((_, method)) => Known::params(cx.contract, "parameter", &owner, &method.params),
        None => cx.free(),
    };
    if ["fails", "pending"]
        .iter()
        .any(|word| keys.get(word).is_some())
    {
        known = known.with_free_values();
    }
    let mut args = template_object(cx, entries.iter(), known)?;
    let (Some((_, method)), Some(client)) = (method, client) else {
        return None;
    };
    fill_identity(cx, &mut args, method, client);
    // What a client must have it has, or its declaration was refused already.
    let declared = &cx.contract.identity.client;
    let is_declared = |name: &str| {
        declared
            .iter()
            .any(|field| field.required && field.name == name)
    };
    known.check_required(&mut cx.report, &place, |name| {
        args.contains_key(name) || is_declared(name)
    });
    Some(Template {
        place,
        value: Value::Object(args),
    })
}

fn fill_identity(cx: &Cx<'_>, args: &mut Map<String, Value>, method: &Method, client: &str) {
    let Some(client) = cx.people.client(client) else {
        return;
    };
    for (name, value) in &client.identity {
        if method.param(name).is_some() && !args.contains_key(name) {
            args.insert(name.clone(), literal(value));
        }
    }
}

fn reply(
    cx: &mut Cx<'_>,
    keys: &Keys<'_>,
    method: Option<(&'static str, &'static Method)>,
) -> Option<Reply> {
    let pending = match keys.get("pending") {
        Some(node) => scalar::flag(&mut cx.report, node, "`pending`")?,
        None => false,
    };
    let said: Vec<&str> = ["returns", "fails", "pending"]
        .into_iter()
        .filter(|word| keys.get(word).is_some() && (*word != "pending" || pending))
        .collect();
    if let [first, second, ..] = said.as_slice()
        && let (Some(first_key), Some(second_key)) = (keys.key(first), keys.key(second))
    {
        cx.report.add(
            Diagnostic::at(
                "two-outcomes",
                &second_key.place,
                format!("a call cannot come to `{first}` and `{second}`"),
                "the second outcome",
            )
            .related(&first_key.place, "the first outcome")
            .help("keep one of them"),
        );
    }
    if let Some(node) = keys.get("returns") {
        let owner = method.map_or_else(String::new, |(name, _)| format!("the result of `{name}`"));
        let known = match method {
            Some((_, method)) => Known::fields(cx.contract, "field", &owner, &method.returns),
            None => cx.free(),
        };
        return pattern(cx, node, Objects::Partial, known).map(Reply::Returns);
    }
    if let Some(node) = keys.get("fails") {
        let known = cx.free();
        return pattern(cx, node, Objects::Partial, known).map(Reply::Fails);
    }
    Some(if pending {
        Reply::Pending
    } else {
        Reply::Succeeds
    })
}

/// With `as` the outcome belongs to the step that takes the call up.
fn check_as(cx: &mut Cx<'_>, keys: &Keys<'_>) {
    for word in ["returns", "fails", "pending", "within"] {
        if let Some(key) = keys.key(word) {
            cx.report.add(
                Diagnostic::at(
                    "outcome-with-as",
                    &key.place,
                    format!("`{word}` stands beside `as`"),
                    "the step goes on before there is an outcome",
                )
                .help(format!("move `{word}` to the step `result`")),
            );
        }
    }
}

fn within(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<Duration> {
    keys.get("within").map_or(Some(WITHIN), |node| {
        duration(&mut cx.report, node, "`within`")
    })
}

fn handle(cx: &mut Cx<'_>, node: &Node) -> Option<Handle> {
    let name = scalar::text(&mut cx.report, node, "the name of a started call")?;
    if is_name(&name) {
        return Some(name);
    }
    cx.report.refuse(
        Diagnostic::at(
            "bad-name",
            &node.place,
            "a started call has a plain name",
            format!("`{name}` is none"),
        )
        .help("a name has letters, digits and `_`, such as `dial`"),
    )
}

/// How long a call or a window may take if the step does not say.
pub(crate) const WITHIN: Duration = Duration::from_secs(30);
