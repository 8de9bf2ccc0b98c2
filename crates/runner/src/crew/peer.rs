use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ctimock_protocol::{Ask, ClientClock, Initialized, InvokeId};
use tokio::{task::AbortHandle, time::timeout};

use super::Process;
use crate::talk::{DriverError, PeerId, Ring, Tally, Voice};

/// The other side of one conversation.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) id: PeerId,
    pub(crate) about: Initialized,
    pub(crate) tally: Tally,
    pub(crate) ring: Ring,
    pub(super) process: Option<Process>,
    pub(super) voice: Option<Voice>,
    pub(super) listening: AbortHandle,
    /// How many requests went.
    pub(super) asked: u64,
    /// The methods that have not come to anything, by their requests.
    invoked: BTreeMap<u64, InvokeId>,
    /// Requests of cases that are over, whose answers nobody waits for.
    forgotten: BTreeSet<u64>,
}

impl Peer {
    pub(super) fn new(
        id: PeerId,
        voice: Voice,
        process: Option<Process>,
        (tally, ring): (Tally, Ring),
        listening: AbortHandle,
    ) -> Self {
        Self {
            id,
            about: Initialized {
                name: String::new(),
                version: String::new(),
                methods: Vec::new(),
                clock: ClientClock::Real,
                multiple_clients: true,
                reusable: true,
                counts: false,
            },
            tally,
            ring,
            process,
            voice: Some(voice),
            listening,
            asked: 0,
            invoked: BTreeMap::new(),
            forgotten: BTreeSet::new(),
        }
    }

    /// Sends a request, and returns its number.
    pub(crate) async fn ask(&mut self, ask: &Ask, limit: Duration) -> Result<u64, DriverError> {
        self.asked += 1;
        let Some(voice) = &mut self.voice else {
            return Err(DriverError::Closed);
        };
        let what = ask.method();
        match timeout(limit, voice.say(ask.line(self.asked))).await {
            Ok(Ok(())) => Ok(self.asked),
            // Whoever does not listen any more has ended, and that is heard.
            Ok(Err(_)) => Err(self.why_ended(limit).await),
            Err(_) => Err(DriverError::Hung { what, limit }),
        }
    }

    /// Notes that a request is a method's.
    pub(crate) fn has_invoked(&mut self, asked: u64, id: InvokeId) {
        self.invoked.insert(asked, id);
    }

    /// Returns the method that an answer belongs to; `None` if its case is over.
    ///
    /// # Errors
    /// Nobody asked.
    pub(crate) fn answered(&mut self, asked: u64) -> Result<Option<InvokeId>, DriverError> {
        match self.invoked.remove(&asked) {
            Some(id) => Ok(Some(id)),
            None if self.forgotten.remove(&asked) => Ok(None),
            None => Err(DriverError::Unasked(asked)),
        }
    }

    /// Returns whether a method has not come to anything.
    pub(crate) fn is_open(&self, asked: u64) -> bool {
        self.invoked.contains_key(&asked)
    }

    /// Forgets what belongs to the case that is over.
    pub(crate) fn forget(&mut self) {
        let open = std::mem::take(&mut self.invoked);
        self.forgotten.extend(open.into_keys());
        self.tally.reset();
    }

    /// Says why nothing more comes.
    pub(crate) async fn why_ended(&mut self, grace: Duration) -> DriverError {
        match &mut self.process {
            None => DriverError::Closed,
            Some(process) => match process.ended(grace.min(LAST)).await {
                Some(ended) => DriverError::Ended(ended),
                None if process.is_browser() => DriverError::PageGone,
                None => DriverError::Mute,
            },
        }
    }

    /// Ends it, whatever it does.
    pub(crate) async fn dismiss(mut self, grace: Duration) {
        // Neither pipe is closed before: a process that is to end does not end better for it.
        if let Some(process) = self.process.take() {
            process.end(grace.min(LAST)).await;
        }
        self.listening.abort();
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// For a process that has closed its output, or was told to end in the middle.
const LAST: Duration = Duration::from_millis(500);
