use std::mem;

use ctimock_scenario::Step;
use ctimock_time::Time;

use super::{Lane, Reading, Reported, Track};
use crate::{Difference, matching::Bindings};

/// How many readings are kept; more is a window that nobody understands.
const MOST_READINGS: usize = 64;

/// Every possible reading of what came so far, the one that uses earlier items first in front.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    all: Vec<Reading>,
    /// Of those that fell while others stood, the one that got furthest.
    fallen: Option<Stuck>,
}

/// A reading that cannot go on, when no other can.
#[derive(Clone, Debug)]
pub(crate) struct Stuck {
    /// The reading that got furthest.
    pub(crate) reading: Reading,
    /// The client whose stream it stands in.
    pub(crate) lane: usize,
    /// The event that fits nothing; `None` when something did not come in time.
    pub(crate) event: Option<usize>,
}

/// Why there is no reading.
#[derive(Clone, Debug)]
pub(crate) enum Undecided {
    /// None is possible.
    Stuck(Box<Stuck>),
    /// More than are kept.
    Ambiguous,
}

impl Readings {
    /// Returns the one reading of nothing.
    pub(crate) fn new(clients: usize) -> Self {
        Self {
            all: vec![Reading::new(clients)],
            fallen: None,
        }
    }

    /// Lets every reading take what it can of a client's stream.
    ///
    /// # Errors
    /// No reading is left, or too many are.
    pub(crate) fn advance(
        &mut self,
        lane: usize,
        stream: &[Reported],
        track: &Track,
        steps: &[Step],
    ) -> Result<(), Undecided> {
        loop {
            for reading in &mut self.all {
                reading.lanes[lane].move_on(track, steps);
            }
            let wants = |reading: &Reading| reading.lanes[lane].wants(stream.len(), track, steps);
            let Some(next) = self.all.iter().filter_map(wants).min() else {
                return Ok(());
            };
            let mut survivors = Vec::with_capacity(self.all.len());
            let mut fallen = Vec::new();
            for reading in mem::take(&mut self.all) {
                if wants(&reading) == Some(next) {
                    let event = &stream[next];
                    if let Err(reading) = reading.consume(lane, event, track, steps, &mut survivors)
                    {
                        fallen.push(reading);
                    }
                } else {
                    survivors.push(reading);
                }
            }
            self.bury(fallen, lane, Some(next));
            self.replace(survivors)?;
        }
    }

    /// Drops the readings in which a client's window waits for what should have come by now.
    ///
    /// # Errors
    /// No reading is left.
    pub(crate) fn expire(
        &mut self,
        now: Time,
        lane: usize,
        track: &Track,
        steps: &[Step],
    ) -> Result<(), Undecided> {
        let is_late = |reading: &Reading| reading.lanes[lane].is_late(now, track, steps);
        let (late, alive): (Vec<_>, Vec<_>) =
            mem::take(&mut self.all).into_iter().partition(is_late);
        self.bury(late, lane, None);
        self.replace(alive)
    }

    /// Drops the readings in which `demand` does not hold; it may bind names.
    ///
    /// # Errors
    /// What differs in the reading that is first in front, if it holds in none; then all stay.
    pub(crate) fn demand(
        &mut self,
        mut demand: impl FnMut(&mut Bindings) -> Result<(), Vec<Difference>>,
    ) -> Result<(), Vec<Difference>> {
        let mut first = None;
        let mut held = Vec::with_capacity(self.all.len());
        for mut reading in mem::take(&mut self.all) {
            match demand(&mut reading.bindings) {
                Ok(()) => held.push((true, reading)),
                Err(differences) => {
                    first.get_or_insert(differences);
                    held.push((false, reading));
                }
            }
        }
        let any = held.iter().any(|(holds, _)| *holds);
        self.all = held
            .into_iter()
            .filter(|(holds, _)| *holds || !any)
            .map(|(_, reading)| reading)
            .collect();
        match first {
            Some(differences) if !any => Err(differences),
            _ => {
                self.all = unique(mem::take(&mut self.all));
                Ok(())
            }
        }
    }

    /// Drops the readings of which `holds` is not true; at least one must hold.
    pub(crate) fn retain(&mut self, holds: impl Fn(&Bindings) -> bool) {
        if self.all.len() > 1 {
            self.all.retain(|reading| holds(&reading.bindings));
        }
    }

    /// Returns whether a reading has a client's first `windows` windows behind it.
    pub(crate) fn is_through(
        &self,
        lane: usize,
        windows: usize,
        track: &Track,
        steps: &[Step],
    ) -> bool {
        self.all
            .iter()
            .any(|reading| reading.lanes[lane].is_through(windows, track, steps))
    }

    /// Returns the reading that uses earlier items first, among those that are through with what has
    /// begun if there are such.
    pub(crate) fn best(&self, tracks: &[Track], steps: &[Step]) -> &Reading {
        let is_through = |reading: &&Reading| {
            let mut lanes = reading.lanes.iter().zip(tracks);
            lanes.all(|(lane, track): (&Lane, _)| lane.is_through(track.windows(), track, steps))
        };
        self.all
            .iter()
            .find(is_through)
            .or_else(|| self.all.first())
            .or_else(|| self.fallen.as_ref().map(|stuck| &stuck.reading))
            .expect("a reading stands, or has fallen")
    }

    fn bury(&mut self, fallen: Vec<Reading>, lane: usize, event: Option<usize>) {
        for reading in fallen {
            let further = self
                .fallen
                .as_ref()
                .is_none_or(|stuck| stuck.reading.reach() < reading.reach());
            if further {
                self.fallen = Some(Stuck {
                    reading,
                    lane,
                    event,
                });
            }
        }
    }

    fn replace(&mut self, readings: Vec<Reading>) -> Result<(), Undecided> {
        self.all = unique(readings);
        if self.all.len() > MOST_READINGS {
            return Err(Undecided::Ambiguous);
        }
        if self.all.is_empty() {
            let stuck = self.fallen.clone().expect("the last reading has fallen");
            return Err(Undecided::Stuck(Box::new(stuck)));
        }
        Ok(())
    }
}

fn unique(readings: Vec<Reading>) -> Vec<Reading> {
    let mut unique: Vec<Reading> = Vec::with_capacity(readings.len());
    for reading in readings {
        if !unique.contains(&reading) {
            unique.push(reading);
        }
    }
    unique
}
