use ctimock_dialect::{Channel, Context, ExchangeId};
use serde::Serialize;

use super::{
    body, form,
    refuse::Refused,
    reply::{Handled, Reply},
    server::Server,
};

/// The answer to a login (dossier §4.1): the only field that clients read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LoggedIn {
    session_id: String,
}

impl Server {
    /// Opens a session for the credentials of a form. All five paths do the same.
    pub(super) fn login(
        &mut self,
        cx: &mut Context<'_>,
        exchange: ExchangeId,
        body: &[u8],
    ) -> Handled {
        let readings = form::readings(body::text(body)?);
        let Some(first) = readings.first() else {
            let wanted = "wanted the form `username=…&password=…&namespace=…`";
            let there = if body.is_empty() {
                "no body"
            } else {
                "something else"
            };
            return Err(Refused::new(
                400,
                format!("{wanted}, and there was {there}"),
            ));
        };
        let agent = readings.iter().find_map(|read| {
            let login = format!("{}@{}", read.username, read.namespace);
            let agent = self.roster.by_login(&login)?;
            (*self.roster.agent(agent).password == *read.password).then_some(agent)
        });
        let Some(agent) = agent else {
            let (username, namespace) = (&first.username, &first.namespace);
            let error = format!("no agent `{username}@{namespace}` has this password");
            return Err(Refused::new(401, error));
        };
        self.find_binding(cx, agent);
        let session = cx.mint().uuid();
        self.open_session(cx.now(), session, agent);
        let agent = self.roster.agent(agent);
        if let Some(client) = agent.sole_client() {
            cx.claim(Channel::Exchange(exchange), client);
        }
        Ok(Reply::json(&LoggedIn {
            session_id: session.to_string(),
        }))
    }
}
