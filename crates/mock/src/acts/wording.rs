use ctimock_dialect::Deed;

use crate::ResolvedAct;

impl ResolvedAct {
    /// Returns how the journal names it: `carl calls anna`.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Party { who, deed, of } => {
                let mut text = format!("{who} {}", deed.word());
                for word in object(deed).into_iter().chain(of.as_deref()) {
                    text.push(' ');
                    text.push_str(word);
                }
                text
            }
            Self::Backend(action) => format!("backend {}", action.name),
            Self::Fault(fault) => {
                let kind = fault.kind.word();
                let on = fault.on.as_deref().unwrap_or("*");
                match &fault.client {
                    Some(client) => format!("fault {kind} on {on} at {client}"),
                    None => format!("fault {kind} on {on}"),
                }
            }
        }
    }
}

/// Returns the word that a deed is done with.
fn object(deed: &Deed) -> Option<&str> {
    match deed {
        Deed::Calls { to, .. } | Deed::Transfers { to } => Some(to),
        Deed::Invites { who } => Some(who),
        Deed::SendsDigits { text } | Deed::Says { text } => Some(text),
        Deed::Answers
        | Deed::Rejects { .. }
        | Deed::Busy
        | Deed::HangsUp
        | Deed::Holds
        | Deed::Retrieves
        | Deed::Joins
        | Deed::Leaves
        | Deed::Shares(_)
        | Deed::LosesStream
        | Deed::RegainsStream
        | Deed::Accepts
        | Deed::Denies => None,
    }
}
