use std::sync::Arc;

use ctimock_mock::Vendor;
use ctimock_scenario::Scenario;

use crate::{Pace, Played, RunOptions, determinism, play};

/// Plays one case after the other, on one thread.
pub(crate) trait Player: Send {
    /// Plays a case; always comes to a report.
    fn play(&mut self, vendor: &Vendor, scenario: &Arc<Scenario>, options: &RunOptions) -> Played;

    /// How many news of cases travel together.
    fn batch(&self, options: &RunOptions) -> usize;

    /// Ends what was needed for playing. An error is the last case's.
    fn finish(&mut self) -> Result<(), String>;
}

/// Plays with the vendors' reference clients, in this process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Insiders;

impl Player for Insiders {
    fn play(&mut self, vendor: &Vendor, scenario: &Arc<Scenario>, options: &RunOptions) -> Played {
        let above = options.variants.get(vendor.name);
        let first = play(vendor, scenario, above, &options.case, &options.interrupt);
        if options.check_determinism && !first.cut {
            let second = play(vendor, scenario, above, &options.case, &options.interrupt);
            determinism::compare(first, &second)
        } else {
            first
        }
    }

    fn batch(&self, options: &RunOptions) -> usize {
        if options.case.pace == Pace::Virtual {
            64
        } else {
            1
        }
    }

    fn finish(&mut self) -> Result<(), String> {
        Ok(())
    }
}
