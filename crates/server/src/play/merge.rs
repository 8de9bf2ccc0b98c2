use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ctimock_dialect::{Contract, PartyKind, Person, Quirks, World, contract::Field};
use ctimock_scenario::Scenario;
use serde_json::Value;

use super::Aliases;
use crate::ServeError;

/// The worlds of several files as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merged {
    pub(crate) world: World,
    pub(crate) quirks: Quirks,
    pub(crate) parts: Vec<Part>,
}

/// A file's part in a merged world.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) aliases: Aliases,
}

/// Merges the worlds of one vendor's files. Each file has identities of its own; a name that several
/// files use stands for somebody else in each.
///
/// # Errors
/// Two files use the same identity, or want a setting, quirk or table differently.
pub(crate) fn merge(
    scenarios: &[Arc<Scenario>],
    contract: fn() -> &'static Contract,
) -> Result<Merged, ServeError> {
    let mut merged = Merged::default();
    let mut names = BTreeSet::new();
    for scenario in scenarios {
        if !merged.parts.is_empty() {
            compare(&merged.parts, scenario, contract())?;
        }
        let mut aliases = Aliases::default();
        for name in own_names(&scenario.world) {
            let mut free = name.to_owned();
            while !names.insert(free.clone()) {
                free = format!("{}:{free}", scenario.id());
            }
            if free != name {
                aliases.add(name, free);
            }
        }
        let mut world = scenario.world.clone();
        aliases.rename_world(&mut world);
        merged.world.clients.extend(world.clients);
        merged.world.parties.extend(world.parties);
        merged.world.queues.extend(world.queues);
        merged.world.settings.extend(world.settings);
        for (table, rows) in world.tables {
            merged.world.tables.entry(table).or_default().extend(rows);
        }
        merged.quirks.overlay(&scenario.quirks);
        merged.parts.push(Part {
            scenario: Arc::clone(scenario),
            aliases,
        });
    }
    Ok(merged)
}

impl Merged {
    /// Returns the id of the file that has the path of a merged world (`given.clients.anna.ext`).
    pub(crate) fn file_of(&self, path: &str) -> String {
        let holds = |part: &&Part| {
            own_names(&part.scenario.world).any(|name| {
                let merged = part.aliases.merged_name(name);
                let rest = path
                    .split_once("given.")
                    .and_then(|(_, rest)| rest.split_once('.'));
                rest.and_then(|(_, rest)| rest.strip_prefix(merged))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        let part = self.parts.iter().find(holds).or_else(|| self.parts.first());
        part.map_or_else(String::new, |part| part.scenario.id())
    }
}

fn own_names(world: &World) -> impl Iterator<Item = &str> {
    let clients = world.clients.iter().map(|client| client.name.as_str());
    let parties = world.parties.iter().map(|party| party.person.name.as_str());
    let queues = world.queues.iter().map(|queue| queue.name.as_str());
    clients.chain(parties).chain(queues)
}

/// Finds what a file shares with those before it.
fn compare(
    earlier: &[Part],
    scenario: &Arc<Scenario>,
    contract: &Contract,
) -> Result<(), ServeError> {
    let wanted = wants(scenario, contract);
    for part in earlier {
        let theirs = wants(&part.scenario, contract);
        for (what, ours) in &wanted {
            let clash = match (ours, theirs.get(what)) {
                (_, None) => false,
                (Wish::Owned, Some(_)) => true,
                (Wish::Value(ours), Some(theirs)) => Wish::Value(ours.clone()) != *theirs,
            };
            if clash {
                return Err(ServeError::Shared {
                    first: part.scenario.id(),
                    second: scenario.id(),
                    identity: what.clone(),
                });
            }
        }
    }
    Ok(())
}

/// What a file wants of the one world.
#[derive(Clone, Debug, PartialEq)]
enum Wish {
    /// It for itself.
    Owned,
    /// It to be so.
    Value(Value),
}

/// Returns what a file wants, by how it is named in messages.
fn wants(scenario: &Scenario, contract: &Contract) -> BTreeMap<String, Wish> {
    let world = &scenario.world;
    let fields = &contract.identity;
    let clients = world.clients.iter();
    let clients = clients.map(|client| identity("client", &fields.client, client));
    let parties = world.parties.iter().map(|party| match party.kind {
        PartyKind::Agent => identity("agent", &fields.agent, &party.person),
        PartyKind::Group => identity("group", &fields.group, &party.person),
        PartyKind::Customer | PartyKind::Visitor | PartyKind::Ivr => {
            identity("customer", &fields.customer, &party.person)
        }
    });
    let queues = world
        .queues
        .iter()
        .map(|queue| format!("queue `{}`", queue.number));
    let owned = clients.chain(parties).chain(queues);
    let settings = world
        .settings
        .iter()
        .map(|(name, value)| (format!("setting `{name}`"), value.clone()));
    let tables = world.tables.iter().flat_map(|(table, rows)| {
        rows.iter()
            .map(move |(name, row)| (format!("`{name}` of `{table}`"), row.clone()))
    });
    let quirks = scenario
        .quirks
        .iter()
        .map(|(name, value)| (format!("quirk `{name}`"), Value::from(value)));
    owned
        .map(|name| (name, Wish::Owned))
        .chain(
            settings
                .chain(tables)
                .chain(quirks)
                .map(|(name, value)| (name, Wish::Value(value))),
        )
        .collect()
}

/// Returns an identity in words: the fields without which nobody is told apart.
fn identity(kind: &str, fields: &[Field], person: &Person) -> String {
    let told = fields
        .iter()
        .filter(|field| field.required)
        .filter_map(|field| {
            let value = person.identity.get(&field.name)?;
            Some(format!("{} {value}", field.name))
        });
    format!("{kind} {}", told.collect::<Vec<_>>().join(", "))
}
