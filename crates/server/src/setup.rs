use std::sync::Arc;

use ctimock_dialect::{Variant, Wall};
use ctimock_mock::{Bound, Mock, MockOptions, Vendor};
use ctimock_scenario::Scenario;
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    ServeError,
    host::Stage,
    journal_file::JournalFile,
    play::{Merged, Playing, merge},
};

/// What a vendor's stage is built from, at the start and at each reset.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) vendor: &'static Vendor,
    merged: Merged,
    seed: u64,
    file: Option<Arc<JournalFile>>,
}

impl Setup {
    pub(crate) fn new(
        vendor: &'static Vendor,
        scenarios: Vec<Arc<Scenario>>,
        seed: u64,
        above: Option<&Variant>,
        file: Option<Arc<JournalFile>>,
    ) -> Result<Self, ServeError> {
        let mut merged = merge(scenarios, vendor.contract)?;
        if let Some(above) = above {
            merged.variant.overlay(above);
        }
        Ok(Self {
            vendor,
            merged,
            seed,
            file,
        })
    }

    /// Returns a fresh stage at instant 0.
    pub(crate) fn stage(&self) -> Result<Stage, ServeError> {
        let options = MockOptions {
            seed: self.seed,
            wall: Wall::new(Timestamp::now().to_zoned(zone()).datetime()),
            variant: self.merged.variant.clone(),
            journal: Bound::Latest(REMEMBERED),
        };
        let mock = Mock::new(self.vendor, &self.merged.world, options).map_err(|mut errors| {
            let file = self.merged.file_of(&errors[0].path).to_owned();
            errors.retain(|error| self.merged.file_of(&error.path) == file);
            ServeError::World { file, errors }
        })?;
        let parts = self.merged.parts.iter();
        let plays = parts.filter_map(|part| Playing::new(part, self.vendor.contract));
        let plays = plays.collect();
        Ok(Stage::new(self.vendor.name, mock, plays, self.file.clone()))
    }

    /// Returns how the vendor differs from the documented one.
    pub(crate) fn variant(&self) -> &Variant {
        &self.merged.variant
    }

    /// Returns the names of the world's clients.
    pub(crate) fn clients(&self) -> impl Iterator<Item = &str> {
        let clients = self.merged.world.clients.iter();
        clients.map(|client| client.name.as_str())
    }
}

/// The vendor's clock shows local time, as its documents do: browsers read it in their own zone.
fn zone() -> TimeZone {
    TimeZone::try_system().unwrap_or(TimeZone::UTC)
}

/// So many entries of the journal are kept in memory.
const REMEMBERED: usize = 10_000;
