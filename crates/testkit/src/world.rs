use ctimock_dialect::{PartyKind, PartySpec, Person, QueueSpec, World};
use ctimock_switch::Plan;
use serde_json::{Map, Value};

/// Builds a world as a scenario's `given` would.
#[derive(Clone, Debug, Default)]
pub struct WorldBuilder {
    world: World,
}

impl WorldBuilder {
    /// Returns a world with nobody in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a client with its identity, an object.
    #[must_use]
    pub fn client(mut self, name: &str, identity: Value) -> Self {
        self.world.clients.push(person(name, identity));
        self
    }

    /// Adds a customer with its identity, an object, and what it does by itself.
    #[must_use]
    pub fn customer(self, name: &str, identity: Value, plan: Plan) -> Self {
        self.party(PartyKind::Customer, name, identity, plan)
    }

    /// Adds a simulated agent.
    #[must_use]
    pub fn agent(self, name: &str, identity: Value, plan: Plan) -> Self {
        self.party(PartyKind::Agent, name, identity, plan)
    }

    /// Adds a party of any kind.
    #[must_use]
    pub fn party(mut self, kind: PartyKind, name: &str, identity: Value, plan: Plan) -> Self {
        self.world.parties.push(PartySpec {
            person: person(name, identity),
            kind,
            plan,
        });
        self
    }

    /// Adds a queue.
    #[must_use]
    pub fn queue(mut self, queue: QueueSpec) -> Self {
        self.world.queues.push(queue);
        self
    }

    /// Sets a setting of the vendor.
    #[must_use]
    pub fn setting(mut self, name: &str, value: Value) -> Self {
        self.world.settings.insert(name.to_owned(), value);
        self
    }

    /// Returns the world.
    #[must_use]
    pub fn build(self) -> World {
        self.world
    }
}

fn person(name: &str, identity: Value) -> Person {
    Person {
        name: name.to_owned(),
        identity: match identity {
            Value::Object(fields) => fields,
            Value::Null => Map::new(),
            other => panic!("the identity of `{name}` is an object, not {other}"),
        },
    }
}
