use ctimock_dialect::{Context, Person, ProvisionError, World};
use ctimock_switch::Attended;

use super::{super::server::Server, fields::Fields};
use crate::dialect::{problems::Problem, roster::with_domain};

impl Server {
    /// Sets up what unclean exits leave behind for each client (F10): its own binding, one at an extension
    /// more, or that of an agent more.
    pub(in crate::dialect) fn leave_bindings(
        &mut self,
        cx: &mut Context<'_>,
        world: &World,
    ) -> Result<(), ProvisionError> {
        let Some(problem) = self.keeps_bindings() else {
            return Ok(());
        };
        for client in &world.clients {
            let fields = Fields::new("clients", client);
            let domain = fields.text("domain")?;
            let login = with_domain(fields.text("jobNumber")?, domain);
            let Some(agent) = self.roster.by_login(&login) else {
                continue;
            };
            if self.bindings.has(agent) {
                continue;
            }
            let home = self.roster.agent(agent).home;
            let (who, at) = match problem {
                Problem::KeptElsewhere => {
                    let is_free =
                        |ext: &str| self.roster.station(&with_domain(ext, domain)).is_none();
                    let ghost = beside(client, "ext", fields.text("ext")?, is_free);
                    let fields = Fields::new("clients", &ghost);
                    (
                        agent,
                        self.add_station(cx, domain, &fields, Attended::Client)?,
                    )
                }
                Problem::KeptByAnother => {
                    let is_free =
                        |job: &str| self.roster.topic_owner(&with_domain(job, domain)).is_none();
                    let ghost = beside(client, "jobNumber", fields.text("jobNumber")?, is_free);
                    let fields = Fields::new("clients", &ghost);
                    let who = self.add_account(cx, domain, "", home, &fields)?;
                    self.roster.agent_mut(who).left_behind = true;
                    (who, home)
                }
                _ => (agent, home),
            };
            self.bindings.leave(agent, who, at);
        }
        Ok(())
    }
}

/// Returns a person with another number: the client's own with as many nines behind it as are needed.
fn beside(client: &Person, field: &str, own: &str, is_free: impl Fn(&str) -> bool) -> Person {
    let mut number = format!("{own}9");
    while !is_free(&number) {
        number.push('9');
    }
    let mut ghost = client.clone();
    ghost.identity.insert(field.to_owned(), number.into());
    ghost
}
