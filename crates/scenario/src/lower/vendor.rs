use ctimock_dialect::{Contract, contract::nearest};

use super::{
    keys::Keys,
    report::Report,
    scalar,
    suggest::{alternatives, suggest},
};
use crate::{Contracts, Diagnostic};

/// Returns the contract of the file's vendor. A misspelt vendor is refused, and the file checked against
/// the nearest one nevertheless, so that all of its problems are found at once.
pub(crate) fn vendor(
    report: &mut Report,
    keys: &Keys<'_>,
    contracts: &Contracts,
) -> Option<&'static Contract> {
    let known: Vec<&str> = contracts.vendors().collect();
    let Some(node) = keys.get("vendor") else {
        return report.refuse(
            Diagnostic::at(
                "missing-vendor",
                keys.place,
                "the file has no `vendor`",
                "whose words are these?",
            )
            .help(format!("add `vendor:` with {}", alternatives(&known))),
        );
    };
    let name = scalar::text(report, node, "`vendor`")?;
    if let Some(contract) = contracts.contract(&name) {
        return Some(contract);
    }
    report.add(
        Diagnostic::at(
            "unknown-vendor",
            &node.place,
            format!("unknown vendor `{name}`"),
            "no contract of this name",
        )
        .maybe_help(suggest(&name, known.iter().copied())),
    );
    contracts.contract(nearest(&name, known)?)
}
