use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ctimock_dialect::{CloseBy, Signal, SocketId, Upgrade};
use ctimock_mock::{Mock, Vendor};
use ctimock_time::{Deadline, Time};
use http::Request;
use tokio::sync::{Notify, watch};

use super::{Broken, Stage};
use crate::{
    clock::Clock,
    limits::Limits,
    socket::{Ending, Outbox},
};

/// One vendor's mock, for many connections at once.
///
/// Whoever has something for the mock locks it, hands it in, and carries out what comes of it: no task
/// stands between a request and its answer.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) vendor: Vendor,
    pub(crate) clock: Arc<Clock>,
    pub(crate) limits: Limits,
    behind: Mutex<Result<Stage, Broken>>,
    /// The next deadline is earlier than the timer knows.
    pub(super) earlier: Notify,
    /// How long the journal is.
    grown: watch::Sender<u64>,
}

impl Host {
    pub(crate) fn new(vendor: Vendor, stage: Stage, clock: Arc<Clock>, limits: Limits) -> Self {
        Self {
            vendor,
            clock,
            limits,
            behind: Mutex::new(Ok(stage)),
            earlier: Notify::new(),
            grown: watch::Sender::new(0),
        }
    }

    /// Does something with the mock at the instant that it is, and carries out what comes of it.
    ///
    /// # Errors
    /// The mock broke down, by this or before.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut Stage, Time) -> R) -> Result<R, Broken> {
        self.carefully(|stage, now| {
            let result = act(stage, now);
            stage.carry(now, None);
            result
        })
    }

    /// Takes a WebSocket handshake, of `client` if that is known. What is sent before the `101` has left
    /// waits in the outbox.
    pub(crate) fn upgrade(
        &self,
        client: Option<&Arc<str>>,
        request: &Request<()>,
    ) -> Result<(SocketId, Upgrade, Arc<Outbox>), Broken> {
        let outbox = Arc::new(Outbox::new(self.limits));
        self.with(|stage, now| {
            let (socket, upgrade) = stage.mock.handle_upgrade(now, client, request);
            if matches!(upgrade, Upgrade::Accept { .. }) {
                stage.outboxes.insert(socket, Arc::clone(&outbox));
            }
            (socket, upgrade, outbox)
        })
    }

    /// Takes what happened on a WebSocket. Of a mock that broke down nobody is told: its sockets are
    /// closed.
    pub(crate) fn signal(&self, socket: SocketId, signal: Signal) {
        let _ = self.with(|stage, now| {
            if matches!(signal, Signal::Closed(_)) {
                stage.outboxes.remove(&socket);
            }
            stage.mock.handle_signal(now, socket, signal);
        });
    }

    /// Does what is due.
    pub(crate) fn wake(&self) {
        let _ = self.with(|stage, now| stage.mock.handle_timeout(now));
    }

    /// Closes every WebSocket and lets go of every request that is not answered.
    pub(crate) fn send_home(&self, code: u16, reason: &str) {
        let _ = self.with(|stage, now| {
            stage.parked.clear();
            for (socket, outbox) in std::mem::take(&mut stage.outboxes) {
                let reason = reason.to_owned();
                outbox.end(Ending::Close {
                    code,
                    reason: reason.clone(),
                });
                let by = CloseBy::Mock { code, reason };
                stage.mock.handle_signal(now, socket, Signal::Closed(by));
            }
        });
    }

    /// Puts a fresh stage behind the lock, also after the old one broke down.
    pub(crate) fn replace(&self, stage: Stage) {
        *self.behind() = Ok(stage);
        self.grown.send_replace(0);
        self.earlier.notify_one();
    }

    /// Takes the mock away; `None` if it broke down. Who asks afterwards is told that it ended.
    pub(crate) fn end(&self) -> Option<Mock> {
        let ended = Err(Broken::ended(self.vendor.name));
        let stage = std::mem::replace(&mut *self.behind(), ended);
        stage.ok().map(|stage| stage.mock)
    }

    /// Returns the next instant at which something happens by itself.
    pub(crate) fn deadline(&self) -> Option<Deadline> {
        self.behind().as_ref().ok().and_then(Stage::deadline)
    }

    /// Returns a watch of the journal's length.
    pub(crate) fn growth(&self) -> watch::Receiver<u64> {
        self.grown.subscribe()
    }

    /// Does something behind the lock. A panic is caught: it must not take the other vendors, the control
    /// API and the reason with it.
    pub(super) fn carefully<R>(
        &self,
        act: impl FnOnce(&mut Stage, Time) -> R,
    ) -> Result<R, Broken> {
        let mut behind = self.behind();
        let now = self.clock.now();
        let stage = behind.as_mut().map_err(|broken| broken.clone())?;
        // What a panic left behind is not looked at again.
        match catch_unwind(AssertUnwindSafe(|| act(stage, now))) {
            Ok(result) => {
                self.tell(stage);
                Ok(result)
            }
            Err(panic) => {
                let broken = Broken::of(self.vendor.name, panic.as_ref());
                for outbox in stage.outboxes.values() {
                    let reason = "the mock broke down".to_owned();
                    outbox.end(Ending::Close { code: 1011, reason });
                }
                *behind = Err(broken.clone());
                Err(broken)
            }
        }
    }

    /// Tells who waits for the mock's own doings.
    fn tell(&self, stage: &mut Stage) {
        let due = stage.deadline().map(|deadline| deadline.at);
        if let Some(at) = due
            && stage.armed.is_none_or(|armed| at < armed)
        {
            stage.armed = due;
            self.earlier.notify_one();
        }
        if self.grown.receiver_count() > 0 {
            self.grown.send_if_modified(|length| {
                let before = std::mem::replace(length, stage.fed);
                before != *length
            });
        }
    }

    /// The lock is never poisoned: panics are caught behind it.
    fn behind(&self) -> MutexGuard<'_, Result<Stage, Broken>> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
