use std::{collections::BTreeSet, path::Path};

use ctimock_dialect::{Contract, Person};
use serde_json::Map;

use crate::{
    Diagnostics, Step,
    lower::{Cx, Names, control_steps},
    read::read_text,
    words::Where,
};

/// What a step of the control API may name without declaring it.
#[derive(Clone, Debug, Default)]
pub struct StepNames {
    /// The world's clients: they are driven by their apps, never by `party`.
    pub clients: BTreeSet<String>,
    /// The names that earlier steps have bound, without their `$`.
    pub bound: BTreeSet<String>,
}

/// Reads one step or a list of steps as the control API takes them: the scenario language, with the
/// verbs `party`, `backend`, `fault`, `state` and `wait`.
///
/// Where a scenario wants declared names, numbers, extensions, identities and call ids are taken as
/// well. A key `vendor` beside the verb is left alone.
///
/// # Errors
/// All that is wrong, with lines and columns of `text`.
pub fn steps_from_json(
    text: &str,
    contract: &'static Contract,
    names: &StepNames,
) -> Result<Vec<Step>, Diagnostics> {
    let tree = read_text(Path::new(REQUEST), text.to_owned())
        .map_err(|found| Diagnostics::sorted(vec![*found]))?;
    let mut cx = Cx::new(contract, Where::Control);
    cx.names = Names::with_bound(names.bound.iter().cloned());
    cx.people.clients = names
        .clients
        .iter()
        .map(|name| Person {
            name: name.clone(),
            identity: Map::new(),
        })
        .collect();
    let steps = control_steps(&mut cx, &tree);
    cx.report.finish(steps)
}

/// What places call the text of a request.
const REQUEST: &str = "request";
