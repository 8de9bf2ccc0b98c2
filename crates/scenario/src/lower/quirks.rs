//! `quirks` and `problem`: how the vendor behaves where its documents do not say.

use ctimock_dialect::{ProblemError, Problems, Quirks};

use super::{Cx, keys::Keys, scalar, scalar::mismatch, suggest::suggest};
use crate::{Diagnostic, read::Node};

/// Reads the variants that a scenario selects.
pub(crate) fn quirks(cx: &mut Cx<'_>, node: &Node) -> Option<Quirks> {
    let contract = cx.contract;
    let keys = Keys::of(&mut cx.report, node, "`quirks`")?;
    let mut quirks = Quirks::default();
    for entry in keys.entries() {
        let name = &entry.key.text;
        let Some(quirk) = contract.quirks.get(name) else {
            cx.report.add(
                Diagnostic::at(
                    "unknown-quirk",
                    &entry.key.place,
                    format!("unknown quirk `{name}` of vendor `{}`", contract.vendor),
                    "not among the contract's quirks",
                )
                .maybe_help(suggest(name, contract.quirks.keys().map(String::as_str))),
            );
            continue;
        };
        let Some(value) = entry.value.scalar_text() else {
            cx.report
                .add(mismatch(&entry.value, &format!("quirk `{name}`"), "a word"));
            continue;
        };
        if quirks.select(contract, name, &value).is_err() {
            cx.report.add(
                Diagnostic::at(
                    "unknown-value",
                    &entry.value.place,
                    format!("quirk `{name}` is never `{value}`"),
                    quirk.summary.clone(),
                )
                .maybe_help(suggest(&value, quirk.values.iter().map(String::as_str))),
            );
        }
    }
    Some(quirks)
}

/// Reads the field problem that the vendor has.
pub(crate) fn problem(cx: &mut Cx<'_>, node: &Node) -> Option<Problems> {
    let contract = cx.contract;
    let name = scalar::text(&mut cx.report, node, "`problem`")?;
    let mut problems = Problems::default();
    let refused = match problems.select(contract, &name) {
        Ok(()) => return Some(problems),
        Err(ProblemError::Unsimulated { .. }) => Diagnostic::at(
            "unsimulated-problem",
            &node.place,
            format!("problem `{name}` is documented and not simulated"),
            "nothing would go wrong",
        )
        .help("provoke it with `fault` or `backend` steps"),
        Err(ProblemError::Unknown { .. }) => {
            let names = contract.problem_names();
            let help = suggest(&name, names.iter().map(String::as_str)).unwrap_or_else(|| {
                format!("`{}` has no such problem in its contract", contract.vendor)
            });
            Diagnostic::at(
                "unknown-problem",
                &node.place,
                format!("unknown problem `{name}` of vendor `{}`", contract.vendor),
                "not among the contract's problems",
            )
            .help(help)
        }
    };
    cx.report.refuse(refused)
}
