use std::{collections::BTreeMap, sync::Arc};

use ctimock_dialect::{Action, Deed, World};
use ctimock_mock::{Entry, ResolvedAct};
use serde_json::Value;

/// How the people of one file are called in the merged world, where that is not their own name: two files
/// may both have an `anna`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Aliases {
    merged: BTreeMap<String, String>,
}

impl Aliases {
    /// Calls somebody otherwise.
    pub(crate) fn add(&mut self, own: &str, merged: String) {
        self.merged.insert(own.to_owned(), merged);
    }

    /// Returns the merged world's name of a file's name; other words stay.
    pub(crate) fn merged_name<'n>(&'n self, own: &'n str) -> &'n str {
        self.merged.get(own).map_or(own, String::as_str)
    }

    /// Renames everybody in a world.
    pub(crate) fn rename_world(&self, world: &mut World) {
        let rename = |name: &mut String| {
            if let Some(merged) = self.merged.get(name.as_str()) {
                name.clone_from(merged);
            }
        };
        for client in &mut world.clients {
            rename(&mut client.name);
        }
        for party in &mut world.parties {
            rename(&mut party.person.name);
        }
        for queue in &mut world.queues {
            rename(&mut queue.name);
            for (member, _) in &mut queue.members {
                rename(member);
            }
        }
    }

    /// Renames everybody in an act of the file.
    pub(crate) fn rename_act(&self, act: ResolvedAct) -> ResolvedAct {
        if self.merged.is_empty() {
            return act;
        }
        match act {
            ResolvedAct::Party { who, deed, of } => ResolvedAct::Party {
                who: self.merged_name(&who).to_owned(),
                deed: self.rename_deed(deed),
                of,
            },
            ResolvedAct::Backend(action) => ResolvedAct::Backend(self.rename_action(action)),
            ResolvedAct::Fault(mut fault) => {
                let client = fault.client.take();
                fault.client = client.map(|client| self.merged_name(&client).to_owned());
                ResolvedAct::Fault(fault)
            }
        }
    }

    /// Returns an entry as the file sees it: with its own names, and without who is not in it.
    pub(crate) fn seen(&self, entry: &Entry) -> Option<Entry> {
        let client = entry.client.as_deref()?;
        if self.merged.is_empty() {
            return None;
        }
        let own = self.merged.iter().find(|(_, merged)| *merged == client);
        let seen = match own {
            Some((own, _)) => Some(Arc::from(own.as_str())),
            None if self.merged.contains_key(client) => None,
            None => return None,
        };
        Some(Entry {
            client: seen,
            ..entry.clone()
        })
    }

    /// Texts of a deed (digits, what is said) are never names.
    fn rename_deed(&self, deed: Deed) -> Deed {
        match deed {
            Deed::Calls { to, media, data } => Deed::Calls {
                to: self.merged_name(&to).to_owned(),
                media,
                data,
            },
            Deed::Transfers { to } => Deed::Transfers {
                to: self.merged_name(&to).to_owned(),
            },
            Deed::Invites { who } => Deed::Invites {
                who: self.merged_name(&who).to_owned(),
            },
            other => other,
        }
    }

    fn rename_action(&self, mut action: Action) -> Action {
        for value in action.params.values_mut() {
            if let Value::String(text) = value
                && let Some(merged) = self.merged.get(text.as_str())
            {
                text.clone_from(merged);
            }
        }
        action
    }
}
