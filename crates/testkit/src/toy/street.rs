//! Who lives where: what the Bell knows beside the switch.

use std::{collections::BTreeMap, sync::Arc};

use ctimock_dialect::{
    Context, Directory, Found, PartyKind, Person, ProvisionError, SocketId, World,
};
use ctimock_switch::{Attended, DeviceId, DeviceKind};
use serde_json::Value;

/// A client's house.
#[derive(Debug)]
pub(super) struct House {
    /// The scenario's name of the client.
    pub(super) client: Arc<str>,
    pub(super) token: Option<String>,
    pub(super) socket: Option<SocketId>,
}

/// All numbers, with their telephones.
#[derive(Debug, Default)]
pub(super) struct Street {
    /// The clients' houses, by telephone.
    pub(super) houses: BTreeMap<DeviceId, House>,
    numbers: BTreeMap<String, DeviceId>,
}

impl Street {
    /// Builds a world. All that is wrong in it is reported, not only the first mistake.
    pub(super) fn build(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<Directory, Vec<ProvisionError>> {
        let mut directory = Directory::default();
        let mut wrong = Vec::new();
        for person in &world.clients {
            let path = format!("given.clients.{}.house", person.name);
            let attended = (DeviceKind::Station, Attended::Client);
            match self.settle(cx, person, "house", path, attended) {
                Ok(device) => {
                    let house = House {
                        client: Arc::from(person.name.as_str()),
                        token: None,
                        socket: None,
                    };
                    self.houses.insert(device, house);
                    let found = Found::Device(device);
                    directory.names.insert(person.name.clone(), found);
                }
                Err(error) => wrong.push(error),
            }
        }
        for party in &world.parties {
            let (field, kind) = match party.kind {
                PartyKind::Agent => ("house", DeviceKind::Station),
                PartyKind::Customer | PartyKind::Visitor | PartyKind::Group | PartyKind::Ivr => {
                    ("number", DeviceKind::Trunk)
                }
            };
            let path = format!("given.parties.{}.{field}", party.person.name);
            let attended = (kind, Attended::Behaviour(party.plan.clone()));
            match self.settle(cx, &party.person, field, path, attended) {
                Ok(device) => {
                    let found = Found::Device(device);
                    directory.names.insert(party.person.name.clone(), found);
                }
                Err(error) => wrong.push(error),
            }
        }
        wrong.extend(world.queues.iter().map(|queue| ProvisionError {
            path: format!("given.queues.{}", queue.name),
            message: "the Bell has no queues".to_owned(),
        }));
        match wrong.is_empty() {
            true => Ok(directory),
            false => Err(wrong),
        }
    }

    /// Returns the telephone of a number. A longer number that nobody declared is somebody outside who
    /// ignores calls.
    pub(super) fn find(&mut self, cx: &mut Context<'_>, number: &str) -> Option<DeviceId> {
        if let Some(device) = self.numbers.get(number) {
            return Some(*device);
        }
        let outside = number.len() >= 5 && number.bytes().all(|byte| byte.is_ascii_digit());
        outside.then(|| {
            let switch = cx.switch_mut();
            let device = switch.add_device(DeviceKind::Trunk, true, Attended::Nobody);
            self.numbers.insert(number.to_owned(), device);
            device
        })
    }

    pub(super) fn number(&self, device: DeviceId) -> &str {
        self.numbers
            .iter()
            .find(|(_, known)| **known == device)
            .map_or("unknown", |(number, _)| number)
    }

    /// Returns the house that has logged in with this token.
    pub(super) fn by_token(&self, token: &str) -> Option<DeviceId> {
        self.houses
            .iter()
            .find(|(_, house)| house.token.as_deref() == Some(token))
            .map(|(device, _)| *device)
    }

    pub(super) fn by_socket(&self, socket: SocketId) -> Option<DeviceId> {
        self.houses
            .iter()
            .find(|(_, house)| house.socket == Some(socket))
            .map(|(device, _)| *device)
    }

    fn settle(
        &mut self,
        cx: &mut Context<'_>,
        person: &Person,
        field: &str,
        path: String,
        (kind, attended): (DeviceKind, Attended),
    ) -> Result<DeviceId, ProvisionError> {
        let message = match person.identity.get(field) {
            Some(Value::String(number)) if !self.numbers.contains_key(number) => {
                let device = cx.switch_mut().add_device(kind, true, attended);
                self.numbers.insert(number.clone(), device);
                return Ok(device);
            }
            Some(Value::String(number)) => format!("`{number}` is taken"),
            Some(other) => format!("a {field} is a string, not {other}"),
            None => format!("there is no {field}"),
        };
        Err(ProvisionError { path, message })
    }
}
