//! What services look up before they change anything.

use crate::{
    Agent, AgentId, AgentState, Call, CallId, Capacity, ConnectionState, DeviceId, DeviceKind,
    Media, OnEmpty, Participation, QueueId, Refusal, Switch, Target,
    ongoing::Ongoing,
    roster::{Duty, Seat},
};

impl Switch {
    pub(crate) fn known_device(&self, device: DeviceId) -> Result<&Seat, Refusal> {
        self.seat(device).ok_or(Refusal::UnknownDevice(device))
    }

    pub(crate) fn known_call(&self, call: CallId) -> Result<&Ongoing, Refusal> {
        self.calls.get(&call).ok_or(Refusal::UnknownCall(call))
    }

    /// Returns the call and the state in which a device is in it.
    pub(crate) fn member(
        &self,
        call: CallId,
        device: DeviceId,
    ) -> Result<(&Ongoing, ConnectionState), Refusal> {
        let ongoing = self.known_call(call)?;
        self.known_device(device)?;
        let state = ongoing
            .state(device)
            .ok_or(Refusal::NotInCall { call, device })?;
        Ok((ongoing, state))
    }

    /// Returns the call if a device is connected in it.
    pub(crate) fn connected(&self, call: CallId, device: DeviceId) -> Result<&Ongoing, Refusal> {
        match self.member(call, device)? {
            (ongoing, ConnectionState::Connected) => Ok(ongoing),
            _ => Err(Refusal::NotConnected { call, device }),
        }
    }

    /// Returns the call if a device is connected in it or holds it.
    pub(crate) fn settled(&self, call: CallId, device: DeviceId) -> Result<&Ongoing, Refusal> {
        match self.member(call, device)? {
            (ongoing, ConnectionState::Connected | ConnectionState::Held) => Ok(ongoing),
            _ => Err(Refusal::NotConnected { call, device }),
        }
    }

    /// Returns an agent who is logged on, and where.
    pub(crate) fn on_duty(&self, agent: AgentId) -> Result<(&Duty, DeviceId), Refusal> {
        let duty = self.duty(agent).ok_or(Refusal::UnknownAgent(agent))?;
        let device = duty.agent.device.ok_or(Refusal::NotLoggedOn(agent))?;
        Ok((duty, device))
    }

    /// Returns where a call to `target` really goes: the number of a queue is the queue.
    pub(crate) fn goal(&self, target: Target) -> Result<Target, Refusal> {
        match target {
            Target::Queue(queue) => {
                self.queue(queue).ok_or(Refusal::UnknownQueue(queue))?;
                Ok(target)
            }
            Target::Device(device) => {
                let seat = self.known_device(device)?;
                let queue = self
                    .queues
                    .iter()
                    .find(|queue| seat.device.kind == DeviceKind::Group && queue.device == device);
                Ok(queue.map_or(target, |queue| Target::Queue(queue.id)))
            }
        }
    }

    /// Returns the device that stands for a goal.
    pub(crate) fn number_of(&self, goal: Target) -> DeviceId {
        match goal {
            Target::Device(device) => device,
            Target::Queue(queue) => self.queue(queue).expect("a goal exists").device,
        }
    }

    /// Returns where a call can be sent from `device`. A call waits in one queue at a time.
    pub(crate) fn goal_of(
        &self,
        ongoing: &Ongoing,
        device: DeviceId,
        target: Target,
    ) -> Result<Target, Refusal> {
        let goal = self.goal_of_queued(ongoing, device, target)?;
        if matches!(goal, Target::Queue(_)) && ongoing.waiting.is_some() {
            let device = self.number_of(goal);
            return Err(Refusal::AlreadyInCall {
                call: ongoing.call.id,
                device,
            });
        }
        Ok(goal)
    }

    /// Returns where a call can be sent from `device`, by which it leaves the queue that it waits in.
    pub(crate) fn goal_of_queued(
        &self,
        ongoing: &Ongoing,
        device: DeviceId,
        target: Target,
    ) -> Result<Target, Refusal> {
        let goal = self.goal(target)?;
        let number = self.number_of(goal);
        if number == device {
            return Err(Refusal::OwnDevice(device));
        }
        if ongoing.involves(number) {
            return Err(Refusal::AlreadyInCall {
                call: ongoing.call.id,
                device: number,
            });
        }
        match goal {
            Target::Queue(queue) if self.refuses(queue) => Err(Refusal::EmptyQueue(queue)),
            _ => Ok(goal),
        }
    }

    /// Returns whether a station can take no further call of a medium.
    pub(crate) fn is_full(&self, device: DeviceId, media: Media) -> bool {
        let capacity = self
            .agent_at(device)
            .map_or_else(Capacity::default, |agent| agent.capacity);
        let calls = self
            .calls_of(device)
            .filter(|call| call.media == media)
            .count();
        self.is_station(device) && calls >= usize::from(capacity.of(media))
    }

    /// Returns whether a station talks, dials or waits in a call of the medium other than `call`.
    pub(crate) fn talks_elsewhere(&self, device: DeviceId, call: &Call) -> bool {
        let talks = |other: &Call| {
            other
                .connection(device)
                .is_some_and(|connection| match connection.state {
                    ConnectionState::Initiated
                    | ConnectionState::Connected
                    | ConnectionState::Queued(_) => {
                        connection.participation == Participation::Active
                    }
                    ConnectionState::Alerting { .. }
                    | ConnectionState::Held
                    | ConnectionState::Failed(_) => false,
                })
        };
        self.is_station(device)
            && self
                .calls_of(device)
                .any(|other| other.id != call.id && other.media == call.media && talks(other))
    }

    pub(crate) fn is_station(&self, device: DeviceId) -> bool {
        self.seat(device)
            .is_some_and(|seat| seat.device.kind == DeviceKind::Station)
    }

    pub(crate) fn is_free(&self, agent: &Agent, media: Media) -> bool {
        let reachable = |device| self.seat(device).is_some_and(|seat| seat.device.registered);
        agent.state == AgentState::Ready
            && agent.pending.is_none()
            && agent
                .device
                .is_some_and(|device| reachable(device) && !self.is_full(device, media))
    }

    /// Returns whether a queue turns calls away because nobody is logged on.
    pub(crate) fn refuses(&self, queue: QueueId) -> bool {
        let queue = self.queue(queue).expect("a goal exists");
        queue.on_empty == OnEmpty::Refuse
            && !queue.members.iter().any(|member| {
                self.agent(*member)
                    .is_some_and(|agent| agent.device.is_some())
            })
    }
}
