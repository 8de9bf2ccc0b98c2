use std::{collections::BTreeMap, fmt, time::Duration};

use ctimock_switch::{CallId, DeviceId, OnEmpty, OnNoAnswer, Plan, Policy, QueueId};
use serde_json::{Map, Value};

/// What a scenario's `given` sets up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World {
    /// Identities under which clients under test connect, in the file's order.
    pub clients: Vec<Person>,
    /// Simulated people, in the file's order.
    pub parties: Vec<PartySpec>,
    /// Queues, in the file's order.
    pub queues: Vec<QueueSpec>,
    /// Vendor-specific tables, as written: `skill_groups`, `apps`, `numbers`.
    pub tables: BTreeMap<String, Map<String, Value>>,
    /// The vendor's settings, by name.
    pub settings: Map<String, Value>,
}

/// A name in the scenario with the vendor's own identity fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The scenario's name.
    pub name: String,
    /// The vendor's identity fields, as written.
    pub identity: Map<String, Value>,
}

/// What a simulated party is.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum PartyKind {
    /// Somebody outside who calls or is called.
    #[default]
    Customer,
    /// Somebody who came through a page or an app.
    Visitor,
    /// An agent of the contact centre that is simulated.
    Agent,
    /// A number that stands for several.
    Group,
    /// A machine that answers.
    Ivr,
}

/// A simulated person.
#[derive(Clone, Debug, PartialEq)]
pub struct PartySpec {
    /// Who it is.
    pub person: Person,
    /// What it is.
    pub kind: PartyKind,
    /// What it does by itself.
    pub plan: Plan,
}

/// A queue.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct QueueSpec {
    /// The scenario's name.
    pub name: String,
    /// The number that callers dial; the name, if none is given.
    pub number: String,
    /// Names of clients and agent parties, with their priorities (smaller is first).
    pub members: Vec<(String, u8)>,
    /// Who is asked first.
    pub policy: Policy,
    /// How long one agent is rung; `None` is the switch's ring time-out.
    pub ring_timeout: Option<Duration>,
    /// What becomes of a call that an agent lets ring.
    pub on_no_answer: OnNoAnswer,
    /// What becomes of a call when nobody is logged on.
    pub on_empty: OnEmpty,
}

/// What a word stands for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Found {
    /// A device.
    Device(DeviceId),
    /// A queue.
    Queue(QueueId),
    /// A call.
    Call(CallId),
}

/// Where the people and queues of a world ended up.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Directory {
    /// By the scenario's names: clients, parties and queues share one name space.
    pub names: BTreeMap<String, Found>,
}

/// Something in a world that cannot be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProvisionError {
    /// Where: `given.clients.anna.ext`.
    pub path: String,
    /// What was wanted and what was there.
    pub message: String,
}

impl fmt::Display for ProvisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path, self.message)
    }
}
