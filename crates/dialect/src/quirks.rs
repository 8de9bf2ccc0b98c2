use std::collections::BTreeMap;

use crate::{Contract, contract};

/// Variants of undocumented or contradictory behaviour, selected by name. What nobody selects has the
/// contract's default.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Quirks {
    chosen: BTreeMap<String, String>,
}

/// A quirk that the vendor does not have, or a value that the quirk does not take.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum QuirkError {
    /// No such quirk.
    #[error("unknown quirk `{name}` of vendor `{vendor}`{}", contract::suggestion(.nearest))]
    Unknown {
        /// The vendor.
        vendor: String,
        /// The word as written.
        name: String,
        /// The nearest quirk, if one is near.
        nearest: Option<String>,
    },
    /// No such value.
    #[error("quirk `{name}` is {}, not `{value}`", .values.join(" or "))]
    Value {
        /// The quirk.
        name: String,
        /// The word as written.
        value: String,
        /// What it can be.
        values: Vec<String>,
    },
}

impl Quirks {
    /// Selects a value, checked against the contract.
    ///
    /// # Errors
    /// An unknown quirk or value.
    pub fn select(
        &mut self,
        contract: &Contract,
        name: &str,
        value: &str,
    ) -> Result<(), QuirkError> {
        let Some(quirk) = contract.quirks.get(name) else {
            return Err(QuirkError::Unknown {
                vendor: contract.vendor.clone(),
                name: name.to_owned(),
                nearest: contract::nearest(name, contract.quirks.keys()).map(str::to_owned),
            });
        };
        if !quirk.values.is_empty() && !quirk.values.iter().any(|known| known == value) {
            return Err(QuirkError::Value {
                name: name.to_owned(),
                value: value.to_owned(),
                values: quirk
                    .values
                    .iter()
                    .map(|known| format!("`{known}`"))
                    .collect(),
            });
        }
        self.chosen.insert(name.to_owned(), value.to_owned());
        Ok(())
    }

    /// Selects everything that `above` selects, over what was selected before.
    pub fn overlay(&mut self, above: &Self) {
        let above = above
            .chosen
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()));
        self.chosen.extend(above);
    }

    /// Returns the selected value; `None` means the contract's default.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.chosen.get(name).map(String::as_str)
    }

    /// Returns all selections, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.chosen
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
