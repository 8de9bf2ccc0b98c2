use crate::{AgentId, CallId, DeviceId, Media, QueueId};

/// Why a service was refused. Nothing changed. Every dialect maps all of them, without a wildcard, to
/// its vendor's own errors.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[expect(
    missing_docs,
    reason = "the message of each variant is its documentation"
)]
pub enum Refusal {
    #[error("{0} does not exist")]
    UnknownAgent(AgentId),
    #[error("{0} does not exist")]
    UnknownDevice(DeviceId),
    #[error("{0} does not exist")]
    UnknownCall(CallId),
    #[error("{0} does not exist")]
    UnknownQueue(QueueId),
    #[error("{agent} is logged on at {device} already")]
    AgentOnHere { agent: AgentId, device: DeviceId },
    #[error("{agent} is logged on at {device}, which is another device")]
    AgentOnElsewhere { agent: AgentId, device: DeviceId },
    #[error("{device} is used by {by}")]
    DeviceTaken { device: DeviceId, by: AgentId },
    #[error("{0} is not registered")]
    NotRegistered(DeviceId),
    #[error("{0} is no station, and agents log on to stations")]
    NotAStation(DeviceId),
    #[error("{0} is in a call, and it must be free")]
    DeviceBusy(DeviceId),
    #[error("{0} is not logged on")]
    NotLoggedOn(AgentId),
    #[error("{0} is in a call")]
    AgentBusy(AgentId),
    #[error("{0} is not ready")]
    NotReady(AgentId),
    #[error("{0} is reserved for a call")]
    Reserved(AgentId),
    #[error("{0} is neither reserved nor in after-call work")]
    NotReserved(AgentId),
    #[error("{device} is not in {call}")]
    NotInCall { call: CallId, device: DeviceId },
    #[error("{device} does not ring in {call}")]
    NotAlerting { call: CallId, device: DeviceId },
    #[error("{device} is not connected in {call}")]
    NotConnected { call: CallId, device: DeviceId },
    #[error("{device} does not hold {call}")]
    NotHeld { call: CallId, device: DeviceId },
    #[error("a call of {0:?} cannot be held")]
    CannotHold(Media),
    #[error("{active} is not a consultation of {held}")]
    NotAConsultation { held: CallId, active: CallId },
    #[error("{device} is in {call} already")]
    AlreadyInCall { call: CallId, device: DeviceId },
    #[error("{0} cannot call itself")]
    OwnDevice(DeviceId),
    #[error("{0} has a call, and a second one needs a consultation")]
    SecondCall(DeviceId),
    #[error("{0} is not parked")]
    NotParked(CallId),
    #[error("{0} is not recorded")]
    NotRecording(CallId),
    #[error("{0} is recorded already")]
    Recording(CallId),
    #[error("nobody serves {0}")]
    EmptyQueue(QueueId),
}
