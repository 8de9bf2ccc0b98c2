use std::{fmt, num::NonZeroUsize, sync::Arc};

use ctimock_conformance::{Client, RunEvent, Summary};
use ctimock_protocol::clip;
use ctimock_server::Offer;

use crate::{
    Case, ClientSpec, Interrupt, Patience, RunOptions,
    browser::Browser,
    crew::{Doorway, Source},
    outside::Outsiders,
    player::{Insiders, Player},
    run::run_with,
};

/// The clients under test of a run, one for each job.
pub struct Fleet {
    client: Client,
    players: Vec<Box<dyn Player>>,
}

/// Why no client could be started.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StartError {
    /// In words.
    pub reason: String,
    /// What the client wrote to standard error.
    pub stderr: Vec<String>,
}

impl Fleet {
    /// Starts a client, or waits until one connects; `waiting` is told where. Further ones, for further
    /// jobs, are started when they are needed. Whoever connects by itself plays alone. It begins with
    /// `vendor`; pages load what is offered.
    ///
    /// # Errors
    /// The client cannot be started, does not answer `initialize` as it should, or the run was
    /// interrupted while it was waited for.
    pub fn start(
        spec: &ClientSpec,
        (vendor, offer): (&str, &Offer),
        jobs: NonZeroUsize,
        (patience, interrupt): (Patience, &Interrupt),
        waiting: impl FnOnce(&str),
    ) -> Result<Self, StartError> {
        let (source, jobs) = match spec {
            ClientSpec::Builtin => return Ok(Self::builtin(jobs)),
            ClientSpec::Exec(command) => (Source::Exec(command.clone()), jobs.get()),
            ClientSpec::Ws(address) => {
                let doorway = Doorway::open(*address).map_err(|error| StartError {
                    reason: format!("cannot listen on {address}: {error}"),
                    stderr: Vec::new(),
                })?;
                waiting(&doorway.url());
                (Source::Ws(Arc::new(doorway)), 1)
            }
            ClientSpec::Browser(page) => {
                let browser = Browser::new(page, offer.clone()).map_err(|reason| StartError {
                    reason,
                    stderr: Vec::new(),
                })?;
                (Source::Browser(Arc::new(browser)), jobs.get())
            }
        };
        let mut players: Vec<Box<dyn Player>> = Vec::with_capacity(jobs);
        let mut first = outsiders(&source, patience)?;
        let about = first.start(vendor, interrupt)?;
        players.push(Box::new(first));
        for _ in 1..jobs {
            players.push(Box::new(outsiders(&source, patience)?));
        }
        Ok(Self {
            client: Client {
                spec: spec.to_string(),
                name: clip(&about.name),
                version: Some(clip(&about.version)).filter(|version| !version.is_empty()),
            },
            players,
        })
    }

    /// Returns the vendors' reference clients, in this process.
    #[must_use]
    pub fn builtin(jobs: NonZeroUsize) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self {
            client: Client {
                spec: ClientSpec::Builtin.to_string(),
                name: "ctimock reference clients".to_owned(),
                version: Some(version.to_owned()),
            },
            players: (0..jobs.get())
                .map(|_| Box::new(Insiders) as Box<dyn Player>)
                .collect(),
        }
    }

    /// Plays cases, and tells `tell` what happens: finished cases in the order of the selection, however
    /// they ran. Returns what it came to.
    pub fn run(
        self,
        cases: &[Case<'_>],
        options: &RunOptions,
        tell: impl FnMut(RunEvent),
    ) -> Summary {
        run_with(self.client, self.players, cases, options, tell)
    }
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet")
            .field("client", &self.client)
            .field("players", &self.players.len())
            .finish()
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the client under test cannot begin: {}", self.reason)?;
        for line in &self.stderr {
            write!(f, "\n  standard error of the client: {line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for StartError {}

fn outsiders(source: &Source, patience: Patience) -> Result<Outsiders, StartError> {
    Outsiders::new(source.clone(), patience).map_err(|error| StartError {
        reason: format!("the system gives no event loop: {error}"),
        stderr: Vec::new(),
    })
}
