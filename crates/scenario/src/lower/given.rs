//! `given`: who exists.

use std::collections::BTreeMap;

use ctimock_dialect::{PartyKind, PartySpec, Person, World, contract::Field};
use serde_json::{Map, Value};

use super::{Cx, json, keys::Keys, known::Known, people::People, queue, reaction, scalar};
use crate::{
    Diagnostic,
    read::{Entry, Key, Node},
    words::{GIVEN, PARTY, PARTY_KINDS, WHEN_CALLED},
};

/// Lowers `given`. Whoever is named is declared, even if something about them is wrong: the steps are
/// not wrong for it.
pub(crate) fn given(cx: &mut Cx<'_>, node: &Node) -> Option<World> {
    let keys = Keys::of(&mut cx.report, node, "`given`")?;
    let known: Vec<&str> = GIVEN.iter().map(|term| term.name).collect();
    keys.only(&mut cx.report, "`given`", &known);

    let sections = ["clients", "parties", "queues"].map(|name| people_section(cx, &keys, name));
    check_names(cx, &sections);
    let [client_entries, party_entries, queue_entries] = sections;
    cx.people = declare(client_entries, party_entries, queue_entries);

    let clients = client_entries
        .iter()
        .map(|entry| client(cx, entry))
        .collect::<Vec<_>>();
    let clients: Option<Vec<Person>> = clients.into_iter().collect();
    if let Some(clients) = &clients {
        cx.people.clients.clone_from(clients);
    }
    let parties = party_entries
        .iter()
        .map(|entry| party(cx, entry))
        .collect::<Vec<_>>();
    let queues = queue_entries
        .iter()
        .map(|entry| queue::queue(cx, entry))
        .collect::<Vec<_>>();
    let tables = tables(cx, &keys);
    let settings = settings(cx, &keys);
    Some(World {
        clients: clients?,
        parties: parties.into_iter().collect::<Option<_>>()?,
        queues: queues.into_iter().collect::<Option<_>>()?,
        tables: tables?,
        settings: settings?,
    })
}

fn people_section<'n>(cx: &mut Cx<'_>, keys: &Keys<'n>, name: &str) -> &'n [Entry] {
    keys.get(name)
        .and_then(|node| Keys::of(&mut cx.report, node, &format!("`{name}`")))
        .map_or(&[], |keys| keys.entries())
}

/// Clients, parties and queues share one name space.
fn check_names(cx: &mut Cx<'_>, sections: &[&[Entry]; 3]) {
    let mut seen: BTreeMap<&str, (usize, &Key)> = BTreeMap::new();
    for (section, entries) in sections.iter().enumerate() {
        for entry in *entries {
            let key = &entry.key;
            if key.text.starts_with('$') || key.text.is_empty() {
                cx.report.add(
                    Diagnostic::at(
                        "bad-name",
                        &key.place,
                        format!("nobody can be called `{}`", key.text),
                        "`$` begins a name that is bound while the scenario runs",
                    )
                    .help("write a name such as `anna`"),
                );
            }
            match seen.get(key.text.as_str()) {
                Some((other, earlier)) if *other != section => cx.report.add(
                    Diagnostic::at(
                        "name-taken",
                        &key.place,
                        format!("`{}` is declared twice", key.text),
                        "the same name again",
                    )
                    .related(&earlier.place, "it is declared here")
                    .help("clients, parties and queues need names of their own"),
                ),
                Some(_) => {}
                None => {
                    seen.insert(&key.text, (section, key));
                }
            }
        }
    }
}

fn declare(clients: &[Entry], parties: &[Entry], queues: &[Entry]) -> People {
    let names = |entries: &[Entry]| entries.iter().map(|entry| entry.key.text.clone()).collect();
    let clients = clients.iter().map(|entry| Person {
        name: entry.key.text.clone(),
        identity: Map::new(),
    });
    People {
        clients: clients.collect(),
        parties: names(parties),
        queues: names(queues),
        clientless: false,
    }
}

fn client(cx: &mut Cx<'_>, entry: &Entry) -> Option<Person> {
    let owner = format!("client `{}`", entry.key.text);
    let contract = cx.contract;
    let keys = Keys::of(&mut cx.report, &entry.value, &owner)?;
    let identity = identity(
        cx,
        &keys,
        &owner,
        &contract.identity.client,
        &entry.key,
        &[],
    );
    Some(Person {
        name: entry.key.text.clone(),
        identity: identity?,
    })
}

