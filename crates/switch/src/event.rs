use ctimock_time::Time;

use crate::{
    AgentId, AgentState, By, CallId, Cause, ConnectionState, DeviceId, Direction, Media,
    Participation, QueueId, Reason, Role,
};

/// Something that happened in the switch. It carries all that it needs: nobody reads the switch
/// afterwards to interpret it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Event {
    /// About an agent.
    Agent(AgentEvent),
    /// About a call.
    Call(CallEvent),
    /// A telephone became reachable.
    DeviceRegistered {
        /// Which.
        device: DeviceId,
    },
    /// A telephone is gone.
    DeviceUnregistered {
        /// Which.
        device: DeviceId,
    },
}

/// What happened to an agent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AgentEvent {
    /// Logged on; the state change follows as an event of its own.
    LoggedOn {
        /// Who.
        agent: AgentId,
        /// Where.
        device: DeviceId,
        /// In which state.
        state: AgentState,
    },
    /// Logged off.
    LoggedOff {
        /// Who.
        agent: AgentId,
        /// Where the agent was.
        device: DeviceId,
        /// Somebody else did it.
        forced: bool,
    },
    /// Does something else.
    StateChanged {
        /// Who.
        agent: AgentId,
        /// Where.
        device: DeviceId,
        /// What the agent did.
        from: AgentState,
        /// What the agent does.
        to: AgentState,
        /// The reason that was given, when the new state has one.
        reason: Option<Reason>,
    },
}

/// What happened to a connection or a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallEvent {
    /// When.
    pub at: Time,
    /// Which call.
    pub call: CallId,
    /// What it carries.
    pub media: Media,
    /// Where it came from.
    pub direction: Direction,
    /// The device that began it.
    pub origin: DeviceId,
    /// The device that was called first.
    pub called: DeviceId,
    /// Whose connection changed.
    pub subject: DeviceId,
    /// Everybody who is in the call just after this event, in the order in which they came, and the
    /// subject, even if it has left with it.
    pub parties: Vec<Party>,
    /// The subject's state before; `None` if it was not in the call.
    pub from: Option<ConnectionState>,
    /// The subject's state after; `None` if it has left.
    pub to: Option<ConnectionState>,
    /// Why.
    pub cause: Cause,
    /// Who made it happen. For clearings: who hung up first.
    pub by: By,
    /// The held call for which this one asks a third party.
    pub consult_of: Option<CallId>,
    /// What it is, with its own particulars.
    pub kind: CallEventKind,
}

/// A party of a call at the time of an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Party {
    /// The device.
    pub device: DeviceId,
    /// What it is in the call.
    pub role: Role,
    /// Its state; `None` if it has left with this event.
    pub state: Option<ConnectionState>,
}

/// The CSTA event, with what only it has.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the event's own parameters, named by their type"
)]
pub enum CallEventKind {
    /// The subject went off the hook to dial.
    ServiceInitiated,
    /// The subject has dialled.
    Originated,
    /// The subject (a caller) waits in a queue; for `Join` and `Deflect` the subject is who asked.
    Queued { queue: QueueId },
    /// The subject rings. `queue`: it was offered by one.
    Delivered { queue: Option<QueueId> },
    /// The subject answered.
    Established { queue: Option<QueueId> },
    /// The subject put the call on hold.
    Held,
    /// The subject took the call back.
    Retrieved,
    /// The call could not be completed to the subject, which never rang.
    Failed,
    /// The subject was rung in vain; the call goes elsewhere. `to` is the next device, if known. No
    /// `ConnectionCleared` follows for the subject.
    Diverted { to: Option<DeviceId> },
    /// The subject (transferring device) connected two others. `secondary` is the consultation call
    /// (none for a single-step transfer), whose other parties are in this call from here on; `to` is
    /// the new party. The subject's `ConnectionCleared` follows.
    Transferred {
        secondary: Option<CallId>,
        to: DeviceId,
    },
    /// The subject (conferencing device) added a party. `secondary` as in `Transferred`; it is over
    /// without a further `ConnectionCleared`.
    Conferenced {
        secondary: Option<CallId>,
        added: DeviceId,
        participation: Participation,
    },
    /// The subject left the call.
    ConnectionCleared,
    /// The call is over; the subject is its origin. Always the last event of a call.
    CallCleared,
    /// Recording began at the subject.
    RecordingStarted,
    /// Recording ended at the subject.
    RecordingStopped,
    /// The data of the call changed.
    DataChanged,
    /// The subject sent digits.
    DigitsReceived { text: String },
    /// The subject's microphone changed.
    MuteChanged { on: bool },
    /// The subject's shared screen changed.
    ShareChanged { on: bool },
    /// The subject's media stream changed.
    StreamChanged { on: bool },
}
