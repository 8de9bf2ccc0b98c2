use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use ctimock_mock::{Mock, Vendor};
use ctimock_protocol::{Made, Sent};
use ctimock_time::{Deadline, Time};
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinSet, yield_now},
};

use super::Line;
use crate::{
    clock::Clock,
    host::{Broken, Host, Stage, keep_time},
    limits::Limits,
    listener::listen,
    site::Site,
};

/// One mock behind loopback sockets, one listener for each client.
///
/// All of it runs on the runtime of whoever plays the case; that runtime has one thread, so nothing
/// happens here while the player does not wait.
#[derive(Debug)]
pub struct Booth {
    host: Arc<Host>,
    lines: BTreeMap<Arc<str>, Arc<Line>>,
    timekeeping: Timekeeping,
    tasks: JoinSet<()>,
    growth: watch::Receiver<u64>,
}

/// Which time a booth goes by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Timekeeping {
    /// The clock stands still until it is moved, and one client at a time is sent anything.
    Standing,
    /// The real time.
    Real,
}

/// The mock broke one of its own rules.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the mock of `{vendor}` broke down, which is a bug of ctimock: {reason}")]
pub struct Broke {
    /// The vendor.
    pub vendor: &'static str,
    /// Which rule.
    pub reason: String,
}

impl Booth {
    /// Returns a booth with nobody in it.
    #[must_use]
    pub fn new(vendor: &Vendor, mock: Mock, timekeeping: Timekeeping) -> Self {
        let clock = Arc::new(match timekeeping {
            Timekeeping::Standing => Clock::standing(),
            Timekeeping::Real => Clock::new(),
        });
        let stage = Stage::new(vendor.name, mock, Vec::new(), None);
        let host = Arc::new(Host::new(*vendor, stage, clock, Limits::default()));
        let growth = host.growth();
        let mut tasks = JoinSet::new();
        if timekeeping == Timekeeping::Real {
            tasks.spawn(keep_time(Arc::clone(&host)));
        }
        Self {
            host,
            lines: BTreeMap::new(),
            timekeeping,
            tasks,
            growth,
        }
    }

    /// Opens a listener for a client, and returns where it is.
    ///
    /// # Errors
    /// The system has no port.
    pub async fn admit(&mut self, client: &str) -> io::Result<SocketAddr> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let client: Arc<str> = Arc::from(client);
        let floor = self.timekeeping == Timekeeping::Real;
        let line = Arc::new(Line::new(Arc::clone(&client), floor));
        let site = Arc::new(Site::of_line(Arc::clone(&self.host), Arc::clone(&line)));
        self.lines.insert(client, line);
        self.tasks
            .spawn(async move { listen(listener, &site, std::future::pending()).await });
        Ok(address)
    }

    /// Does something with the mock at the instant that it is, and carries out what comes of it.
    ///
    /// # Errors
    /// The mock broke down, by this or before.
    pub fn with<R>(&self, act: impl FnOnce(&mut Mock, Time) -> R) -> Result<R, Broke> {
        self.host
            .with(|stage, now| act(&mut stage.mock, now))
            .map_err(Broke::from)
    }

    /// Moves the clock to `at` and does what is due. What comes of it waits until somebody has the floor:
    /// first the clients learn what time it is.
    pub fn move_to(&self, at: Time) {
        self.take_floor(|_| false);
        self.host.clock.jump_to(at);
        self.host.wake();
    }

    /// Gives a client the floor, and takes it from all others: what is for them waits.
    pub fn give_floor(&self, client: &str) {
        self.take_floor(|name| name == client);
    }

    /// Puts a ping behind the last frame of each WebSocket of a client.
    pub fn ping(&self, client: &str) {
        if let Some(line) = self.lines.get(client) {
            line.ping();
        }
    }

    /// Waits until a client has read everything that was sent on its WebSockets: until the pings are
    /// back, or the sockets closed.
    pub async fn reached(&self, client: &str) {
        if let Some(line) = self.lines.get(client) {
            line.reached().await;
        }
    }

    /// Waits until no request of a client is being read or answered; parked ones do not count.
    pub async fn idle(&self, client: &str) {
        if let Some(line) = self.lines.get(client) {
            line.idle().await;
        }
    }

    /// Waits until more than so many requests of a client are parked.
    pub async fn parks(&self, client: &str, than: u64) {
        if let Some(line) = self.lines.get(client) {
            line.parks(than).await;
        }
    }

    /// Waits until everything has come that a client says it has made. What is gone is not waited for.
    pub async fn has(&self, client: &str, made: &Made) {
        if let Some(line) = self.lines.get(client) {
            line.has(made).await;
        }
    }

    /// Takes in everything that has arrived at the system.
    pub async fn take_in(&self) {
        let mut quiet = 0;
        let mut before = self.stirred();
        while quiet < TURNS {
            yield_now().await;
            let after = self.stirred();
            quiet = if after == before { quiet + 1 } else { 0 };
            before = after;
        }
    }

    /// Waits until something happens at the mock.
    pub async fn stirs(&mut self) {
        // The sender is in the host, which is here.
        let _ = self.growth.changed().await;
    }

    fn take_floor(&self, has: impl Fn(&str) -> bool) {
        if self.timekeeping == Timekeeping::Standing {
            for (name, line) in &self.lines {
                line.set_floor(has(name));
            }
        }
    }

    /// Closes all connections, and returns the mock; `None` if it broke down.
    pub async fn close(mut self) -> Option<Mock> {
        self.tasks.shutdown().await;
        self.host.end()
    }

    /// Returns what was sent to the client's present instance.
    #[must_use]
    pub fn sent(&self, client: &str) -> Sent {
        let line = self.lines.get(client);
        line.map_or_else(Sent::default, |line| line.sent())
    }

    /// Returns the instant that it is.
    #[must_use]
    pub fn now(&self) -> Time {
        self.host.clock.now()
    }

    /// Returns the next instant at which the mock does something by itself.
    #[must_use]
    pub fn deadline(&self) -> Option<Deadline> {
        self.host.deadline()
    }

    /// Returns whether a request is being read or answered, of any client.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.lines.values().any(|line| line.is_busy())
    }

    /// Returns a number that grows with whatever reaches the mock or is on its way to it.
    #[must_use]
    pub fn stirred(&self) -> u64 {
        self.lines.values().map(|line| line.arrived()).sum()
    }
}

impl From<Broken> for Broke {
    fn from(broken: Broken) -> Self {
        Self {
            vendor: broken.vendor,
            reason: broken.reason,
        }
    }
}

/// So many turns of the runtime without anything new, each with a look at the system, and everything
/// has been taken in: a connection is accepted in one, read in the next, answered in the third.
const TURNS: u32 = 3;
