use ctimock_dialect::{Action, Deed};
use ctimock_mock::{ActError, ResolvedAct};
use ctimock_scenario::{Act, Place, Word};
use http::StatusCode;

use super::{bindings::Bindings, refusal::Refusal};

/// Returns an act with every name replaced by what it stands for.
pub(super) fn resolve(act: &Act, bindings: &Bindings) -> Result<ResolvedAct, Refusal> {
    Ok(match act {
        Act::Party {
            who,
            deed,
            of,
            place,
            ..
        } => ResolvedAct::Party {
            who: bindings.word(who)?,
            deed: resolve_deed(deed, place, bindings)?,
            of: of.as_ref().map(|of| bindings.word(of)).transpose()?,
        },
        Act::Backend { action, params } => ResolvedAct::Backend(Action {
            name: action.clone(),
            params: bindings.fill(params)?,
        }),
        Act::Fault(fault) => ResolvedAct::Fault(fault.clone()),
    })
}

/// Returns the name that an act's call is bound to.
pub(super) fn binds(act: &Act) -> Option<&str> {
    match act {
        Act::Party { bind, .. } => bind.as_deref(),
        Act::Backend { .. } | Act::Fault(_) => None,
    }
}

/// Returns what is told about an act that is impossible.
pub(super) fn refused(error: &ActError) -> Refusal {
    let status = match error {
        ActError::Unknown(_) => StatusCode::NOT_FOUND,
        ActError::WhichCall { .. } | ActError::Refused { .. } | ActError::Backend(_) => {
            StatusCode::CONFLICT
        }
        ActError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Refusal::new(status, error.to_string())
}

fn resolve_deed(deed: &Deed<Word>, place: &Place, bindings: &Bindings) -> Result<Deed, Refusal> {
    let mut deed = deed.clone();
    if let Deed::Calls { data, .. } = &mut deed {
        *data = bindings.fill_object(data, place)?;
    }
    deed.resolve(|word| bindings.word(&word))
}
