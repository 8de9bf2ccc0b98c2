use std::collections::BTreeSet;

use crate::{Contract, contract};

/// Known field problems that a server has, selected by name: `F11`, or one way of several, `F25.no_cors`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Problems {
    chosen: BTreeSet<String>,
}

/// A field problem that cannot be selected.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProblemError {
    /// The vendor's contract has no such problem, or the problem no such way.
    #[error("unknown problem `{name}` of vendor `{vendor}`{}", contract::suggestion(.nearest))]
    Unknown {
        /// The vendor.
        vendor: String,
        /// The word as written.
        name: String,
        /// The nearest problem, if one is near.
        nearest: Option<String>,
    },
    /// It is documented, and nothing would go wrong.
    #[error("problem `{name}` is documented and not simulated")]
    Unsimulated {
        /// The word as written.
        name: String,
    },
}

impl Problems {
    /// Selects a problem, checked against the contract.
    ///
    /// # Errors
    /// An unknown problem, or one that nothing simulates.
    pub fn select(&mut self, contract: &Contract, name: &str) -> Result<(), ProblemError> {
        let (family, way) = match name.split_once('.') {
            Some((family, way)) => (family, Some(way)),
            None => (name, None),
        };
        let known = contract.problems.get(family);
        let known = known.filter(|problem| way.is_none_or(|way| problem.ways.contains_key(way)));
        match known {
            Some(problem) if problem.provoked.is_empty() => Err(ProblemError::Unsimulated {
                name: name.to_owned(),
            }),
            Some(_) => {
                self.chosen.insert(name.to_owned());
                Ok(())
            }
            None => {
                let names = contract.problem_names();
                Err(ProblemError::Unknown {
                    vendor: contract.vendor.clone(),
                    name: name.to_owned(),
                    nearest: contract::nearest(name, names.iter()).map(str::to_owned),
                })
            }
        }
    }

    /// Selects everything that `above` selects, too.
    pub fn overlay(&mut self, above: &Self) {
        self.chosen.extend(above.chosen.iter().cloned());
    }

    /// Returns whether the problem is selected, by exactly this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.chosen.contains(name)
    }

    /// Returns whether none is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Returns all selected problems, by name.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.chosen.iter().map(String::as_str)
    }
}
