use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use ctimock_mock::Vendor;
use ctimock_protocol::Initialized;
use ctimock_scenario::Scenario;
use tokio::runtime::{Builder, Runtime};

use super::case::play;
use crate::{
    Interrupt, Patience, Played, RunOptions, StartError, case,
    crew::{Crew, Source},
    determinism,
    player::Player,
};

/// Plays cases with clients in other processes, on a runtime of its own.
#[derive(Debug)]
pub(crate) struct Outsiders {
    crew: Crew,
    runtime: Runtime,
}

impl Outsiders {
    pub(crate) fn new(source: Source, patience: Patience) -> std::io::Result<Self> {
        Ok(Self {
            crew: Crew::new(source, patience),
            runtime: Builder::new_current_thread().enable_all().build()?,
        })
    }

    /// Starts the first client, so that a run does not begin without one.
    pub(crate) fn start(
        &mut self,
        vendor: &str,
        interrupt: &Interrupt,
    ) -> Result<Initialized, StartError> {
        let Self { crew, runtime } = self;
        let staffed = runtime.block_on(async {
            tokio::select! {
                staffed = crew.staff(vendor, 1) => Some(staffed),
                () = interrupted(interrupt) => None,
            }
        });
        let Some(staffed) = staffed else {
            return Err(StartError {
                reason: case::INTERRUPTED.to_owned(),
                stderr: Vec::new(),
            });
        };
        match (staffed, self.crew.about()) {
            (Ok(()), Some(about)) => Ok(about.clone()),
            (Ok(()), None) => unreachable!("a crew that is staffed has somebody"),
            (Err(error), _) => Err(StartError {
                reason: error.to_string(),
                stderr: self.crew.words(),
            }),
        }
    }

    fn play_once(
        &mut self,
        vendor: &Vendor,
        scenario: &Arc<Scenario>,
        options: &RunOptions,
    ) -> Played {
        let began = Instant::now();
        let above = options.variants.get(vendor.name);
        let Self { crew, runtime } = self;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(play(
                crew,
                vendor,
                scenario,
                above,
                &options.case,
                &options.interrupt,
            ))
        }));
        outcome.unwrap_or_else(|panic| {
            // Nobody knows how far the clients are.
            runtime.block_on(crew.dismiss());
            case::panicked(scenario, panic.as_ref(), began)
        })
    }
}

/// Waits until somebody interrupts.
async fn interrupted(interrupt: &Interrupt) {
    while !interrupt.is_raised() {
        tokio::time::sleep(LOOK).await;
    }
}

/// So often somebody looks whether the run is to end.
const LOOK: Duration = Duration::from_millis(100);

impl Player for Outsiders {
    fn play(&mut self, vendor: &Vendor, scenario: &Arc<Scenario>, options: &RunOptions) -> Played {
        let first = self.play_once(vendor, scenario, options);
        if options.check_determinism {
            let second = self.play_once(vendor, scenario, options);
            determinism::compare_told(first, &second)
        } else {
            first
        }
    }

    fn batch(&self, _: &RunOptions) -> usize {
        1
    }

    fn finish(&mut self) -> Result<(), String> {
        let parted = self.runtime.block_on(self.crew.farewell());
        parted.map_err(|error| error.to_string())
    }
}
