use std::time::Duration;

use crate::{
    AgentId, CallData, CallId, Cause, DeviceId, Direction, Ends, LogOnMode, Media, Participation,
    PendingState, QueueId,
};

/// Where a call goes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Target {
    /// A device.
    Device(DeviceId),
    /// A queue.
    Queue(QueueId),
}

/// A CSTA service. [`Switch::command`](crate::Switch::command) answers it at once.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the service's own parameters, named by their type"
)]
pub enum Command {
    // Agents.
    /// An agent logs on to a device. Refused while another agent is there, the agent is on elsewhere,
    /// the device is not registered or has a call.
    LogOn {
        agent: AgentId,
        device: DeviceId,
        mode: LogOnMode,
    },
    /// An agent logs off. `forced` says that somebody else did it.
    LogOff { agent: AgentId, forced: bool },
    /// Asks for a state: at once, or pending while the agent has calls ([`Receipt::Pending`]).
    SetState { agent: AgentId, state: PendingState },
    /// Keeps a ready agent free for one call, for at most so long.
    Reserve { agent: AgentId, lasting: Duration },
    /// Ends a reservation or after-call work: the agent is ready.
    Release { agent: AgentId },

    // Calls.
    /// A device dials. Emits `ServiceInitiated`, `Originated`, then what the far end does.
    MakeCall {
        from: DeviceId,
        to: Target,
        media: Media,
        data: CallData,
    },
    /// A call arrives from outside (or from a simulated party) at a device or queue, without a
    /// dialling phase.
    Offer {
        from: DeviceId,
        to: Target,
        media: Media,
        data: CallData,
        ends: Ends,
    },
    /// The alerting device takes the call.
    Answer { call: CallId, device: DeviceId },
    /// The alerting device declines.
    Reject {
        call: CallId,
        device: DeviceId,
        cause: Cause,
    },
    /// A device leaves the call; while it rings, it declines. A two-party call ends for both.
    Clear { call: CallId, device: DeviceId },
    /// The system ends the call for all.
    ClearCall { call: CallId },
    /// The connected device puts the call on hold (voice and video only).
    Hold { call: CallId, device: DeviceId },
    /// The device takes its held call back. On a connected one: [`Receipt::Unchanged`].
    Retrieve { call: CallId, device: DeviceId },
    /// Holds `call` and dials a third party in a new call, which is [`Receipt::Call`].
    Consult {
        call: CallId,
        device: DeviceId,
        to: Target,
    },
    /// Ends the consultation `active` and retrieves `held`.
    CancelConsult {
        held: CallId,
        active: CallId,
        device: DeviceId,
    },
    /// Connects the parties of `held` and `active` and leaves; `held` survives. Like `Conference` it
    /// needs the consultation to be answered.
    Transfer {
        held: CallId,
        active: CallId,
        device: DeviceId,
    },
    /// Merges `active` into `held`; the device stays and is the host, with whom the call ends.
    Conference {
        held: CallId,
        active: CallId,
        device: DeviceId,
    },
    /// Sends the other party to a third one without asking it first, and leaves.
    SingleStepTransfer {
        call: CallId,
        device: DeviceId,
        to: Target,
    },
    /// Rings a third party into the call (CSTA single-step conference). When it answers, the call is
    /// a meeting and `by` its host, unless it has one or the third party is silent.
    Join {
        call: CallId,
        by: DeviceId,
        who: Target,
        participation: Participation,
    },
    /// Sends the other party elsewhere for a while; the device holds the call and gets it back when
    /// whoever is there leaves or does not answer. If `to` is the party that the device consults
    /// about the call, that one takes over at once.
    Park {
        call: CallId,
        device: DeviceId,
        to: Target,
    },
    /// Gives a parked call back.
    Unpark { call: CallId },
    /// Sends a call elsewhere: by a device that rings, or a caller who waits in a queue, at once; by
    /// a connected device when the target answers, until when it keeps the call.
    Deflect {
        call: CallId,
        device: DeviceId,
        to: Target,
    },
    /// Adds to the data of a call.
    SetData { call: CallId, data: CallData },
    /// A party sends digits.
    Digits {
        call: CallId,
        device: DeviceId,
        text: String,
    },
    /// A party's microphone goes off or on.
    Mute {
        call: CallId,
        device: DeviceId,
        on: bool,
    },
    /// A party shows its screen or stops to.
    Share {
        call: CallId,
        device: DeviceId,
        on: bool,
    },
    /// A party's media stream is lost (`on: false`) or back.
    Stream {
        call: CallId,
        device: DeviceId,
        on: bool,
    },
    /// Recording begins.
    StartRecording { call: CallId, device: DeviceId },
    /// Recording ends.
    StopRecording { call: CallId, device: DeviceId },

    // Devices.
    /// A station's telephone becomes reachable.
    Register { device: DeviceId },
    /// A station's telephone is gone. Its calls are lost.
    Unregister { device: DeviceId },
}

/// What a service that was carried out gives back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Receipt {
    /// Done.
    Done,
    /// Done already: nothing changed and no event follows.
    Unchanged,
    /// Noted: it applies when the agent's last call ends.
    Pending,
    /// A call was made.
    Call(CallId, Direction),
}
