use crate::{
    AgentId, Call, CallData, CallEventKind, CallId, Connection, ConnectionState, DeviceId,
    DeviceKind, Direction, Ends, Media, Participation, Receipt, Refusal, Role, Switch, Target,
    happening::Happening,
    ongoing::{Errand, Invitation, Ongoing},
};

use super::agents::is_reserved;

/// What a new call begins with.
pub(crate) struct Opening {
    pub(crate) from: DeviceId,
    pub(crate) goal: Target,
    pub(crate) media: Media,
    pub(crate) data: CallData,
    pub(crate) ends: Ends,
    pub(crate) consult_of: Option<CallId>,
}

impl Switch {
    pub(crate) fn make_call(
        &mut self,
        from: DeviceId,
        to: Target,
        media: Media,
        data: CallData,
    ) -> Result<Receipt, Refusal> {
        let goal = self.dialled(from, to)?;
        self.can_dial(from, media)?;
        let ends = Ends::default();
        let opening = Opening {
            from,
            goal,
            media,
            data,
            ends,
            consult_of: None,
        };
        Ok(self.dial(opening))
    }

    pub(crate) fn offer(
        &mut self,
        from: DeviceId,
        to: Target,
        media: Media,
        data: CallData,
        ends: Ends,
    ) -> Result<Receipt, Refusal> {
        let goal = self.dialled(from, to)?;
        self.can_dial(from, media)?;
        let inbound = self.direction(from, goal) == Direction::Inbound;
        let (caller, offered) = if inbound {
            (Role::Peer, Role::Host)
        } else {
            (Role::Host, Role::Peer)
        };
        let opening = Opening {
            from,
            goal,
            media,
            data,
            ends,
            consult_of: None,
        };
        let (call, direction) = self.open(opening, caller);
        let invitation = Invitation {
            errand: Errand::Called,
            role: offered,
            caller: from,
            queue: None,
        };
        self.reach(call, goal, invitation);
        Ok(Receipt::Call(call, direction))
    }

    /// Makes a call in which a device dials.
    pub(crate) fn dial(&mut self, opening: Opening) -> Receipt {
        let (from, goal) = (opening.from, opening.goal);
        let (call, direction) = self.open(opening, Role::Host);
        self.tell(
            call,
            Happening::new(from, CallEventKind::ServiceInitiated).was(None),
        );
        self.tell(call, Happening::new(from, CallEventKind::Originated));
        let invitation = Invitation {
            errand: Errand::Called,
            role: Role::Peer,
            caller: from,
            queue: None,
        };
        self.reach(call, goal, invitation);
        Receipt::Call(call, direction)
    }

    /// Returns where a device really calls.
    pub(crate) fn dialled(&self, from: DeviceId, to: Target) -> Result<Target, Refusal> {
        self.known_device(from)?;
        let goal = self.goal(to)?;
        if self.number_of(goal) == from {
            return Err(Refusal::OwnDevice(from));
        }
        Ok(goal)
    }

    fn can_dial(&self, from: DeviceId, media: Media) -> Result<(), Refusal> {
        let seat = self.known_device(from)?;
        if !seat.device.registered {
            return Err(Refusal::NotRegistered(from));
        }
        if self.is_full(from, media) {
            return Err(Refusal::SecondCall(from));
        }
        match self.reserved_at(from) {
            Some(agent) => Err(Refusal::Reserved(agent)),
            None => Ok(()),
        }
    }

    fn reserved_at(&self, device: DeviceId) -> Option<AgentId> {
        self.agent_at(device)
            .filter(|agent| is_reserved(agent.state))
            .map(|agent| agent.id)
    }

    fn open(&mut self, opening: Opening, role: Role) -> (CallId, Direction) {
        let Opening {
            from,
            goal,
            media,
            data,
            ends,
            consult_of,
        } = opening;
        self.made += 1;
        let id = CallId(self.made);
        let direction = self.direction(from, goal);
        let call = Call {
            id,
            media,
            direction,
            origin: from,
            called: self.number_of(goal),
            connections: Vec::with_capacity(2),
            data,
            ends,
            recording: false,
            parked_for: None,
            consult_of,
            began: self.now,
            answered: None,
        };
        self.calls.insert(id, Ongoing::new(call, role));
        let invitation = Invitation {
            errand: Errand::Called,
            role,
            caller: from,
            queue: None,
        };
        self.attach(id, from, ConnectionState::Initiated, invitation);
        (id, direction)
    }

    /// Puts a device into a call.
    pub(crate) fn attach(
        &mut self,
        call: CallId,
        device: DeviceId,
        state: ConnectionState,
        invitation: Invitation,
    ) {
        let connection = Connection {
            device,
            state,
            role: invitation.role,
            participation: match invitation.errand {
                Errand::Joining { participation, .. } => participation,
                Errand::Called | Errand::Relieving { .. } | Errand::Parking => {
                    Participation::Active
                }
            },
            muted: false,
            sharing: false,
            stream: true,
        };
        self.ongoing_mut(call).add(connection, invitation);
        self.seat_mut(device).enter(call);
        self.occupy(device);
    }

    fn direction(&self, from: DeviceId, goal: Target) -> Direction {
        let outside = |device: DeviceId| {
            self.device(device)
                .is_some_and(|device| device.kind == DeviceKind::Trunk)
        };
        match (outside(from), outside(self.number_of(goal))) {
            (true, _) => Direction::Inbound,
            (false, true) => Direction::Outbound,
            (false, false) => Direction::Internal,
        }
    }
}
