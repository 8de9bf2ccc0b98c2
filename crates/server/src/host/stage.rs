use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use ctimock_dialect::{ExchangeId, SocketId};
use ctimock_mock::Mock;
use ctimock_time::{Deadline, Time};
use http::Response;
use tokio::sync::oneshot;

use crate::{
    PlayOutcome, control::Bindings, journal_file::JournalFile, play::Playing, socket::Outbox,
};

/// What stands behind a vendor's lock.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) vendor: &'static str,
    pub(crate) mock: Mock,
    /// Requests that are not answered yet.
    pub(super) parked: BTreeMap<ExchangeId, oneshot::Sender<Response<Bytes>>>,
    pub(super) outboxes: BTreeMap<SocketId, Arc<Outbox>>,
    /// Sockets whose readers do not keep up, and the mock does not know.
    pub(super) overflowed: Vec<SocketId>,
    /// Scenarios that are played.
    pub(super) plays: Vec<Playing>,
    /// What names stand for in the control API's steps.
    pub(crate) bound: Bindings,
    /// Where the whole journal goes.
    pub(super) file: Option<Arc<JournalFile>>,
    /// The first entry of the journal that has not been passed on.
    pub(super) fed: u64,
    /// When the timer wakes.
    pub(super) armed: Option<Time>,
}

impl Stage {
    pub(crate) fn new(
        vendor: &'static str,
        mock: Mock,
        plays: Vec<Playing>,
        file: Option<Arc<JournalFile>>,
    ) -> Self {
        Self {
            vendor,
            mock,
            parked: BTreeMap::new(),
            outboxes: BTreeMap::new(),
            overflowed: Vec::new(),
            plays,
            bound: Bindings::default(),
            file,
            fed: 0,
            armed: None,
        }
    }

    /// Returns the next instant at which something happens by itself.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        let plays = self.plays.iter().map(Playing::deadline);
        Deadline::earliest(plays.chain([self.mock.poll_timeout()]))
    }

    /// Ends every play, and says how far it came.
    pub(crate) fn end_plays(&mut self, now: Time) -> Vec<PlayOutcome> {
        let plays = std::mem::take(&mut self.plays);
        plays.into_iter().map(|play| play.finish(now)).collect()
    }
}
