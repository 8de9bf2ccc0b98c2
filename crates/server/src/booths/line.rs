use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use ctimock_protocol::{Carried, Made, Sent};
use tokio::sync::{Notify, watch};

use crate::socket::Outbox;

/// What leads to one client of a case: who it is, whether anything is sent to it, and what is on its way.
#[derive(Debug)]
pub(crate) struct Line {
    /// The client's name in the scenario.
    pub(crate) client: Arc<str>,
    /// Whether anything may be sent to it.
    floor: watch::Sender<bool>,
    counts: Mutex<Counts>,
    /// A count has changed.
    changed: Notify,
    /// The bytes and connections that have come.
    arrived: AtomicU64,
    /// Its WebSockets that are not closed.
    sockets: Mutex<Vec<Arc<Outbox>>>,
    /// All that it marked, by their numbers.
    marked: Mutex<BTreeMap<u64, Arc<Outbox>>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Connections with a request that is being read or answered.
    busy: usize,
    /// Connections with a request that the mock will answer later, or never.
    parked: usize,
}

/// How one connection stands.
#[derive(Debug)]
pub(crate) struct Spot {
    line: Arc<Line>,
    standing: Mutex<Standing>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Standing {
    /// Nothing is on its way.
    Idle,
    /// A request is being read, or its answer is being written.
    Busy,
    /// The answer is on its way into the connection.
    Answered,
    /// The mock will answer later, or never.
    Parked,
    /// It is a WebSocket, or closed.
    Over,
}

impl Line {
    pub(crate) fn new(client: Arc<str>, floor: bool) -> Self {
        Self {
            client,
            floor: watch::Sender::new(floor),
            counts: Mutex::default(),
            changed: Notify::new(),
            arrived: AtomicU64::new(0),
            sockets: Mutex::default(),
            marked: Mutex::default(),
        }
    }

    /// Gives or takes the floor: without it nothing is sent to the client.
    pub(crate) fn set_floor(&self, has: bool) {
        self.floor.send_if_modified(|floor| {
            let before = std::mem::replace(floor, has);
            before != has
        });
    }

    /// Waits until the client has the floor.
    pub(crate) async fn floor(&self) {
        if *self.floor.borrow() {
            return;
        }
        // The sender is in `self`: it cannot be gone.
        let _ = self.floor.subscribe().wait_for(|has| *has).await;
    }

    /// Notes a WebSocket, with the number that the client gave it.
    pub(crate) fn has_socket(&self, mark: Option<u64>, outbox: &Arc<Outbox>) {
        self.sockets().push(Arc::clone(outbox));
        if let Some(mark) = mark {
            self.marked().insert(mark, Arc::clone(outbox));
        }
    }

    /// Returns what was sent to the client, as far as it is written.
    pub(crate) fn sent(&self) -> Sent {
        let marked = self.marked();
        let sockets = marked.iter().map(|(socket, outbox)| {
            let (messages, closed) = outbox.sent();
            Carried {
                socket: *socket,
                messages,
                closed,
            }
        });
        Sent {
            unanswered: self.parked(),
            sockets: sockets.collect(),
        }
    }

    /// Waits until everything has come that the client has made.
    pub(crate) async fn has(&self, made: &Made) {
        for carried in &made.sockets {
            let outbox = self.marked().get(&carried.socket).cloned();
            if let Some(outbox) = outbox {
                outbox.heard(carried.messages, carried.closed).await;
            }
        }
    }

    /// Puts a ping behind everything that was sent on the client's WebSockets.
    pub(crate) fn ping(&self) {
        for socket in self.sockets().iter() {
            socket.ping();
        }
    }

    /// Waits until the pings are back, and the WebSockets that end have ended.
    pub(crate) async fn reached(&self) {
        let sockets: Vec<Arc<Outbox>> = self.sockets().clone();
        for socket in &sockets {
            socket.reached().await;
        }
        self.sockets().retain(|socket| !socket.is_gone());
    }

    /// Waits until no request is being read or answered; parked ones do not count.
    pub(crate) async fn idle(&self) {
        loop {
            let changed = self.changed.notified();
            if !self.is_busy() {
                return;
            }
            changed.await;
        }
    }

    /// Waits until more than so many requests are parked.
    pub(crate) async fn parks(&self, than: u64) {
        loop {
            let changed = self.changed.notified();
            if self.parked() > than {
                return;
            }
            changed.await;
        }
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.counts().busy > 0
    }

    /// Returns how many requests the mock will answer later, or never.
    pub(crate) fn parked(&self) -> u64 {
        self.counts().parked as u64
    }

    /// Returns a number that grows with whatever comes.
    pub(crate) fn arrived(&self) -> u64 {
        self.arrived.load(Ordering::Relaxed)
    }

    /// Notes that something came.
    pub(crate) fn arrives(&self) {
        self.arrived.fetch_add(1, Ordering::Relaxed);
    }

    fn sockets(&self) -> MutexGuard<'_, Vec<Arc<Outbox>>> {
        self.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn marked(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Outbox>>> {
        self.marked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spot {
    pub(crate) fn new(line: &Arc<Line>) -> Self {
        line.arrives();
        Self {
            line: Arc::clone(line),
            standing: Mutex::new(Standing::Idle),
        }
    }

    /// Bytes came.
    pub(super) fn hears(&self) {
        self.turn(|standing| match standing {
            Standing::Idle => {
                self.line.arrives();
                Standing::Busy
            }
            // A request goes on, or a pong comes: that is nothing new.
            other => other,
        });
    }

    /// The mock answers later, or never.
    pub(crate) fn parks(&self) {
        self.turn(|standing| match standing {
            Standing::Over => Standing::Over,
            _ => Standing::Parked,
        });
    }

    /// The answer is there; it leaves when the client has the floor.
    pub(crate) async fn answers(&self) {
        self.turn(|standing| match standing {
            Standing::Over => Standing::Over,
            _ => Standing::Busy,
        });
        self.line.floor().await;
        self.turn(|standing| match standing {
            Standing::Over => Standing::Over,
            _ => Standing::Answered,
        });
    }

    /// Everything that was to be written is written.
    pub(super) fn flushes(&self) {
        self.turn(|standing| match standing {
            Standing::Answered => Standing::Idle,
            other => other,
        });
    }

    /// The connection becomes a WebSocket, or closes.
    pub(crate) fn is_over(&self) {
        self.turn(|_| Standing::Over);
    }

    /// Returns what it leads to.
    pub(crate) fn line(&self) -> &Arc<Line> {
        &self.line
    }

    fn turn(&self, to: impl FnOnce(Standing) -> Standing) {
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *standing;
        *standing = to(before);
        let after = *standing;
        drop(standing);
        if before == after {
            return;
        }
        if (before, after) == (Standing::Parked, Standing::Over) {
            // The client does not want the answer any more, and that is news.
            self.line.arrives();
        }
        let mut counts = self.line.counts();
        counts.busy -= usize::from(before.is_busy());
        counts.parked -= usize::from(before == Standing::Parked);
        counts.busy += usize::from(after.is_busy());
        counts.parked += usize::from(after == Standing::Parked);
        drop(counts);
        self.line.changed.notify_waiters();
    }
}

impl Drop for Spot {
    fn drop(&mut self) {
        self.is_over();
    }
}

impl Standing {
    fn is_busy(self) -> bool {
        matches!(self, Self::Busy | Self::Answered)
    }
}
