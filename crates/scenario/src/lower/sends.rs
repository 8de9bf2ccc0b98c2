//! `sends`: what must go over the wire during a call.

use super::{
    Cx,
    keys::Keys,
    known::Known,
    pattern::{Objects, pattern},
    scalar::mismatch,
    suggest::suggest,
};
use crate::{
    Diagnostic, Kind, Pattern, PatternNode, Place, RequestItem, RequestPattern, Sends,
    read::{Node, NodeValue},
    words::RAW_REQUEST,
};

/// Reads a list of requests, or `exactly:` with one.
pub(crate) fn sends(cx: &mut Cx<'_>, node: &Node) -> Option<Sends> {
    let (list, exactly) = match &node.value {
        NodeValue::Map(_) => {
            let keys = Keys::of(&mut cx.report, node, "`sends`")?;
            keys.only(&mut cx.report, "`sends`", &["exactly"]);
            (keys.get("exactly")?, true)
        }
        _ => (node, false),
    };
    let NodeValue::List(items) = &list.value else {
        return cx.report.refuse(
            mismatch(list, "`sends`", "a list of requests").help("begin each request with `- `"),
        );
    };
    let items: Vec<Option<RequestItem>> = items.iter().map(|item| request(cx, item)).collect();
    Some(Sends {
        items: items.into_iter().collect::<Option<_>>()?,
        exactly,
    })
}

fn request(cx: &mut Cx<'_>, node: &Node) -> Option<RequestItem> {
    let pattern = match &node.value {
        NodeValue::Text(name, _) => operation(cx, name, &node.place, None),
        _ => {
            let keys = Keys::of(&mut cx.report, node, "a request")?;
            let raw = |name: &str| RAW_REQUEST.iter().any(|term| term.name == name);
            match keys.entries() {
                [only] if !raw(&only.key.text) => {
                    operation(cx, &only.key.text, &only.key.place, Some(&only.value))
                }
                _ => raw_request(cx, &keys),
            }
        }
    };
    Some(RequestItem {
        place: node.place.clone(),
        pattern: pattern?,
    })
}

fn operation(
    cx: &mut Cx<'_>,
    name: &str,
    at: &Place,
    body: Option<&Node>,
) -> Option<RequestPattern> {
    let contract = cx.contract;
    let Some(operation) = contract.operations.get(name) else {
        if let Some(body) = body {
            let known = cx.free();
            pattern(cx, body, Objects::Partial, known);
        }
        return cx.report.refuse(
            Diagnostic::at(
                "unknown-operation",
                at,
                format!("unknown operation `{name}` of vendor `{}`", contract.vendor),
                "not documented",
            )
            .maybe_help(suggest(
                name,
                contract.operations.keys().map(String::as_str),
            )),
        );
    };
    let owner = format!("operation `{name}`");
    let known = Known::fields(contract, "field", &owner, &operation.body);
    let body = match body.filter(|body| body.value != NodeValue::Null) {
        Some(body) => pattern(cx, body, Objects::Partial, known)?,
        None => Pattern {
            place: at.clone(),
            node: PatternNode::Kind(Kind::Any),
        },
    };
    Some(RequestPattern::Operation {
        name: name.to_owned(),
        body,
    })
}

fn raw_request(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<RequestPattern> {
    let known: Vec<&str> = RAW_REQUEST.iter().map(|term| term.name).collect();
    keys.only(&mut cx.report, "a request", &known);
    let mut part = |name| match keys.get(name) {
        Some(node) => {
            let known = cx.free();
            pattern(cx, node, Objects::Partial, known).map(Some)
        }
        None => Some(None),
    };
    let (method, path, headers, body) =
        (part("method"), part("path"), part("headers"), part("body"));
    Some(RequestPattern::Raw {
        method: method?,
        path: path?,
        headers: headers?,
        body: body?,
    })
}
