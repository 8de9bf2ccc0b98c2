use std::borrow::Cow;

use ctimock_dialect::Context;
use ctimock_switch::{CallData, Command};
use serde::Deserialize;

use super::{
    body::{self, Loose},
    percent,
    refuse::Refused,
    reply::{Handled, Reply},
    server::Server,
};

/// The body of `POST …/calls/{callId}/user-data` (dossier §7).
#[derive(Debug, Deserialize)]
struct Entries<'a> {
    #[serde(borrow)]
    entries: Vec<Entry<'a>>,
}

#[derive(Debug, Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow)]
    value: Loose<'a>,
}

impl Server {
    /// Attaches data to a call; later `delivered` events have them.
    pub(super) fn set_call_data(
        &mut self,
        cx: &mut Context<'_>,
        name: &str,
        body: &[u8],
    ) -> Handled {
        let name = percent::decode(name);
        let call = self.named_call(&name)?;
        let request: Entries<'_> = body::json(body, "`entries` of `key` and `value`")?;
        let data: CallData = request
            .entries
            .into_iter()
            .map(|entry| (entry.key.into_owned(), entry.value.0.into_owned()))
            .collect();
        cx.command(Command::SetData { call, data })
            .map(|_| Reply::NoContent)
            .map_err(|refusal| {
                let error = format!("call `{name}` cannot take data: {}", self.why(refusal));
                Refused::by_switch(refusal, error)
            })
    }

    /// Returns the data of a call as one flat object (not documented, dossier §7).
    pub(super) fn call_data(&self, name: &str) -> Handled {
        let call = self.named_call(&percent::decode(name))?;
        let data = self.book.call(call).map(|call| &call.data);
        Ok(Reply::json(&data))
    }
}
