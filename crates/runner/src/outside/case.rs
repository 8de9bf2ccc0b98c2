use std::{sync::Arc, time::Instant};

use ctimock_conformance::{Said, Verdict};
use ctimock_dialect::Variant;
use ctimock_mock::{Bound, Journal, Mock, Vendor};
use ctimock_protocol::ClientClock;
use ctimock_scenario::Scenario;

use super::{one_sided, real::Lag, table::Table, trouble::Trouble};
use crate::{
    CaseOptions, Interrupt, Pace, Played,
    case::{self, Prepared},
    crew::Crew,
};

/// Plays one case with the crew's clients.
pub(super) async fn play(
    crew: &mut Crew,
    vendor: &Vendor,
    scenario: &Arc<Scenario>,
    above: Option<&Variant>,
    options: &CaseOptions,
    interrupt: &Interrupt,
) -> Played {
    let began = Instant::now();
    if crew.is_of_browsers() && scenario.tags.iter().any(|tag| tag == case::NO_BROWSER) {
        return case::not_for_browsers(scenario, began);
    }
    if let Err(error) = crew.staff(vendor.name, scenario.world.clients.len()).await {
        let mut played = case::not_begun(scenario, &error.to_string(), began);
        case::add_words(&mut played.report, &crew.words());
        return played;
    }
    let clock = crew.about().map_or(ClientClock::Real, |about| about.clock);
    let judged = match clock {
        ClientClock::Real => &Arc::new(one_sided::widened(scenario)),
        ClientClock::Virtual | ClientClock::None => scenario,
    };
    let Prepared { mock, conductor } = match case::prepare(vendor, judged, above, options, began) {
        Ok(prepared) => prepared,
        Err(played) => return *played,
    };
    let mut table = Table::new(vendor, mock, conductor, scenario, crew);
    let mut lag = None;
    let ran = match clock {
        ClientClock::Real => {
            let mut measured = Lag::default();
            let ran = table.run_real(&mut measured, interrupt).await;
            lag = Some(measured);
            ran
        }
        ClientClock::Virtual | ClientClock::None => {
            table.run_virtual(options.pace, interrupt).await
        }
    };
    let is_virtual = clock != ClientClock::Real;
    let (mut late, mut parted) = (Ok(()), Ok(()));
    match ran {
        Err(trouble) => table.give_up(trouble),
        Ok(()) => {
            if is_virtual && table.conductor.has_failed() {
                late = table.listen_on().await;
            }
            if late.is_ok() {
                parted = table.disconnect().await;
            }
        }
    }
    let now = table.booth.now();
    let Table {
        booth,
        conductor,
        told,
        ..
    } = table;
    let mut report = conductor.report(now, case::micros(began));
    let cut = interrupt.is_raised() && report.verdict == Verdict::Errored;
    if let Err(Trouble::Client { client, error }) = &late {
        case::retract(&mut report, client, &error.to_string());
    }
    if let Err(Trouble::Client { client, error }) = &parted {
        case::spoil(&mut report, client, &error.to_string());
    }
    let journal = booth.close().await.map(Mock::into_journal);
    if report.verdict == Verdict::Errored || parted.is_err() {
        crew.dismiss().await;
    } else if crew.about().is_some_and(|about| !about.reusable)
        && let Err(error) = crew.farewell().await
    {
        let first = scenario.world.clients.first();
        let client = first.map_or("", |client| &client.name);
        case::spoil(&mut report, client, &error.to_string());
    }
    if report.verdict != Verdict::Passed {
        case::add_words(&mut report, &crew.words());
    }
    if let Some(lag) = lag {
        lag.note(&mut report);
    }
    Played {
        report,
        journal: journal.unwrap_or_else(|| Journal::new(Bound::Unbounded)),
        told,
        cut,
    }
}

impl Table<'_> {
    /// Plays until the case is over; the clock stands still while anybody has anything to do.
    async fn run_virtual(&mut self, pace: Pace, interrupt: &Interrupt) -> Result<(), Trouble> {
        loop {
            self.settle().await?;
            if self.conductor.is_over() {
                return Ok(());
            }
            let now = self.booth.now();
            let Some(next) = self.deadline() else {
                self.conductor.handle_abort(now, case::NOTHING_LEFT);
                return Ok(());
            };
            if !pace.pass_async(next.at.since(now), interrupt).await {
                self.conductor.handle_abort(now, case::INTERRUPTED);
                return Ok(());
            }
            self.move_to(next.at.max(now)).await?;
        }
    }

    /// Ends the case because it cannot go on.
    fn give_up(&mut self, trouble: Trouble) {
        let now = self.booth.now();
        let reason = match trouble {
            Trouble::Client { client, error } => {
                let reason = error.to_string();
                self.conductor
                    .handle_client(now, &client, Said::Gone { reason });
                return;
            }
            Trouble::Mock(broke) => broke.to_string(),
            Trouble::Unsettled { last } => case::does_not_settle(&last),
            Trouble::NoPort(error) => format!("the system gives no port for a listener: {error}"),
        };
        self.conductor.handle_abort(now, &reason);
    }
}
