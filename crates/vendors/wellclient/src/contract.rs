use std::sync::LazyLock;

use ctimock_dialect::Contract;

/// The world of `serve` without a file, in the scenario language: the accounts, extensions and numbers
/// of the vendor's manual, so that its printed samples work as they are (dossier §14).
pub const DEMO: &str = include_str!("../demo.yaml");

/// Returns what the vendor's documents say; read on first use.
///
/// # Panics
/// Never: a test reads the file.
#[must_use]
pub fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> = LazyLock::new(|| {
        Contract::from_yaml(include_str!("../contract.yaml"))
            .expect("contract.yaml is checked by a test")
    });
    &CONTRACT
}

#[cfg(test)]
mod tests;
