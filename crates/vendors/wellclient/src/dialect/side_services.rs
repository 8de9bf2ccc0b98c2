use serde::Serialize;

use super::{
    refuse::Refused,
    reply::{Handled, Reply},
    server::Server,
};

/// The trunk prefixes of an agent (dossier §7).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Trunks<'a> {
    agent_trunks: Vec<Trunk<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Trunk<'a> {
    scan_prefix: &'a str,
}

impl Server {
    /// Returns an agent's trunk prefixes, as declared: the client removes repetitions itself.
    pub(super) fn prefixes(&self, domain: &str, login: &str) -> Handled {
        let agent = self
            .roster
            .by_login(login)
            .map(|agent| self.roster.agent(agent))
            .filter(|agent| *agent.domain == *domain)
            .ok_or_else(|| {
                Refused::new(404, format!("tenant `{domain}` has no agent `{login}`"))
            })?;
        let agent_trunks = agent
            .prefixes
            .iter()
            .map(|prefix| Trunk {
                scan_prefix: prefix,
            })
            .collect();
        Ok(Reply::json(&Trunks { agent_trunks }))
    }
}
