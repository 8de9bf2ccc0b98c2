use std::sync::Arc;

use ctimock_mock::{Entry, What};
use ctimock_time::Time;

use super::{Happening, Moment};

/// Everything that is kept of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeline {
    moments: Vec<Moment>,
    keeps_headers: bool,
}

impl Timeline {
    /// Returns an empty timeline.
    pub(crate) fn new(keeps_headers: bool) -> Self {
        Self {
            moments: Vec::new(),
            keeps_headers,
        }
    }

    /// Appends what did not come out of the mock's journal.
    pub(crate) fn push(&mut self, at: Time, lane: Option<usize>, what: Happening) {
        self.moments.push(Moment { at, lane, what });
    }

    /// Appends an entry of the mock's journal, if it is of a kind that explains anything, and returns
    /// its number. Whose request it was may be known only when it is answered.
    pub(crate) fn push_entry(
        &mut self,
        entry: &Entry,
        lane_of: impl Fn(&Arc<str>) -> Option<usize>,
    ) -> Option<usize> {
        let what = self.happening(&entry.what)?;
        let mut lane = entry.client.as_ref().and_then(lane_of);
        if let Happening::Response { exchange, .. } = &what {
            let answered = *exchange;
            let request = self.moments.iter_mut().rev().find(|moment| {
                matches!(&moment.what, Happening::Request { exchange, .. } if *exchange == answered)
            });
            if let Some(request) = request {
                request.lane = request.lane.or(lane);
                lane = request.lane;
            }
        }
        self.push(entry.at, lane, what);
        Some(self.moments.len() - 1)
    }

    /// Forgets what happened first; what is kept is numbered anew.
    pub(crate) fn forget(&mut self, count: usize) {
        self.moments.drain(..count.min(self.moments.len()));
    }

    /// Returns how much is kept.
    pub(crate) fn len(&self) -> usize {
        self.moments.len()
    }

    /// Returns everything that is kept, in order.
    pub(crate) fn moments(&self) -> &[Moment] {
        &self.moments
    }

    fn happening(&self, what: &What) -> Option<Happening> {
        Some(match what {
            What::Request {
                exchange,
                operation,
                method,
                uri,
                headers,
                body,
            } => Happening::Request {
                exchange: *exchange,
                operation: operation.clone(),
                method: method.clone(),
                uri: uri.clone(),
                headers: self.keeps_headers.then(|| Box::new(headers.clone())),
                body: body.clone(),
            },
            What::Response {
                exchange,
                status,
                body,
                ..
            } => Happening::Response {
                exchange: *exchange,
                status: *status,
                body: body.clone(),
            },
            What::Opened { uri, .. } => Happening::Opened { uri: uri.clone() },
            What::Refused { uri, status, .. } => Happening::Refused {
                uri: uri.clone(),
                status: *status,
            },
            What::Closed { by, .. } => Happening::Closed { by: by.clone() },
            What::Sent {
                name: Some(name),
                frame,
                ..
            } => Happening::Sent {
                name,
                body: Arc::clone(&frame.body),
            },
            What::Unheard { name } => Happening::Unheard { name },
            What::Fault { kind, on, effect } => Happening::Fault {
                kind,
                on: on.clone(),
                effect: effect.clone(),
            },
            What::Sent { name: None, .. }
            | What::Received { .. }
            | What::ReceivedBinary { .. }
            | What::Command { .. }
            | What::Event(_)
            | What::Act { .. }
            | What::Note(_) => return None,
        })
    }
}
