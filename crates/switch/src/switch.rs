use std::time::Duration;

use ctimock_time::{Deadline, Time};

use crate::{
    Agent, AgentId, Attended, Call, CallId, Capacity, Command, Device, DeviceId, DeviceKind, Event,
    Queue, QueueId, Receipt, Record, Refusal,
};

/// Tunable durations and bounds of a switch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Settings {
    /// How long a device rings before the call ends with `NoAnswer`; `None` is for ever.
    pub ring_timeout: Option<Duration>,
    /// How long a lost media stream may stay away before its party is cleared as `Lost`.
    pub stream_grace: Duration,
    /// After-call work that begins by itself after every answered call of an agent.
    pub after_work: Option<Duration>,
    /// How many records are kept.
    pub records: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ring_timeout: Some(Duration::from_secs(60)),
            stream_grace: Duration::from_secs(30),
            after_work: None,
            records: 1000,
        }
    }
}

/// The simulated switching function.
#[derive(Debug)]
pub struct Switch {}

impl Switch {
    /// Returns an empty switch.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        todo!("{settings:?}")
    }

    /// Adds a device; stations begin unregistered unless `registered`.
    pub fn add_device(&mut self, kind: DeviceKind, registered: bool, attended: Attended) -> DeviceId {
        todo!("{kind:?} {registered} {attended:?}")
    }

    /// Adds an agent, logged off.
    pub fn add_agent(&mut self, capacity: Capacity) -> AgentId {
        todo!("{capacity:?}")
    }

    /// Adds a queue; its `id` is given by the switch (the field is overwritten).
    pub fn add_queue(&mut self, queue: Queue) -> QueueId {
        todo!("{queue:?}")
    }

    /// Gives an agent a skill: it serves `queue` with that priority.
    pub fn add_skill(&mut self, agent: AgentId, queue: QueueId, priority: u8) {
        todo!("{agent} {queue} {priority}")
    }

    /// Changes who sits at a device (a plan applies to triggers from here on).
    pub fn attend(&mut self, device: DeviceId, attended: Attended) {
        todo!("{device} {attended:?}")
    }

    /// Carries out a service.
    ///
    /// # Errors
    /// The refusal, which changed nothing.
    pub fn command(&mut self, now: Time, command: Command) -> Result<Receipt, Refusal> {
        todo!("{now} {command:?}")
    }

    /// Ends or starts what is due at `now`. Poll events afterwards.
    pub fn handle_timeout(&mut self, now: Time) {
        todo!("{now}")
    }

    /// Returns the next event, oldest first. Poll until `None` after every `command` and
    /// `handle_timeout`.
    #[must_use]
    pub fn poll_event(&mut self) -> Option<Event> {
        todo!()
    }

    /// Returns the next instant at which something happens by itself.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        todo!()
    }

    /// Returns the settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        todo!()
    }

    /// Returns an agent.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> Option<&Agent> {
        todo!("{id}")
    }

    /// Returns all agents, by id.
    pub fn agents(&self) -> impl Iterator<Item = &Agent> {
        std::iter::empty()
    }

    /// Returns the agent who is logged on at a device.
    #[must_use]
    pub fn agent_at(&self, device: DeviceId) -> Option<&Agent> {
        todo!("{device}")
    }

    /// Returns a device.
    #[must_use]
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        todo!("{id}")
    }

    /// Returns a call that has not ended.
    #[must_use]
    pub fn call(&self, id: CallId) -> Option<&Call> {
        todo!("{id}")
    }

    /// Returns all calls that have not ended, by id.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        std::iter::empty()
    }

    /// Returns the calls that a device is in, by id.
    pub fn calls_of(&self, device: DeviceId) -> impl Iterator<Item = &Call> {
        let _ = device;
        std::iter::empty()
    }

    /// Returns a queue.
    #[must_use]
    pub fn queue(&self, id: QueueId) -> Option<&Queue> {
        todo!("{id}")
    }

    /// Returns what is kept of ended calls and agent states, oldest first.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        std::iter::empty()
    }
}
