use ctimock_dialect::Deed;

use crate::{Fault, Place, Template};

/// A word that is known, or a `$name` that is bound when it is used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Word {
    /// The text itself.
    Text(String),
    /// What this name is bound to.
    Name(String),
}

/// What somebody other than a client does: a party, the vendor, a fault.
#[derive(Clone, Debug)]
pub enum Act {
    /// A simulated person acts.
    Party {
        /// Who: a name of the scenario; in the control API also a number or identity.
        who: Word,
        /// What.
        deed: Deed<Word>,
        /// In which call; `None` is the party's only one.
        of: Option<Word>,
        /// The name that the call of `calls` is bound to.
        bind: Option<String>,
        /// Where it stands.
        place: Place,
    },
    /// Something happens at the vendor without a party.
    Backend {
        /// A name of the contract's `actions`.
        action: String,
        /// Its parameters.
        params: Template,
    },
    /// The vendor misbehaves from here on.
    Fault(Fault),
}
