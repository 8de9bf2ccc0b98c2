use std::collections::BTreeMap;

use ctimock_time::Time;

use crate::{CallId, Cause, DeviceId, QueueId};

/// What the parties attach to a call: opaque to the switch, it travels with the call.
pub type CallData = BTreeMap<String, String>;

/// What a call carries. Media never changes rules, except an agent's capacity and `Hold` (voice and
/// video only).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Media {
    /// Speech.
    Voice,
    /// Speech and picture.
    Video,
    /// A text session.
    Im,
    /// A shared screen.
    Screen,
}

/// Where a call came from, seen from the contact centre.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Direction {
    /// From outside to a station.
    Inbound,
    /// From a station to outside.
    Outbound,
    /// Between stations.
    Internal,
}

/// When a call ends by itself.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Ends {
    /// When fewer than two parties are left.
    #[default]
    BelowTwo,
    /// When its host leaves, or fewer than two are left.
    HostLeaves,
}

/// What a party is in a call.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// Who owns the call or meeting.
    Host,
    /// The other end.
    Peer,
    /// Somebody who joined.
    Guest,
}

/// How a party takes part.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Participation {
    /// Heard and hearing.
    #[default]
    Active,
    /// Hearing only.
    Silent,
}

/// A device's part in a call. A connection that is gone (CSTA *Null*) is not in the call any more;
/// events say `None` for it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ConnectionState {
    /// Off the hook, dialling.
    Initiated,
    /// Ringing.
    Alerting {
        /// When it stops ringing by itself, if it does.
        until: Option<Time>,
    },
    /// Talking.
    Connected,
    /// Put aside by this party itself.
    Held,
    /// Waiting in a queue.
    Queued(QueueId),
    /// Could not be completed.
    Failed(Cause),
}

/// A device in a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Connection {
    /// The device.
    pub device: DeviceId,
    /// Its state.
    pub state: ConnectionState,
    /// What it is in the call.
    pub role: Role,
    /// How it takes part.
    pub participation: Participation,
    /// Its microphone is off.
    pub muted: bool,
    /// It shows its screen.
    pub sharing: bool,
    /// Its media stream flows.
    pub stream: bool,
}

/// A call: devices connected to each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// Which call.
    pub id: CallId,
    /// What it carries.
    pub media: Media,
    /// Where it came from.
    pub direction: Direction,
    /// The device that began it.
    pub origin: DeviceId,
    /// The device or queue's group that was called; changes never, whoever joins or leaves.
    pub called: DeviceId,
    /// Its connections, in the order in which they came.
    pub connections: Vec<Connection>,
    /// What the parties attached.
    pub data: CallData,
    /// When it ends by itself.
    pub ends: Ends,
    /// It is being recorded.
    pub recording: bool,
    /// The device that parked it and gets it back.
    pub parked_for: Option<DeviceId>,
    /// The held call for which this one asks a third party.
    pub consult_of: Option<CallId>,
    /// When it began.
    pub began: Time,
    /// When it was first answered.
    pub answered: Option<Time>,
}

impl Call {
    /// Returns the connection of `device`, if it is in the call.
    #[must_use]
    pub fn connection(&self, device: DeviceId) -> Option<&Connection> {
        self.connections
            .iter()
            .find(|connection| connection.device == device)
    }
}