fn party(cx: &mut Cx<'_>, entry: &Entry) -> Option<PartySpec> {
    let owner = format!("party `{}`", entry.key.text);
    let contract = cx.contract;
    let keys = Keys::of(&mut cx.report, &entry.value, &owner)?;
    let kind = match keys.get("is") {
        Some(node) => kind(cx, node),
        None => Some(PartyKind::default()),
    };
    let fields = match kind.unwrap_or_default() {
        PartyKind::Customer | PartyKind::Visitor | PartyKind::Ivr => &contract.identity.customer,
        PartyKind::Agent => &contract.identity.agent,
        PartyKind::Group => &contract.identity.group,
    };
    let mut reserved: Vec<&str> = PARTY.iter().map(|term| term.name).collect();
    reserved.extend(WHEN_CALLED.iter().map(|phrase| phrase.name));
    let person = identity(cx, &keys, &owner, fields, &entry.key, &reserved);
    let mode = mode(cx, &keys, &owner, fields, kind.unwrap_or_default());
    let plan = reaction::plan(cx, &keys);
    let mut identity = person?;
    if let Some(mode) = mode? {
        identity.insert("mode".to_owned(), Value::String(mode));
    }
    Some(PartySpec {
        person: Person {
            name: entry.key.text.clone(),
            identity,
        },
        kind: kind?,
        plan: plan?,
    })
}

fn kind(cx: &mut Cx<'_>, node: &Node) -> Option<PartyKind> {
    let word = scalar::one_of(&mut cx.report, node, "`is`", PARTY_KINDS)?;
    Some(match word {
        "visitor" => PartyKind::Visitor,
        "agent" => PartyKind::Agent,
        "group" => PartyKind::Group,
        "ivr" => PartyKind::Ivr,
        _ => PartyKind::Customer,
    })
}

/// Reads the mode in which an agent is logged on. A contract that documents a field `mode` checks it as
/// a part of the identity.
fn mode(
    cx: &mut Cx<'_>,
    keys: &Keys<'_>,
    owner: &str,
    fields: &[Field],
    kind: PartyKind,
) -> Option<Option<String>> {
    let Some(node) = keys.get("mode") else {
        return Some(None);
    };
    if kind != PartyKind::Agent {
        return cx.report.refuse(
            Diagnostic::at(
                "mode-without-agent",
                &node.place,
                "only agents have a `mode`",
                "this party is no agent",
            )
            .help("add `is: agent`"),
        );
    }
    if let Some(field) = fields.iter().find(|field| field.name == "mode") {
        let fields = std::slice::from_ref(field);
        let key = keys.key("mode")?;
        let known = Known::fields(cx.contract, "field", owner, fields);
        let known = known.child(&mut cx.report, key);
        return json::json(&mut cx.report, node, known)?
            .as_str()
            .map(|mode| Some(mode.to_owned()));
    }
    scalar::text(&mut cx.report, node, "`mode`").map(Some)
}

/// Reads the vendor's own identity fields: all keys that the language does not have.
fn identity(
    cx: &mut Cx<'_>,
    keys: &Keys<'_>,
    owner: &str,
    fields: &[Field],
    key: &Key,
    reserved: &[&str],
) -> Option<Map<String, Value>> {
    let known = Known::fields(cx.contract, "identity field", owner, fields).beside(reserved);
    let own = keys
        .entries()
        .iter()
        .filter(|entry| !reserved.contains(&entry.key.text.as_str()));
    let identity = json::object(&mut cx.report, own, known);
    known.check_required(&mut cx.report, &key.place, |name| keys.get(name).is_some());
    identity
}

fn tables(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<BTreeMap<String, Map<String, Value>>> {
    let mut tables = BTreeMap::new();
    let mut whole = true;
    for name in ["skill_groups", "apps", "numbers"] {
        let Some(node) = keys.get(name) else { continue };
        let known = cx.free();
        let table = Keys::of(&mut cx.report, node, &format!("`{name}`"))
            .and_then(|table| json::object(&mut cx.report, table.entries().iter(), known));
        match table {
            Some(table) => {
                tables.insert(name.to_owned(), table);
            }
            None => whole = false,
        }
    }
    whole.then_some(tables)
}

fn settings(cx: &mut Cx<'_>, keys: &Keys<'_>) -> Option<Map<String, Value>> {
    let Some(node) = keys.get("settings") else {
        return Some(Map::new());
    };
    let contract = cx.contract;
    let settings = Keys::of(&mut cx.report, node, "`settings`")?;
    let owner = format!("vendor `{}`", contract.vendor);
    let known = Known::params(contract, "setting", &owner, &contract.settings);
    let read = json::object(&mut cx.report, settings.entries().iter(), known);
    known.check_required(&mut cx.report, &node.place, |name| {
        settings.get(name).is_some()
    });
    read
}
