use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ctimock_time::{Deadline, Time};

use crate::{
    Agent, AgentId, AgentState, Attended, Call, CallId, Capacity, Command, Device, DeviceId,
    DeviceKind, Event, Queue, QueueId, Receipt, Record, Refusal, Settings,
    deadlines::Deadlines,
    ongoing::Ongoing,
    roster::{Duty, Seat},
};

/// The simulated switching function.
///
/// The rule of use: [`command`](Self::command) or [`handle_timeout`](Self::handle_timeout), then
/// [`poll_event`](Self::poll_event) until `None`, then [`poll_timeout`](Self::poll_timeout). Commands
/// may follow each other before the events are drained.
#[derive(Clone, Debug, PartialEq)]
pub struct Switch {
    pub(crate) settings: Settings,
    /// The latest instant that the switch was told.
    pub(crate) now: Time,
    pub(crate) seats: Vec<Seat>,
    pub(crate) staff: Vec<Duty>,
    pub(crate) queues: Vec<Queue>,
    pub(crate) calls: BTreeMap<CallId, Ongoing>,
    /// How many calls there ever were.
    pub(crate) made: u32,
    /// The calls that agents are looked for, the longest waiting first: nobody is rung for them, or
    /// all who are free.
    pub(crate) waiting: BTreeSet<(u64, CallId)>,
    /// Counts whatever needs an order.
    pub(crate) tick: u64,
    pub(crate) deadlines: Deadlines,
    pub(crate) events: VecDeque<Event>,
    pub(crate) records: VecDeque<Record>,
    /// The devices that left a call since the switch last settled.
    pub(crate) left: Vec<DeviceId>,
    /// A waiting call may find an agent since the switch last settled.
    pub(crate) stirred: bool,
}

