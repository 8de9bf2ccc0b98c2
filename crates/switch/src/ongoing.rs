use ctimock_time::Time;

use crate::{
    AgentId, Call, Connection, ConnectionState, DeviceId, Ends, Participation, QueueId, Role,
};

/// A call with what only the switch knows about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Ongoing {
    pub(crate) call: Call,
    /// How each connection came into the call; in the order of `call.connections`.
    invitations: Vec<Invitation>,
    /// Devices that cannot be reached and have not failed yet.
    pub(crate) dialling: Vec<(DeviceId, Invitation)>,
    /// The queue that looks for somebody.
    pub(crate) waiting: Option<Waiting>,
    pub(crate) history: History,
}

/// How a device came to be rung, or came into the call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Invitation {
    pub(crate) errand: Errand,
    /// What it is in the call, or will be.
    pub(crate) role: Role,
    /// Who waits for it.
    pub(crate) caller: DeviceId,
    /// The queue that offered the call.
    pub(crate) queue: Option<QueueId>,
}

/// What a device was rung for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Errand {
    /// To be the other end, without which the call is nothing.
    Called,
    /// To come in as one more.
    Joining {
        by: DeviceId,
        participation: Participation,
    },
    /// To take the place of a device that stays until then.
    Relieving { device: DeviceId },
    /// To look after the others while the call is parked.
    Parking,
}

/// A call's place in a queue.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) queue: QueueId,
    /// What the agent is wanted for; its `queue` is this one.
    pub(crate) invitation: Invitation,
    /// Its place: smaller was there before.
    pub(crate) place: u64,
    /// Who had the call and did not take it.
    pub(crate) tried: Vec<AgentId>,
}

/// What the record of a call will need.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct History {
    pub(crate) parties: Vec<DeviceId>,
    pub(crate) origin_role: Role,
    pub(crate) queued: Option<Time>,
    pub(crate) ringing: Option<Time>,
    pub(crate) digits: String,
}

impl Ongoing {
    pub(crate) const fn new(call: Call, origin_role: Role) -> Self {
        let history = History {
            parties: Vec::new(),
            origin_role,
            queued: None,
            ringing: None,
            digits: String::new(),
        };
        Self {
            call,
            invitations: Vec::new(),
            dialling: Vec::new(),
            waiting: None,
            history,
        }
    }

    /// Adds a connection at the end.
    pub(crate) fn add(&mut self, connection: Connection, invitation: Invitation) {
        if !self.history.parties.contains(&connection.device) {
            self.history.parties.push(connection.device);
        }
        self.call.connections.push(connection);
        self.invitations.push(invitation);
    }

    /// Takes a connection out.
    pub(crate) fn remove(&mut self, device: DeviceId) -> Option<(Connection, Invitation)> {
        let place = self.place(device)?;
        Some((
            self.call.connections.remove(place),
            self.invitations.remove(place),
        ))
    }

    pub(crate) fn connection_mut(&mut self, device: DeviceId) -> Option<&mut Connection> {
        self.call
            .connections
            .iter_mut()
            .find(|connection| connection.device == device)
    }

    /// Puts a connection into a state and returns the one it was in.
    pub(crate) fn turn(
        &mut self,
        device: DeviceId,
        state: ConnectionState,
    ) -> Option<ConnectionState> {
        let connection = self.connection_mut(device)?;
        Some(std::mem::replace(&mut connection.state, state))
    }

    /// Lets everybody who waits for an answer talk, and returns who that was.
    pub(crate) fn connect_waiting(&mut self) -> Vec<DeviceId> {
        let waiting = self.call.connections.iter_mut().filter(|connection| {
            matches!(
                connection.state,
                ConnectionState::Initiated | ConnectionState::Queued(_)
            )
        });
        waiting
            .map(|connection| {
                connection.state = ConnectionState::Connected;
                connection.device
            })
            .collect()
    }

