use std::collections::BTreeMap;

use ctimock_dialect::Contract;

/// The contracts that scenarios are checked against, by vendor.
#[derive(Clone, Debug, Default)]
pub struct Contracts {
    by_vendor: BTreeMap<String, &'static Contract>,
}

impl Contracts {
    /// Returns a table of these contracts, each under its own vendor's word.
    pub fn new(contracts: impl IntoIterator<Item = &'static Contract>) -> Self {
        Self {
            by_vendor: contracts
                .into_iter()
                .map(|contract| (contract.vendor.clone(), contract))
                .collect(),
        }
    }

    /// Returns the contract of a vendor.
    #[must_use]
    pub fn contract(&self, vendor: &str) -> Option<&'static Contract> {
        self.by_vendor.get(vendor).copied()
    }

    /// Returns the vendors' words, in order.
    pub fn vendors(&self) -> impl Iterator<Item = &str> {
        self.by_vendor.keys().map(String::as_str)
    }

    /// Returns all contracts, in the order of their vendors' words.
    pub fn iter(&self) -> impl Iterator<Item = &'static Contract> {
        self.by_vendor.values().copied()
    }
}