impl Switch {
    /// Returns an empty switch.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self {
            settings,
            now: Time::ZERO,
            seats: Vec::new(),
            staff: Vec::new(),
            queues: Vec::new(),
            calls: BTreeMap::new(),
            made: 0,
            waiting: BTreeSet::new(),
            tick: 0,
            deadlines: Deadlines::new(),
            events: VecDeque::new(),
            records: VecDeque::new(),
            left: Vec::new(),
            stirred: false,
        }
    }

    /// Adds a device. Stations begin unregistered unless `registered`; trunks and groups are always
    /// reachable.
    pub fn add_device(
        &mut self,
        kind: DeviceKind,
        registered: bool,
        attended: Attended,
    ) -> DeviceId {
        let id = DeviceId(number(self.seats.len()));
        let registered = registered || kind != DeviceKind::Station;
        let device = Device {
            id,
            kind,
            registered,
            attended,
        };
        self.seats.push(Seat {
            device,
            agent: None,
            calls: Vec::new(),
        });
        id
    }

    /// Adds an agent, logged off.
    pub fn add_agent(&mut self, capacity: Capacity) -> AgentId {
        let id = AgentId(number(self.staff.len()));
        let agent = Agent {
            id,
            device: None,
            state: AgentState::LoggedOff,
            pending: None,
            skills: Vec::new(),
            capacity,
        };
        let before = AgentState::LoggedOff;
        self.staff.push(Duty {
            agent,
            since: self.now,
            idle: 0,
            before,
            talked: false,
        });
        id
    }

    /// Adds a queue; its `id` is given by the switch (the field is overwritten). Its members get the
    /// skill with priority 0.
    ///
    /// # Panics
    /// If its group device or a member does not exist.
    pub fn add_queue(&mut self, queue: Queue) -> QueueId {
        let id = QueueId(number(self.queues.len()));
        assert!(
            self.seat(queue.device).is_some(),
            "the group device of a queue exists"
        );
        let members = queue.members.clone();
        self.queues.push(Queue {
            id,
            members: Vec::new(),
            ..queue
        });
        for member in members {
            self.add_skill(member, id, 0);
        }
        id
    }

    /// Gives an agent a skill: it serves `queue` with that priority (smaller is served first). A
    /// skill that it has gets the new priority.
    ///
    /// # Panics
    /// If the agent or the queue does not exist.
    pub fn add_skill(&mut self, agent: AgentId, queue: QueueId, priority: u8) {
        let place = index(queue.0).expect("queues count from 1");
        let members = &mut self.queues[place].members;
        let duty = &mut self.staff[index(agent.0).expect("agents count from 1")];
        let skills = &mut duty.agent.skills;
        match skills.iter_mut().find(|(skill, _)| *skill == queue) {
            Some(skill) => skill.1 = priority,
            None => {
                skills.push((queue, priority));
                members.push(agent);
            }
        }
        self.stirred = true;
    }

    /// Changes who sits at a device (a plan applies to triggers from here on).
    ///
    /// # Panics
    /// If the device does not exist.
    pub fn attend(&mut self, device: DeviceId, attended: Attended) {
        self.seat_mut(device).device.attended = attended;
    }

    /// Carries out a service. A call that it makes exists when it returns: a far end that cannot be
    /// reached fails by a deadline of the same instant.
    ///
    /// # Errors
    /// The refusal, which changed nothing.
    ///
    /// # Panics
    /// In debug builds, if `now` is before an instant that the switch was told earlier.
    pub fn command(&mut self, now: Time, command: Command) -> Result<Receipt, Refusal> {
        debug_assert!(
            now >= self.now,
            "time does not run back from {} to {now}",
            self.now
        );
        let before = std::mem::replace(&mut self.now, now);
        let answer = self.carry_out(command);
        match answer {
            Ok(_) => self.settle(),
            Err(_) => self.now = before,
        }
        answer
    }

    /// Ends or starts what is due at `now`, in the order of the deadlines. What becomes due at `now`
    /// only by this is left to the next call, so that whoever drives the switch sees a plan that
    /// never comes to rest. Poll events afterwards.
    pub fn handle_timeout(&mut self, now: Time) {
        debug_assert!(
            now >= self.now,
            "time does not run back from {} to {now}",
            self.now
        );
        let limit = self.deadlines.sequence();
        while let Some((at, wake)) = self.deadlines.take_due(now, limit) {
            self.now = self.now.max(at);
            self.wake(wake);
            self.settle();
        }
        self.now = now;
    }

    /// Returns the next event, oldest first. Poll until `None` after every `command` and
    /// `handle_timeout`.
    #[must_use]
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Returns the next instant at which something happens by itself.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        debug_assert!(
            self.events.is_empty(),
            "events are drained before the deadline is read"
        );
        self.deadlines.first()
    }

    /// Returns the settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns an agent.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> Option<&Agent> {
        self.duty(id).map(|duty| &duty.agent)
    }

    /// Returns all agents, by id.
    pub fn agents(&self) -> impl Iterator<Item = &Agent> {
        self.staff.iter().map(|duty| &duty.agent)
    }

    /// Returns the agent who is logged on at a device.
    #[must_use]
    pub fn agent_at(&self, device: DeviceId) -> Option<&Agent> {
        self.agent(self.seat(device)?.agent?)
    }

    /// Returns a device.
    #[must_use]
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        self.seat(id).map(|seat| &seat.device)
    }

    /// Returns all devices, by id.
    pub fn devices(&self) -> impl Iterator<Item = &Device> {
        self.seats.iter().map(|seat| &seat.device)
    }

    /// Returns a call that has not ended.
    #[must_use]
    pub fn call(&self, id: CallId) -> Option<&Call> {
        self.calls.get(&id).map(|ongoing| &ongoing.call)
    }

    /// Returns all calls that have not ended, by id.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.values().map(|ongoing| &ongoing.call)
    }

    /// Returns the calls that a device is in, by id.
    pub fn calls_of(&self, device: DeviceId) -> impl Iterator<Item = &Call> {
        let calls = self.seat(device).map_or(&[][..], |seat| &seat.calls);
        calls.iter().filter_map(|call| self.call(*call))
    }

    /// Returns a queue.
    #[must_use]
    pub fn queue(&self, id: QueueId) -> Option<&Queue> {
        self.queues.get(index(id.0)?)
    }

    /// Returns all queues, by id.
    pub fn queues(&self) -> impl Iterator<Item = &Queue> {
        self.queues.iter()
    }

    /// Returns what is kept of ended calls and agent states, oldest first.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.iter()
    }

    pub(crate) fn seat(&self, device: DeviceId) -> Option<&Seat> {
        self.seats.get(index(device.0)?)
    }

    pub(crate) fn seat_mut(&mut self, device: DeviceId) -> &mut Seat {
        &mut self.seats[index(device.0).expect("devices count from 1")]
    }

    pub(crate) fn duty(&self, agent: AgentId) -> Option<&Duty> {
        self.staff.get(index(agent.0)?)
    }

    pub(crate) fn duty_mut(&mut self, agent: AgentId) -> &mut Duty {
        &mut self.staff[index(agent.0).expect("agents count from 1")]
    }

    pub(crate) fn ongoing_mut(&mut self, call: CallId) -> &mut Ongoing {
        self.calls
            .get_mut(&call)
            .expect("a call that a service works on has not ended")
    }

    pub(crate) const fn count(&mut self) -> u64 {
        self.tick += 1;
        self.tick
    }

    /// Draws the consequences of what happened: agents whose last call ended, waiting calls.
    fn settle(&mut self) {
        while let Some(device) = (!self.left.is_empty()).then(|| self.left.remove(0)) {
            self.free(device);
        }
        if std::mem::take(&mut self.stirred) {
            self.distribute();
        }
    }
}

/// Returns the place of the entity with this number.
pub(crate) fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

/// Returns the number of the entity that comes after so many others.
fn number(others: usize) -> u32 {
    u32::try_from(others + 1).expect("a world has fewer than four thousand million of anything")
}