    /// Lets whoever waited in a queue wait for a device.
    pub(crate) fn unqueue(&mut self) {
        for connection in &mut self.call.connections {
            if matches!(connection.state, ConnectionState::Queued(_)) {
                connection.state = ConnectionState::Initiated;
            }
        }
    }

    /// Returns the first party that can wait for another one when `sender` leaves.
    pub(crate) fn left_behind(&self, sender: DeviceId) -> Option<DeviceId> {
        let waits = |connection: &&Connection| {
            connection.device != sender
                && connection.participation == Participation::Active
                && !is_alerting(connection.state)
        };
        self.call
            .connections
            .iter()
            .find(waits)
            .map(|connection| connection.device)
    }

    /// Makes a device the host of a call that ends when it leaves; who was host is a peer.
    pub(crate) fn host(&mut self, device: DeviceId) {
        for connection in &mut self.call.connections {
            if connection.device == device {
                connection.role = Role::Host;
            } else if connection.role == Role::Host {
                connection.role = Role::Peer;
            }
        }
        self.call.ends = Ends::HostLeaves;
    }

    /// Ends the parking without bringing anybody back: who looks after the others is now the other
    /// end.
    pub(crate) fn forget_parking(&mut self) {
        self.call.parked_for = None;
        let legs = self.invitations.iter_mut();
        let dialled = self.dialling.iter_mut().map(|(_, invitation)| invitation);
        let waiting = self
            .waiting
            .iter_mut()
            .map(|waiting| &mut waiting.invitation);
        for invitation in legs.chain(dialled).chain(waiting) {
            if invitation.errand == Errand::Parking {
                invitation.errand = Errand::Called;
            }
        }
    }

    pub(crate) fn state(&self, device: DeviceId) -> Option<ConnectionState> {
        self.call
            .connection(device)
            .map(|connection| connection.state)
    }

    pub(crate) fn invitation(&self, device: DeviceId) -> Option<Invitation> {
        self.place(device).map(|place| self.invitations[place])
    }

    /// Returns connections with how they came in.
    pub(crate) fn legs(&self) -> impl Iterator<Item = (&Connection, &Invitation)> {
        self.call.connections.iter().zip(&self.invitations)
    }

    /// Returns whether a device is in the call or on its way into it.
    pub(crate) fn involves(&self, device: DeviceId) -> bool {
        self.place(device).is_some() || self.dialling.iter().any(|(dialled, _)| *dialled == device)
    }

    /// Returns whether the call has enough parties to go on, if `leaver` were not there.
    pub(crate) fn lives_without(&self, leaver: Option<DeviceId>) -> bool {
        let others = || self.legs().filter(|(leg, _)| Some(leg.device) != leaver);
        let settled = || {
            others().filter(|(leg, _)| {
                leg.participation == Participation::Active && !is_alerting(leg.state)
            })
        };
        if let Some(parker) = self.call.parked_for
            && Some(parker) != leaver
        {
            return settled().any(|(leg, invitation)| {
                leg.device != parker && invitation.errand != Errand::Parking
            });
        }
        let expected = || {
            let alerting = others().filter(|(leg, _)| is_alerting(leg.state));
            let dialled = self.dialling.iter().map(|(_, invitation)| invitation);
            let waiting = self.waiting.iter().map(|waiting| &waiting.invitation);
            alerting
                .map(|(_, invitation)| invitation)
                .chain(dialled)
                .chain(waiting)
                .any(|invitation| invitation.errand == Errand::Called)
        };
        match settled().count() {
            0 => false,
            1 => expected(),
            _ => true,
        }
    }

    fn place(&self, device: DeviceId) -> Option<usize> {
        self.call
            .connections
            .iter()
            .position(|connection| connection.device == device)
    }
}

pub(crate) const fn is_alerting(state: ConnectionState) -> bool {
    matches!(state, ConnectionState::Alerting { .. })
}
