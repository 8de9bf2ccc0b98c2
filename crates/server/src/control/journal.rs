use bytes::Bytes;
use ctimock_mock::Entry;
use http::{Response, StatusCode, request::Parts};
use serde_json::Value;

use super::{query, refusal::Refusal};
use crate::{answer, host::Host, journal_entry::shown};

/// Lists what happened: `?since=SEQ` from that entry on, `?limit=N` at most so many.
pub(super) fn journal(host: &Host, head: &Parts) -> Result<Response<Bytes>, Refusal> {
    let since = query::number(&head.uri, "since")?.unwrap_or(0);
    let limit = query::number(&head.uri, "limit")?;
    let limit = limit.map_or(usize::MAX, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX)
    });
    // Entries are shared under the lock and written outside of it.
    let entries = host.with(|stage, now| {
        stage.mock.handle_timeout(now);
        let entries = stage.mock.journal().since(since).take(limit);
        entries.cloned().collect::<Vec<Entry>>()
    });
    Ok(match entries {
        Err(broken) => broken.answer(),
        Ok(entries) => {
            let shown = entries.iter().map(|entry| shown(host.vendor.name, entry));
            answer::json(StatusCode::OK, &Value::from_iter(shown))
        }
    })
}
