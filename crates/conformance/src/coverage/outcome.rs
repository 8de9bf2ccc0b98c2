use std::collections::BTreeSet;

use ctimock_dialect::Contract;

use super::{DocumentedWord, UncountedWords, WordKind, documented::Documented};
use crate::{CaseReport, Verdict};

/// A vendor's documented words against the cases that passed.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The vendor's word.
    pub vendor: String,
    /// Cases that passed.
    pub passed: usize,
    /// Each kind of words that the vendor has, in order.
    pub kinds: Vec<KindCoverage>,
    /// The words that no passed case asserted, by kind and in the contract's order.
    pub missing: Vec<DocumentedWord>,
    /// What need not be covered, and why.
    pub uncounted: Vec<UncountedWords>,
}

/// How many words of a kind are covered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KindCoverage {
    /// The kind.
    pub kind: WordKind,
    /// So many were asserted.
    pub covered: usize,
    /// Of so many.
    pub total: usize,
}

impl Coverage {
    /// Compares a contract with cases. Only those count that passed and are this vendor's, and whose
    /// conductor listed their words.
    #[must_use]
    pub fn of<'r>(contract: &Contract, cases: impl IntoIterator<Item = &'r CaseReport>) -> Self {
        let passed: Vec<&CaseReport> = cases
            .into_iter()
            .filter(|case| case.verdict == Verdict::Passed && case.vendor == contract.vendor)
            .collect();
        let asserted: BTreeSet<&str> = passed
            .iter()
            .flat_map(|case| case.words.iter().map(String::as_str))
            .collect();
        let Documented { words, uncounted } = Documented::of(contract);
        let mut coverage = Self {
            vendor: contract.vendor.clone(),
            passed: passed.len(),
            kinds: Vec::new(),
            missing: Vec::new(),
            uncounted,
        };
        for kind in WordKind::ALL {
            let (mut covered, mut total) = (0, 0);
            for word in words.iter().filter(|word| word.kind == kind) {
                total += 1;
                if asserted.contains(kind.word(&word.name).as_str()) {
                    covered += 1;
                } else {
                    coverage.missing.push(word.clone());
                }
            }
            if total > 0 {
                coverage.kinds.push(KindCoverage {
                    kind,
                    covered,
                    total,
                });
            }
        }
        coverage
    }

    /// Returns how many words were asserted.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.kinds.iter().map(|kind| kind.covered).sum()
    }

    /// Returns how many words there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.kinds.iter().map(|kind| kind.total).sum()
    }

    /// Returns whether at least so many per cent of all words are covered.
    #[must_use]
    pub fn reaches(&self, percent: u8) -> bool {
        self.covered() * 100 >= self.total() * usize::from(percent)
    }
}
