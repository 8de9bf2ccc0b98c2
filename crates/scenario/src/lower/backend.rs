//! `backend`: what happens at the vendor that no party does.

use ctimock_dialect::contract::Field;
use serde_json::Value;

use super::{
    Cx,
    keys::Keys,
    known::Known,
    people, scalar,
    suggest::{alternatives, suggest},
    template::template_object,
};
use crate::{
    Act, Diagnostic, Template,
    read::{Entry, Node, NodeValue},
    words::Where,
};

/// Lowers `backend`. The action's parameters stand beside it.
pub(crate) fn backend(cx: &mut Cx<'_>, value: &Node, keys: &Keys<'_>) -> Option<Act> {
    let contract = cx.contract;
    let name = scalar::text(&mut cx.report, value, "`backend`")?;
    let Some(action) = contract.actions.get(&name) else {
        return cx.report.refuse(
            Diagnostic::at(
                "unknown-action",
                &value.place,
                format!("unknown action `{name}` of vendor `{}`", contract.vendor),
                "not among the contract's actions",
            )
            .help(help(&name, contract.actions.keys().map(String::as_str))),
        );
    };
    let control = cx.standing == Where::Control;
    let is_param = |entry: &&Entry| {
        let key = entry.key.text.as_str();
        let declared = action.params.iter().any(|param| param.name == key);
        declared || (key != "backend" && !(control && key == "vendor"))
    };
    let owner = format!("action `{name}`");
    let known = Known::params(contract, "parameter", &owner, &action.params);
    let params = template_object(cx, keys.entries().iter().filter(is_param), known);
    let who = check_people(cx, keys, &action.params);
    let mut params = params?;
    if needs_client(&action.params) && !params.contains_key(CLIENT) && !control {
        params.insert(
            CLIENT.to_owned(),
            Value::String(people::client_of(cx, keys)?),
        );
    }
    known.check_required(&mut cx.report, &value.place, |name| {
        params.contains_key(name)
    });
    who?;
    Some(Act::Backend {
        action: name,
        params: Template {
            place: keys.place.clone(),
            value: Value::Object(params),
        },
    })
}

/// The language names no actions, so whoever has only read about it learns here what there is.
fn help<'a>(name: &str, actions: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = actions.collect();
    suggest(name, known.iter().copied())
        .unwrap_or_else(|| format!("write {}", alternatives(&known)))
}

/// Returns the parameters of the action that a step names: they may be spelt like verbs.
pub(crate) fn params_of(cx: &Cx<'_>, keys: &Keys<'_>) -> &'static [Field] {
    let contract = cx.contract;
    match keys.get("backend").map(|node| &node.value) {
        Some(NodeValue::Text(action, _)) => contract
            .actions
            .get(action)
            .map_or(&[], |action| action.params.as_slice()),
        _ => &[],
    }
}

fn needs_client(params: &[Field]) -> bool {
    params
        .iter()
        .any(|param| param.name == CLIENT && param.required)
}

/// A parameter `client` names somebody who works there: a client, or an agent that is simulated.
fn check_people(cx: &mut Cx<'_>, keys: &Keys<'_>, params: &[Field]) -> Option<()> {
    let takes_client = params.iter().any(|param| param.name == CLIENT);
    let Some(node) = keys.get(CLIENT).filter(|_| takes_client) else {
        return Some(());
    };
    if let NodeValue::Text(name, _) = &node.value
        && (name.starts_with('$') || cx.people.parties.contains(name))
    {
        return Some(());
    }
    people::named_client(cx, node).map(drop)
}

const CLIENT: &str = "client";

#[cfg(test)]
mod tests {
    use super::help;

    #[test]
    fn whoever_guesses_an_action_is_told_all_there_are() {
        let many = [
            "allocates",
            "emits",
            "expires",
            "logs_off",
            "registers",
            "releases",
            "restarts",
            "sets_mode",
            "unregisters",
        ];

        let helps = ["set_mode", "reserves an agent"].map(|name| help(name, many.into_iter()));

        let all = "write `allocates`, `emits`, `expires`, `logs_off`, `registers`, `releases`, \
                   `restarts`, `sets_mode` or `unregisters`";
        assert_eq!(helps, ["did you mean `sets_mode`?", all]);
    }
}
