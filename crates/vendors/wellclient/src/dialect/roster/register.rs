use std::{collections::BTreeMap, sync::Arc};

use ctimock_switch::{AgentId, DeviceId, QueueId};

use super::{Agent, Device, Kind, Queue, reasons::Reasons, with_domain};

/// Agents, devices and queues of a world.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Roster {
    agents: BTreeMap<AgentId, Agent>,
    devices: BTreeMap<DeviceId, Device>,
    queues: BTreeMap<QueueId, Queue>,
    /// By login, `5001@test.cc`.
    logins: BTreeMap<Arc<str>, AgentId>,
    /// By the key of the new topic: the login with `_` for `.`.
    topics: BTreeMap<Box<str>, AgentId>,
    /// By `8001@test.cc`.
    stations: BTreeMap<Arc<str>, DeviceId>,
    /// By number.
    trunks: BTreeMap<Arc<str>, DeviceId>,
    /// By number.
    groups: BTreeMap<Arc<str>, QueueId>,
    pub(in crate::dialect) reasons: Reasons,
}

impl Roster {
    /// Adds an agent, whose login and topic are new.
    pub(in crate::dialect) fn add_agent(&mut self, agent: Agent) {
        self.logins.insert(Arc::clone(&agent.login), agent.id);
        self.topics.insert(topic_key(&agent.login), agent.id);
        self.agents.insert(agent.id, agent);
    }

    /// Adds a device, whose name is new.
    pub(in crate::dialect) fn add_device(&mut self, device: Device) {
        match &device.kind {
            Kind::Station { name, .. } => {
                self.stations.insert(Arc::clone(name), device.id);
            }
            Kind::Trunk { number, .. } => {
                self.trunks.insert(Arc::clone(number), device.id);
            }
            Kind::Group { .. } => {}
        }
        self.devices.insert(device.id, device);
    }

    /// Adds a queue, whose number is new and whose group device is there.
    pub(in crate::dialect) fn add_queue(&mut self, number: Arc<str>, queue: Queue) {
        self.groups.insert(number, queue.id);
        self.queues.insert(queue.id, queue);
    }

    pub(in crate::dialect) fn agent_mut(&mut self, id: AgentId) -> &mut Agent {
        self.agents.get_mut(&id).expect(KNOWN)
    }

    pub(in crate::dialect) fn device_mut(&mut self, id: DeviceId) -> &mut Device {
        self.devices.get_mut(&id).expect(KNOWN)
    }

    pub(in crate::dialect) fn agent(&self, id: AgentId) -> &Agent {
        self.agents.get(&id).expect(KNOWN)
    }

    pub(in crate::dialect) fn device(&self, id: DeviceId) -> &Device {
        self.devices.get(&id).expect(KNOWN)
    }

    pub(in crate::dialect) fn queue(&self, id: QueueId) -> &Queue {
        self.queues.get(&id).expect(KNOWN)
    }

    /// Returns all agents in the world's order.
    pub(in crate::dialect) fn agents(&self) -> impl Iterator<Item = &Agent> {
        self.agents.values()
    }

    /// Returns all agents in the world's order.
    pub(in crate::dialect) fn agents_mut(&mut self) -> impl Iterator<Item = &mut Agent> {
        self.agents.values_mut()
    }

    /// Finds an agent by `5001@test.cc`.
    pub(in crate::dialect) fn by_login(&self, login: &str) -> Option<AgentId> {
        self.logins.get(login).copied()
    }

    /// Finds the agent of a topic, in either of its two styles (dossier §5).
    pub(in crate::dialect) fn by_topic(&self, topic: &str) -> Option<AgentId> {
        if let Some(key) = topic.strip_prefix("/topic/event.agent.*.") {
            self.topics.get(key).copied()
        } else {
            self.by_login(topic.strip_prefix("/topic/csta/agent/")?)
        }
    }

    /// Returns who else has the topic of a login, if somebody has.
    pub(in crate::dialect) fn topic_owner(&self, login: &str) -> Option<AgentId> {
        self.topics.get(&topic_key(login)).copied()
    }

    /// Finds a station by `8001@test.cc`.
    pub(in crate::dialect) fn station(&self, name: &str) -> Option<DeviceId> {
        self.stations.get(name).copied()
    }

    /// Finds an extension of a domain.
    pub(in crate::dialect) fn extension(&self, ext: &str, domain: &str) -> Option<DeviceId> {
        self.station(&with_domain(ext, domain))
    }

    /// Finds an extension in any domain, in the world's order.
    pub(in crate::dialect) fn any_extension(&self, ext: &str) -> Option<DeviceId> {
        let is_it = |name: &str| name.split_once('@').is_some_and(|(it, _)| it == ext);
        self.devices
            .values()
            .find(|device| device.station().is_some_and(|(name, _)| is_it(name)))
            .map(|device| device.id)
    }

    /// Finds a number outside.
    pub(in crate::dialect) fn trunk(&self, number: &str) -> Option<DeviceId> {
        self.trunks.get(number).copied()
    }

    /// Finds a queue by its number.
    pub(in crate::dialect) fn group(&self, number: &str) -> Option<QueueId> {
        self.groups.get(number).copied()
    }
}

const KNOWN: &str = "everything in the switch was put there by its dialect";

fn topic_key(login: &str) -> Box<str> {
    login.replace('.', "_").into()
}
