use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use crate::{
    ServeError, ServeOptions, host::keep_time, journal_file::JournalFile, limits::Limits,
    listener::listen, setup::Setup, site::Site,
};

/// What a server leaves when it stops.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Served {
    /// How far each scenario came, in the order of the files.
    pub plays: Vec<PlayOutcome>,
}

/// How far a scenario came.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PlayOutcome {
    /// The case's id.
    pub id: String,
    /// All its steps are done, and none was broken.
    pub done: bool,
    /// In words: what matched, what was broken, the step it waits at.
    pub lines: Vec<String>,
}

/// Serves until `stop` resolves. `ready` is told the address as soon as connections are taken.
///
/// It runs on a runtime of tokio with network and time. At the end it closes every connection and says
/// how far the scenarios came.
///
/// # Errors
/// Why it cannot start, or that a part of the journal could not be written.
pub async fn serve(
    options: ServeOptions,
    ready: impl FnOnce(SocketAddr) + Send,
    stop: impl Future<Output = ()> + Send,
) -> Result<Served, ServeError> {
    serve_within(options, Limits::default(), ready, stop).await
}

/// Serves, as [`serve`] does, with other limits.
pub(crate) async fn serve_within(
    options: ServeOptions,
    limits: Limits,
    ready: impl FnOnce(SocketAddr) + Send,
    stop: impl Future<Output = ()> + Send,
) -> Result<Served, ServeError> {
    let address = options.listen;
    if !address.ip().is_loopback() && options.token.is_none() {
        return Err(ServeError::Open(address));
    }
    let file = match &options.journal {
        Some(path) => Some(Arc::new(JournalFile::open(path)?)),
        None => None,
    };
    let setups = options.worlds.into_iter().map(|(vendor, scenarios)| {
        let above = options.variants.get(vendor.name);
        Setup::new(vendor, scenarios, options.seed, above, file.clone())
    });
    let setups = setups.collect::<Result<_, _>>()?;
    let site = Arc::new(Site::new(setups, options.token, limits)?);
    let cannot_listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let mut chores = JoinSet::new();
    for host in &site.hosts {
        chores.spawn(keep_time(Arc::clone(host)));
    }
    if let Some(file) = &file {
        chores.spawn(keep_written(Arc::clone(file)));
    }
    ready(address);
    listen(listener, &site, stop).await;
    chores.shutdown().await;
    let plays = site.hosts.iter().flat_map(|host| {
        let outcomes = host.with(|stage, now| stage.end_plays(now));
        outcomes.unwrap_or_default()
    });
    let plays = plays.collect();
    if let Some(file) = file {
        file.finish()?;
    }
    Ok(Served { plays })
}

/// Writes the journal's file every second, for whoever follows it.
async fn keep_written(file: Arc<JournalFile>) {
    let mut second = interval(Duration::from_secs(1));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        second.tick().await;
        file.flush();
    }
}
