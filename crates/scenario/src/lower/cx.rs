use ctimock_dialect::Contract;

use super::{include::Sources, known::Known, names::Names, people::People, report::Report};
use crate::words::Where;

/// What is known while steps are lowered.
#[derive(Debug)]
pub(crate) struct Cx<'a> {
    /// What is wrong.
    pub(crate) report: Report,
    /// The vendor's words.
    pub(crate) contract: &'static Contract,
    /// Who is declared.
    pub(crate) people: People,
    /// What is bound so far.
    pub(crate) names: Names,
    /// Families of events that were named so far.
    pub(crate) families: Vec<String>,
    /// In what the steps stand.
    pub(crate) standing: Where,
    /// Where included files come from; `None` where nothing can be included.
    pub(crate) sources: Option<Sources<'a>>,
    /// How many files were included so far.
    pub(crate) includes: usize,
}

impl<'a> Cx<'a> {
    /// Knows nobody and has bound nothing.
    pub(crate) fn new(contract: &'static Contract, standing: Where) -> Self {
        Self {
            report: Report::default(),
            contract,
            people: People::default(),
            names: Names::default(),
            families: vec![contract.main_family.clone()],
            standing,
            sources: None,
            includes: 0,
        }
    }

    /// Takes included files from there.
    pub(crate) fn with_sources(mut self, sources: Sources<'a>) -> Self {
        self.sources = Some(sources);
        self
    }

    /// Knows nothing about a value.
    pub(crate) fn free(&self) -> Known<'static> {
        Known::free(self.contract)
    }

    /// An event of this family is named.
    pub(crate) fn name_family(&mut self, family: &str) {
        if !self.families.iter().any(|known| known == family) {
            self.families.push(family.to_owned());
        }
    }
}
