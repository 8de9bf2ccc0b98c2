use ctimock_dialect::{Context, Directory, PartyKind, ProvisionError, World};

use super::{super::server::Server, fields::Fields};
use crate::dialect::serials::Serials;

/// The domain of a world without clients.
const DEFAULT_DOMAIN: &str = "test.cc";

impl Server {
    /// Builds a world: clients first, then parties, then queues, each in the file's order.
    pub(in crate::dialect) fn build(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<Directory, Vec<ProvisionError>> {
        self.serials = Serials::new(cx.mint());
        let mut errors = self.options.read(world);
        for client in &world.clients {
            let fields = Fields::new("clients", client);
            errors.extend(self.add_client(cx, &client.name, &fields).err());
        }
        if errors.is_empty() {
            errors.extend(self.leave_bindings(cx, world).err());
        }
        let domain = world
            .clients
            .iter()
            .find_map(|client| client.identity.get("domain")?.as_str())
            .unwrap_or(DEFAULT_DOMAIN);
        for party in &world.parties {
            let fields = Fields::new("parties", &party.person);
            let added = match party.kind {
                PartyKind::Agent => self.add_party_agent(cx, party, domain, &fields),
                PartyKind::Customer | PartyKind::Visitor | PartyKind::Group | PartyKind::Ivr => {
                    self.add_outsider(cx, party, &fields)
                }
            };
            errors.extend(added.err());
        }
        for party in &world.parties {
            let fields = Fields::new("parties", &party.person);
            errors.extend(self.shadowed(party, domain, &fields));
        }
        for queue in &world.queues {
            errors.extend(self.add_queue(cx, queue, domain).err());
        }
        if let Some(table) = world.tables.keys().next() {
            errors.push(ProvisionError {
                path: format!("given.{table}"),
                message: "wellClient has no such table".to_owned(),
            });
        }
        if errors.is_empty() {
            let names = self.names.clone();
            Ok(Directory { names })
        } else {
            Err(errors)
        }
    }
}
