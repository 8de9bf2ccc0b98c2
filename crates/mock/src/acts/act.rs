use ctimock_dialect::{Action, Deed};
use ctimock_scenario::Fault;
use ctimock_switch::Refusal;

use super::refused::in_words;

/// An act of a scenario with every name resolved.
#[derive(Clone, Debug)]
pub enum ResolvedAct {
    /// A simulated person acts.
    Party {
        /// A name of the scenario, a number or an identity.
        who: String,
        /// What.
        deed: Deed,
        /// The call's id on the wire; `None` is the party's only call.
        of: Option<String>,
    },
    /// Something happens at the vendor without a party.
    Backend(Action),
    /// The vendor misbehaves from here on.
    Fault(Fault),
}

/// What an act gave.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ActReceipt {
    /// The id on the wire of the call that it made.
    pub call: Option<String>,
}

/// Why an act is impossible: the scenario's doing, never the client's.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ActError {
    /// What it names does not exist (404 in the control API).
    #[error("{0}")]
    Unknown(String),
    /// The party has no call, or several, and `of` does not say which (409).
    #[error("`{who}` has {}, and `of` does not say which", calls(.found))]
    WhichCall {
        /// The party.
        who: String,
        /// The ids of its calls.
        found: Vec<String>,
    },
    /// The switch refused (409).
    #[error("`{who}` cannot do this: {}", in_words(.refusal))]
    Refused {
        /// The party.
        who: String,
        /// The switch's reason.
        refusal: Refusal,
    },
    /// The vendor's backend refused (409).
    #[error("{0}")]
    Backend(String),
    /// A parameter is missing or wrong (422).
    #[error("{0}")]
    Invalid(String),
}

fn calls(found: &[String]) -> String {
    if found.is_empty() {
        "no call".to_owned()
    } else {
        format!("{} calls ({})", found.len(), found.join(", "))
    }
}
