use std::{collections::BTreeSet, sync::Arc};

use tokio::sync::{Mutex, watch};

use crate::{
    Offer, ServeError, booths::Line, clock::Clock, host::Host, limits::Limits, setup::Setup,
};

/// Everything that is behind one listener.
#[derive(Debug)]
pub(crate) struct Site {
    /// The vendors, in the order in which they are asked whose a request is.
    pub(crate) hosts: Vec<Arc<Host>>,
    /// What each of `hosts` is built from.
    setups: Vec<Setup>,
    /// What pages may load.
    pub(crate) offer: Offer,
    pub(crate) clock: Arc<Clock>,
    /// The secret of the control API.
    pub(crate) token: Option<String>,
    pub(crate) limits: Limits,
    /// One moves the clock at a time, or two moves of a minute would be one.
    pub(crate) moving: Mutex<()>,
    /// Everything here comes from one client of a case, and goes to the only vendor.
    pub(crate) line: Option<Arc<Line>>,
    stopping: watch::Sender<bool>,
}

impl Site {
    /// Builds every vendor's mock, at instant 0.
    ///
    /// # Errors
    /// A world cannot be.
    pub(crate) fn new(
        setups: Vec<Setup>,
        token: Option<String>,
        limits: Limits,
    ) -> Result<Self, ServeError> {
        let clock = Arc::new(Clock::new());
        let hosts = setups.iter().map(|setup| {
            let stage = setup.stage()?;
            let host = Host::new(*setup.vendor, stage, Arc::clone(&clock), limits);
            Ok(Arc::new(host))
        });
        let vendors = setups.iter();
        let vendors = vendors.map(|setup| (*setup.vendor, setup.variant().clone()));
        Ok(Self {
            hosts: hosts.collect::<Result<_, ServeError>>()?,
            offer: Offer::of(vendors.collect()),
            setups,
            clock,
            token,
            limits,
            moving: Mutex::new(()),
            line: None,
            stopping: watch::Sender::new(false),
        })
    }

    /// Returns what is behind the listener of one client of a case: the mock alone.
    pub(crate) fn of_line(host: Arc<Host>, line: Arc<Line>) -> Self {
        Self {
            clock: Arc::clone(&host.clock),
            limits: host.limits,
            hosts: vec![host],
            setups: Vec::new(),
            offer: Offer::default(),
            token: None,
            moving: Mutex::new(()),
            line: Some(line),
            stopping: watch::Sender::new(false),
        }
    }

    /// Puts everything back to how it was at the start: worlds, plays, journals and the clock.
    pub(crate) fn reset(&self) {
        for host in &self.hosts {
            host.send_home(1012, "the mock is reset");
        }
        self.clock.restart();
        for (host, setup) in self.hosts.iter().zip(&self.setups) {
            let stage = setup.stage().expect("the world could be set up before");
            host.replace(stage);
        }
    }

    /// Returns the names of the clients in a vendor's world.
    pub(crate) fn clients(&self, vendor: &str) -> BTreeSet<String> {
        let setups = self.setups.iter();
        let setups = setups.filter(|setup| setup.vendor.name == vendor);
        setups.flat_map(Setup::clients).map(str::to_owned).collect()
    }

    /// Tells every connection to end.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Waits until every connection is to end.
    pub(crate) async fn stopping(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender is in `self`: it cannot be gone.
        let _ = stopping.wait_for(|stop| *stop).await;
    }

    /// Returns the vendors' words, for messages and pages.
    pub(crate) fn vendors(&self) -> Vec<&'static str> {
        self.hosts.iter().map(|host| host.vendor.name).collect()
    }
}
