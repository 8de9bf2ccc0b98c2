use ctimock_switch::Refusal;
use http::StatusCode;
use serde::Serialize;

/// A request that gets the vendor's error.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) body: Box<ErrorBody>,
}

/// The body of an error. Only 455 and 459 have documented fields (dossier §3); `error` is ours and says
/// what was wanted and what was there.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErrorBody {
    /// 459: who uses the extension, as client 1.3.7 reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agent: Option<String>,
    /// 459: who uses the extension, as the manual has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agent_id: Option<String>,
    /// 455: where the agent is logged on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) device_id: Option<String>,
    /// 455: what the agent does there, as clients of 2017 read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agent_mode: Option<&'static str>,
    pub(super) error: String,
}

impl Refused {
    /// Returns a refusal with one of the vendor's status codes.
    pub(super) fn new(status: u16, error: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status).expect("status codes have three digits");
        let error = error.into();
        Self {
            status,
            body: Box::new(ErrorBody {
                error,
                ..ErrorBody::default()
            }),
        }
    }

    /// Returns the vendor's error for a refusal of the switch. `error` is it in the vendor's words.
    pub(super) fn by_switch(refusal: Refusal, error: impl Into<String>) -> Self {
        Self::new(status(refusal), error)
    }
}

/// Returns the vendor's status for a refusal: the login codes of dossier §13, and for call control,
/// which is not documented, 404 for what is unknown and 409 for a wrong state.
const fn status(refusal: Refusal) -> u16 {
    match refusal {
        Refusal::NotRegistered(_) => 451,
        Refusal::UnknownAgent(_) => 452,
        Refusal::UnknownDevice(_) | Refusal::NotAStation(_) => 453,
        Refusal::AgentOnHere { .. } => 454,
        Refusal::AgentOnElsewhere { .. } => 455,
        Refusal::NotLoggedOn(_) => 458,
        Refusal::DeviceTaken { .. } => 459,
        Refusal::DeviceBusy(_) | Refusal::AgentBusy(_) | Refusal::Reserved(_) => 460,
        Refusal::UnknownCall(_) | Refusal::UnknownQueue(_) | Refusal::NotInCall { .. } => 404,
        Refusal::NotReady(_)
        | Refusal::NotReserved(_)
        | Refusal::NotAlerting { .. }
        | Refusal::NotConnected { .. }
        | Refusal::NotHeld { .. }
        | Refusal::CannotHold(_)
        | Refusal::NotAConsultation { .. }
        | Refusal::AlreadyInCall { .. }
        | Refusal::OwnDevice(_)
        | Refusal::SecondCall(_)
        | Refusal::NotParked(_)
        | Refusal::NotRecording(_)
        | Refusal::Recording(_)
        | Refusal::EmptyQueue(_) => 409,
    }
}
