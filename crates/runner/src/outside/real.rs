use std::time::Duration;

use ctimock_conformance::{CaseReport, Verdict};
use tokio::time::{Instant, sleep_until};

use super::{
    one_sided::{EARLY, LATE},
    table::Table,
    trouble::Trouble,
};
use crate::{Interrupt, case};

/// So many rounds are made for one thing that happened; under the real clock the next one comes anyway.
const ROUNDS: usize = 3;

/// How late things were seen under the real clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lag {
    most: Duration,
}

impl Lag {
    fn measure(&mut self, late: Duration) {
        self.most = self.most.max(late);
    }

    /// Notes the lag beside the verdict.
    pub(super) fn note(self, report: &mut CaseReport) {
        report.timing.lag_us = Some(u64::try_from(self.most.as_micros()).unwrap_or(u64::MAX));
        if let (Verdict::Failed, Some(first)) = (report.verdict, report.explanations.first_mut()) {
            first.notes.push(format!(
                "the client has timers of its own, so the case ran under the real clock: a bound is \
                 one-sided (later by up to {} s is in time, earlier by up to {} ms as well); the lag of \
                 scheduling that was measured is {:.1} ms",
                LATE.as_secs(),
                EARLY.as_millis(),
                self.most.as_secs_f64() * 1000.0
            ));
        }
    }
}

impl Table<'_> {
    /// Plays until the case is over, as real time passes.
    pub(super) async fn run_real(
        &mut self,
        lag: &mut Lag,
        interrupt: &Interrupt,
    ) -> Result<(), Trouble> {
        loop {
            for peer in &self.crew.peers {
                peer.tally.reset();
            }
            self.look(lag).await?;
            self.conductor.handle_settled(self.booth.now());
            let mut carried = false;
            while let Some(order) = self.conductor.poll_order() {
                carried = true;
                self.carry(order).await?;
            }
            if self.conductor.is_over() {
                return Ok(());
            }
            if interrupt.is_raised() {
                self.conductor
                    .handle_abort(self.booth.now(), case::INTERRUPTED);
                return Ok(());
            }
            if !carried {
                self.wait(lag).await?;
            }
        }
    }

    /// Looks round until a round is quiet, or often enough.
    async fn look(&mut self, lag: &mut Lag) -> Result<(), Trouble> {
        for _ in 0..ROUNDS {
            let began = Instant::now();
            let quiet = self.round().await?;
            lag.measure(began.elapsed());
            if quiet {
                break;
            }
        }
        Ok(())
    }

    /// Waits until something happens, or a bound of the scenario passes.
    async fn wait(&mut self, lag: &mut Lag) -> Result<(), Trouble> {
        let now = self.booth.now();
        let due = self.conductor.poll_timeout();
        let span = due.map_or(LOOK, |due| due.at.since(now).min(LOOK));
        let until = Instant::now() + span;
        tokio::select! {
            (peer, news) = self.crew.hear() => self.take_news(peer, news).await?,
            () = self.booth.stirs() => {}
            () = sleep_until(until) => lag.measure(until.elapsed()),
        }
        Ok(())
    }
}

/// So often somebody looks whether the run is to end.
const LOOK: Duration = Duration::from_millis(250);
