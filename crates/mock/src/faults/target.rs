use std::sync::Arc;

use ctimock_dialect::{
    Contract,
    contract::{Origin, nearest},
};
use ctimock_scenario::FaultKind;

/// The word that names WebSocket handshakes.
const CONNECT: &str = "connect";

/// Where a fault meets what it takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stage {
    /// A request has come, and the vendor has not seen it.
    Request,
    /// A WebSocket handshake has come, and the vendor has not seen it.
    Handshake,
    /// The vendor has answered a request.
    Answer,
    /// The vendor has sent an event.
    Event,
}

/// What may be taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) stage: Stage,
    /// The event's or operation's name; `None` for a request that means no operation.
    pub(crate) name: Option<&'a str>,
    /// Whose it is, if that is known.
    pub(crate) client: Option<&'a str>,
}

impl Subject<'_> {
    /// Returns how the journal names it.
    pub(crate) fn shown(&self) -> &str {
        match (self.stage, self.name) {
            (Stage::Handshake, _) => CONNECT,
            (_, Some(name)) => name,
            (_, None) => "a request that means no operation",
        }
    }
}

/// With what something goes wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Target {
    /// Every event, answer, request and handshake.
    Everything,
    /// Every WebSocket handshake.
    Handshakes,
    /// What bears this name.
    Named {
        event: Option<Arc<str>>,
        operation: Option<Arc<str>>,
        /// The operation is a WebSocket handshake.
        handshake: bool,
    },
}

/// Why a fault cannot be armed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum TargetError {
    #[error(
        "vendor `{vendor}` has no event, operation or method `{name}`{}",
        suggestion(.nearest)
    )]
    Unknown {
        vendor: String,
        name: String,
        nearest: Option<String>,
    },
    #[error("`{0}` is made by the SDK: the vendor never sends it")]
    MadeBySdk(String),
    #[error("method `{0}` makes no request")]
    NoRequest(String),
    #[error("`{kind}` takes {takes}, and `{name}` is {is}")]
    Unfit {
        kind: &'static str,
        takes: &'static str,
        name: String,
        is: &'static str,
    },
}

impl Target {
    /// Returns what `on` means to the vendor: an event, an operation, a method's operation, `connect`
    /// or, when it is absent, everything.
    pub(crate) fn resolve(contract: &Contract, on: Option<&str>) -> Result<Self, TargetError> {
        let Some(name) = on else {
            return Ok(Self::Everything);
        };
        if name == CONNECT {
            return Ok(Self::Handshakes);
        }
        let event = contract.event(name);
        let method = contract.method(name);
        let operation = match contract.operations.contains_key(name) {
            true => Some(name),
            false => method.and_then(|method| Some(method.operation.as_ref()?.name.as_str())),
        };
        let sent = event.filter(|event| event.origin == Origin::Wire);
        if sent.is_some() || operation.is_some() {
            return Ok(Self::Named {
                event: sent.map(|_| Arc::from(name)),
                operation: operation.map(Arc::from),
                handshake: operation
                    .and_then(|name| contract.operations.get(name))
                    .is_some_and(|operation| operation.method == "WS"),
            });
        }
        Err(match (event, method) {
            (Some(_), _) => TargetError::MadeBySdk(name.to_owned()),
            (None, Some(_)) => TargetError::NoRequest(name.to_owned()),
            (None, None) => TargetError::Unknown {
                vendor: contract.vendor.clone(),
                name: name.to_owned(),
                nearest: nearest(
                    name,
                    contract
                        .events
                        .keys()
                        .chain(contract.operations.keys())
                        .chain(contract.methods.keys()),
                )
                .map(str::to_owned),
            },
        })
    }

    /// Refuses a kind that could never take this.
    pub(crate) fn check(&self, kind: &FaultKind, on: Option<&str>) -> Result<(), TargetError> {
        let stages = super::armed::stages(kind);
        let (fits, is) = match self {
            Self::Everything => return Ok(()),
            Self::Handshakes => (stages.contains(&Stage::Handshake), "a handshake"),
            Self::Named {
                event: Some(_),
                operation: None,
                ..
            } => (stages.contains(&Stage::Event), "an event"),
            Self::Named {
                event: None,
                handshake: true,
                ..
            } => (stages.contains(&Stage::Handshake), "a handshake"),
            Self::Named {
                event: None,
                operation: Some(_),
                ..
            } => (
                stages.contains(&Stage::Request) || stages.contains(&Stage::Answer),
                "an operation",
            ),
            Self::Named { .. } => return Ok(()),
        };
        if fits {
            return Ok(());
        }
        Err(TargetError::Unfit {
            kind: kind.word(),
            takes: super::armed::takes(kind),
            name: on.unwrap_or("*").to_owned(),
            is,
        })
    }

    /// Returns whether it means this subject.
    pub(super) fn means(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::Everything => true,
            Self::Handshakes => subject.stage == Stage::Handshake,
            Self::Named {
                event, operation, ..
            } => {
                let wanted = match subject.stage {
                    Stage::Event => event,
                    Stage::Request | Stage::Answer | Stage::Handshake => operation,
                };
                wanted.is_some() && wanted.as_deref() == subject.name
            }
        }
    }
}

fn suggestion(nearest: &Option<String>) -> String {
    nearest
        .as_ref()
        .map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}
