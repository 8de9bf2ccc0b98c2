use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ctimock_dialect::{Contract, PartyKind, Person, Variant, World, contract::Field};
use ctimock_scenario::Scenario;
use serde_json::Value;

use super::Aliases;
use crate::ServeError;

/// The worlds of several files as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merged {
    pub(crate) world: World,
    pub(crate) variant: Variant,
    pub(crate) parts: Vec<Part>,
}

/// A file's part in a merged world.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    id: String,
    /// Its people and queues, by the merged world's names.
    names: BTreeSet<String>,
    /// What is played; `None` if the file is a world.
    pub(crate) scenario: Option<Arc<Scenario>>,
    pub(crate) aliases: Aliases,
}

/// Merges the worlds of one vendor's files. Each file has identities of its own; a name that several
/// files use stands for somebody else in each.
///
/// # Errors
/// Two files use the same identity, or want a setting, quirk or table differently.
pub(crate) fn merge(
    scenarios: Vec<Arc<Scenario>>,
    contract: fn() -> &'static Contract,
) -> Result<Merged, ServeError> {
    if scenarios.len() > 1 {
        compare(&scenarios, contract())?;
    }
    let mut merged = Merged::default();
    let mut taken = BTreeSet::new();
    for scenario in scenarios {
        let id = scenario.id();
        let mut aliases = Aliases::default();
        let mut names = BTreeSet::new();
        for name in own_names(&scenario.world) {
            let mut free = name.to_owned();
            while !taken.insert(free.clone()) {
                free = format!("{id}:{free}");
            }
            if free != name {
                aliases.add(name, free.clone());
            }
            names.insert(free);
        }
        merged.variant.overlay(&scenario.variant);
        // A world may have thousands of people: nobody needs it twice.
        let (mut world, scenario) = match scenario.is_world() {
            true => (Arc::unwrap_or_clone(scenario).world, None),
            false => (scenario.world.clone(), Some(scenario)),
        };
        aliases.rename_world(&mut world);
        merged.world.clients.extend(world.clients);
        merged.world.parties.extend(world.parties);
        merged.world.queues.extend(world.queues);
        merged.world.settings.extend(world.settings);
        for (table, rows) in world.tables {
            merged.world.tables.entry(table).or_default().extend(rows);
        }
        merged.parts.push(Part {
            id,
            names,
            scenario,
            aliases,
        });
    }
    Ok(merged)
}

impl Merged {
    /// Returns the id of the file that has the path of a merged world (`given.clients.anna.ext`).
    pub(crate) fn file_of(&self, path: &str) -> &str {
        let rest = path.strip_prefix("given.");
        let named = rest.and_then(|rest| rest.split_once('.'));
        let holds = |part: &&Part| {
            named.is_some_and(|(_, named)| {
                part.names.iter().any(|name| {
                    let rest = named.strip_prefix(name.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
            })
        };
        let part = self.parts.iter().find(holds);
        part.or_else(|| self.parts.first())
            .map_or("", |part| part.id.as_str())
    }
}

fn own_names(world: &World) -> impl Iterator<Item = &str> {
    let clients = world.clients.iter().map(|client| client.name.as_str());
    let parties = world.parties.iter().map(|party| party.person.name.as_str());
    let queues = world.queues.iter().map(|queue| queue.name.as_str());
    clients.chain(parties).chain(queues)
}

/// Finds what two files share.
fn compare(scenarios: &[Arc<Scenario>], contract: &Contract) -> Result<(), ServeError> {
    let mut earlier: Vec<(&Scenario, BTreeMap<String, Wish>)> = Vec::new();
    for scenario in scenarios {
        let ours = wants(scenario, contract);
        for (other, theirs) in &earlier {
            let clash = ours.iter().find(|(what, wish)| match theirs.get(*what) {
                None => false,
                Some(Wish::Owned) => true,
                Some(value) => value != *wish,
            });
            if let Some((what, _)) = clash {
                return Err(ServeError::Shared {
                    first: other.id(),
                    second: scenario.id(),
                    identity: what.clone(),
                });
            }
        }
        earlier.push((scenario, ours));
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
    let problems: Vec<&str> = scenario.variant.problems.iter().collect();
    let problem = (!problems.is_empty()).then(|| ("a `problem`".to_owned(), problems.into()));
    let quirks = scenario
        .variant
        .quirks
        .iter()
        .map(|(name, value)| (format!("quirk `{name}`"), Value::from(value)));
    owned
        .map(|name| (name, Wish::Owned))
        .chain(
            settings
                .chain(tables)
                .chain(quirks)
                .chain(problem)
                .map(|(name, value)| (name, Wish::Value(value))),
        )
        .collect()
}

/// Returns an identity in words: the fields without which nobody is told apart.
fn identity(kind: &str, fields: &[Field], person: &Person) -> String {
    let told = fields
        .iter()
        .filter(|field| field.required && !field.secret)
        .filter_map(|field| {
            let value = person.identity.get(&field.name)?;
            Some(format!("{} {value}", field.name))
        });
    format!("{kind} {}", told.collect::<Vec<_>>().join(", "))
}
