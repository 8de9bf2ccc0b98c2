//! `fault`: the vendor misbehaves.

use ctimock_dialect::contract::Origin;

use super::{
    Cx, duration,
    json::json,
    keys::Keys,
    people::named_client,
    scalar,
    step::{known_keys, phrase},
    suggest::{list, suggest},
};
use crate::{
    Diagnostic, Fault, FaultKind, Occurrence, Place, Times,
    read::Node,
    words::{FAULTS, FaultWord, Phrase, Shape, UNSIMULATED_FAULTS, VerbWord},
};

/// Lowers `fault`.
pub(crate) fn fault(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Fault> {
    let fault = word(cx, value)?;
    let params: Vec<&str> = fault.terms.iter().map(|term| term.name).collect();
    let verb = phrase(VerbWord::Fault);
    let mut known = known_keys(cx.standing, verb, &params);
    if fault.word == FaultWord::None {
        known.retain(|key| !["client", "nth", "times", "for"].contains(key));
    }
    let owner = format!("`fault: {}`", fault.name);
    keys.only(&mut cx.report, &owner, &known);

    let on = on(cx, keys, fault, &value.place);
    let kind = kind(cx, keys, fault, &value.place);
    let client = read(keys, "client", |node| named_client(cx, node));
    let nth = read(keys, "nth", |node| {
        scalar::count(&mut cx.report, node, "`nth`")
    });
    let times = read(keys, "times", |node| {
        scalar::times(&mut cx.report, node, "`times`")
    });
    let lasting = read(keys, "for", |node| {
        duration::some_duration(&mut cx.report, node, "`for`")
    });
    Some(Fault {
        place: keys.place.clone(),
        kind: kind?,
        on: on?,
        client: client?,
        occurrence: Occurrence {
            nth: nth?.unwrap_or(1),
            times: times?.unwrap_or(Times::Count(1)),
        },
        lasting: lasting?,
    })
}

fn word(cx: &mut Cx<'_>, node: &Node) -> Option<&'static Phrase<FaultWord>> {
    let name = scalar::text(&mut cx.report, node, "`fault`")?;
    if let Some(fault) = FAULTS.iter().find(|fault| fault.name == name) {
        return Some(fault);
    }
    let known = FAULTS.iter().map(|fault| fault.name);
    if UNSIMULATED_FAULTS.contains(&name.as_str()) {
        let simulated: Vec<&str> = known.filter(|name| *name != "none").collect();
        return cx.report.refuse(
            Diagnostic::at(
                "unsimulated-fault",
                &node.place,
                format!("fault `{name}` is not simulated"),
                "a word of the language that the mocks do not play",
            )
            .help(format!("simulated are {}", list(&simulated))),
        );
    }
    cx.report.refuse(
        Diagnostic::at(
            "unknown-fault",
            &node.place,
            format!("unknown fault `{name}`"),
            "not a kind of fault",
        )
        .maybe_help(suggest(&name, known)),
    )
}

/// Refuses a fault that no request and no handshake can have.
fn check_request(
    cx: &mut Cx<'_>,
    node: &Node,
    fault: &Phrase<FaultWord>,
    operation: &str,
) -> Option<()> {
    let known = cx.contract.operations.get(operation);
    let is_handshake = known.is_none_or(|known| known.method == "WS");
    let is_event = cx.contract.events.get(operation);
    let (takes, help) = match fault.word {
        FaultWord::Duplicate => ("events", "write an event"),
        FaultWord::Delay if is_handshake => {
            ("events and operations", "write an event or an operation")
        }
        _ => return Some(()),
    };
    if is_event.is_some_and(|event| event.origin == Origin::Wire) {
        return Some(());
    }
    let is = if is_handshake {
        "a handshake"
    } else {
        "a request"
    };
    cx.report.refuse(
        Diagnostic::at(
            "wrong-target",
            &node.place,
            format!("`{}` takes {takes}", fault.name),
            format!("this is {is}"),
        )
        .help(help),
    )
}

/// Reads what a fault is about; a method stands for the operation that it makes.
fn on(
    cx: &mut Cx<'_>,
    keys: &Keys<'_>,
    fault: &Phrase<FaultWord>,
    place: &Place,
) -> Option<Option<String>> {
    let Some(node) = keys.get("on") else {
        if matches!(fault.word, FaultWord::Close | FaultWord::None) {
            return Some(None);
        }
        return cx.report.refuse(
            Diagnostic::at(
                "missing-key",
                place,
                format!("`{}` needs `on`", fault.name),
                "on what?",
            )
            .help("add `on:` with an event, an operation or `connect`, or `on: \"*\"` for all"),
        );
    };
    let name = scalar::text(&mut cx.report, node, "`on`")?;
    let contract = cx.contract;
    if name == "*" {
        return Some(None);
    }
    if name == "connect" || contract.operations.contains_key(&name) {
        check_request(cx, node, fault, &name)?;
        return Some(Some(name));
    }
    if let Some(event) = contract.events.get(&name) {
        if event.origin == Origin::Sdk && fault.word != FaultWord::None {
            return cx.report.refuse(
                Diagnostic::at(
                    "wrong-target",
                    &node.place,
                    format!("`{name}` is made by the SDK"),
                    "the vendor never sends it",
                )
                .help("write the event that it is made from"),
            );
        }
        cx.name_family(&event.family);
        if fault.word == FaultWord::Status {
            return cx.report.refuse(
                Diagnostic::at(
                    "wrong-target",
                    &node.place,
                    "`status` answers a request",
                    format!("`{name}` is an event"),
                )
                .help("write an operation, or `connect`"),
            );
        }
        return Some(Some(name));
    }
    if let Some(method) = contract.methods.get(&name) {
        return match &method.operation {
            Some(operation) => {
                check_request(cx, node, fault, &operation.name)?;
                Some(Some(operation.name.clone()))
            }
            None => cx.report.refuse(
                Diagnostic::at(
                    "wrong-target",
                    &node.place,
                    format!("method `{name}` makes no request"),
                    "nothing that could go wrong on the wire",
                )
                .help("write an event, an operation or `connect`"),
            ),
        };
    }
    let known = contract
        .events
        .keys()
        .chain(contract.operations.keys())
        .chain(contract.methods.keys())
        .map(String::as_str)
        .chain(["connect", "*"]);
    cx.report.refuse(
        Diagnostic::at(
            "unknown-target",
            &node.place,
            format!(
                "unknown event or operation `{name}` of vendor `{}`",
                contract.vendor
            ),
            "not documented",
        )
        .maybe_help(suggest(&name, known)),
    )
}

fn kind(
    cx: &mut Cx<'_>,
    keys: &Keys<'_>,
    fault: &Phrase<FaultWord>,
    place: &Place,
) -> Option<FaultKind> {
    let bounds = fault.terms.iter().find_map(|term| match term.shape {
        Shape::Code(from, to) => Some(from..=to),
        _ => None,
    });
    let code = match (keys.get("code"), bounds) {
        (Some(node), Some(bounds)) => Some(scalar::code(&mut cx.report, node, "`code`", bounds)?),
        _ => None,
    };
    match fault.word {
        FaultWord::Drop => Some(FaultKind::Drop),
        FaultWord::Duplicate => Some(FaultKind::Duplicate),
        FaultWord::None => Some(FaultKind::None),
        FaultWord::Delay => {
            let Some(node) = keys.get("by") else {
                return missing(cx, fault, place, "by", "add `by: 2s`");
            };
            let by = duration::some_duration(&mut cx.report, node, "`by`")?;
            Some(FaultKind::Delay { by })
        }
        FaultWord::Status => {
            let Some(code) = code else {
                return missing(cx, fault, place, "code", "add `code: 503`");
            };
            let known = cx.free();
            let body = read(keys, "body", |node| json(&mut cx.report, node, known))?;
            Some(FaultKind::Status { code, body })
        }
        FaultWord::Close => {
            let reason = read(keys, "reason", |node| reason(cx, node))?;
            Some(FaultKind::Close {
                code: code.unwrap_or(CUT),
                reason: reason.unwrap_or_default(),
            })
        }
    }
}

fn reason(cx: &mut Cx<'_>, node: &Node) -> Option<String> {
    let reason = scalar::text(&mut cx.report, node, "`reason`")?;
    if reason.len() <= LONGEST_REASON {
        return Some(reason);
    }
    cx.report.refuse(
        Diagnostic::at(
            "long-reason",
            &node.place,
            format!("`reason` has more than {LONGEST_REASON} bytes"),
            format!("{} bytes", reason.len()),
        )
        .help("write less: a close frame holds no more"),
    )
}

fn missing<T>(
    cx: &mut Cx<'_>,
    fault: &Phrase<FaultWord>,
    place: &Place,
    key: &str,
    help: &str,
) -> Option<T> {
    cx.report.refuse(
        Diagnostic::at(
            "missing-key",
            place,
            format!("`{}` needs `{key}`", fault.name),
            "it is left out here",
        )
        .help(help),
    )
}

/// Reads a key that may be left out: the outer `None` says that it could not be read.
fn read<T>(keys: &Keys<'_>, key: &str, read: impl FnOnce(&Node) -> Option<T>) -> Option<Option<T>> {
    match keys.get(key) {
        Some(node) => read(node).map(Some),
        None => Some(None),
    }
}

/// The close code of a WebSocket that is cut without a close frame.
const CUT: u16 = 1006;

/// What a close frame holds beside its code (RFC 6455, 5.5.1).
const LONGEST_REASON: usize = 123;
