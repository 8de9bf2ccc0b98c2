use std::sync::Arc;

use ctimock_dialect::{Variant, World};

use crate::{Place, SourceFile, Step};

/// A checked scenario: one case. A file with `matrix` gives one for each row.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What it is about, one sentence.
    pub name: String,
    /// The vendor's word.
    pub vendor: String,
    /// For filters.
    pub tags: Vec<String>,
    /// Which documented rule it covers.
    pub source: Option<String>,
    /// Who exists, and how they behave.
    pub world: World,
    /// What happens and what is expected. Empty in a file that is a world.
    pub steps: Vec<Step>,
    /// The variants of undocumented behaviour and the known field problem that it selects.
    pub variant: Variant,
    /// A ticket.
    pub known_issue: Option<String>,
    /// Families of events that a client's stream has: the main one, and each that the scenario names.
    pub families: Vec<String>,
    /// Events that are left in a stream after the last step are no failure.
    pub others_allowed: bool,
    /// The row of the matrix that this case is.
    pub row: Option<Row>,
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where its name stands.
    pub place: Place,
}

/// A row of a matrix.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// Its values as `name=value`, joined by a comma: the case's name in reports.
    pub label: String,
}

impl Scenario {
    /// Returns the case's id: the path, and the row's label in brackets if it has one.
    #[must_use]
    pub fn id(&self) -> String {
        let path = self.file.path.display();
        match &self.row {
            Some(row) => format!("{path}[{}]", row.label),
            None => path.to_string(),
        }
    }

    /// Returns whether the file is a world: it sets up and asks for nothing.
    #[must_use]
    pub fn is_world(&self) -> bool {
        self.steps.is_empty()
    }
}
