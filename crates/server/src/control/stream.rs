use std::{collections::VecDeque, convert::Infallible, fmt::Write, sync::Arc, time::Duration};

use bytes::Bytes;
use ctimock_mock::Entry;
use futures_util::stream;
use http::{
    HeaderMap, HeaderValue, Response,
    header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE},
    request::Parts,
};
use http_body_util::{BodyExt, Either, StreamBody};
use hyper::body::Frame;
use tokio::{sync::watch, time::timeout};

use super::{query, refusal::Refusal};
use crate::{
    answer::{self, Body},
    host::Host,
    journal_entry::shown,
    site::Site,
};

/// Returns whether a request asks for server-sent events.
pub(super) fn asks_for_events(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/event-stream"))
}

/// Tells the journal as server-sent events: first what is kept from `?since=SEQ` (or the header
/// `Last-Event-ID`) on, then what happens, as it happens. Each event's id is its entry's number.
pub(super) fn stream(
    site: &Arc<Site>,
    host: &Arc<Host>,
    head: &Parts,
) -> Result<Response<Body>, Refusal> {
    let resumed = head.headers.get("last-event-id");
    let resumed = resumed
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok())
        .map(|last| last.saturating_add(1));
    let since = query::number(&head.uri, "since")?;
    let telling = Telling {
        host: Arc::clone(host),
        site: Arc::clone(site),
        growth: host.growth(),
        next: resumed.or(since).unwrap_or(0),
        restarts: host.clock.restarts(),
    };
    let events = stream::unfold(telling, |mut telling| async {
        let text = telling.more().await?;
        let frame = Frame::data(Bytes::from(text));
        Some((Ok::<_, Infallible>(frame), telling))
    });
    let mut response = Response::new(Either::Right(StreamBody::new(events).boxed_unsync()));
    let headers = response.headers_mut();
    answer::allow_everybody(headers);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Somebody who is told the journal. The reader sets the pace: what it does not read in time is
/// forgotten like everything that the journal forgets, and the ids show the gap.
struct Telling {
    host: Arc<Host>,
    site: Arc<Site>,
    growth: watch::Receiver<u64>,
    next: u64,
    /// How often everything had been reset: after a reset the numbers begin anew.
    restarts: u64,
}

impl Telling {
    /// Waits for something to tell. `None`: there is nothing to tell any more.
    async fn more(&mut self) -> Option<String> {
        loop {
            self.growth.mark_unchanged();
            let entries = self.entries()?;
            if let Some(last) = entries.back() {
                self.next = last.seq + 1;
                return Some(self.written(&entries));
            }
            let grown = timeout(SILENCE, self.growth.changed());
            tokio::select! {
                () = self.site.stopping() => return None,
                grown = grown => match grown {
                    Ok(grown) => grown.ok()?,
                    // A line that is no event shows whether the reader is still there.
                    Err(_) => return Some(":\n\n".to_owned()),
                },
            }
        }
    }

    fn entries(&mut self) -> Option<VecDeque<Entry>> {
        let (next, restarts) = (&mut self.next, &mut self.restarts);
        let clock = &self.host.clock;
        let entries = self.host.with(|stage, now| {
            stage.mock.handle_timeout(now);
            let before = std::mem::replace(restarts, clock.restarts());
            if before != *restarts {
                *next = 0;
            }
            let journal = stage.mock.journal();
            journal.since(*next).take(AT_ONCE).cloned().collect()
        });
        entries.ok()
    }

    fn written(&self, entries: &VecDeque<Entry>) -> String {
        let mut text = String::new();
        for entry in entries {
            let data = shown(self.host.vendor.name, entry);
            let written = write!(text, "id: {}\ndata: {data}\n\n", entry.seq);
            written.expect("memory takes text");
        }
        text
    }
}

/// How many entries are told in one piece.
const AT_ONCE: usize = 256;

/// After how much silence the reader is shown that it is not over.
const SILENCE: Duration = Duration::from_secs(15);
