use std::{
    collections::BTreeMap,
    mem,
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Instant,
};

use ctimock_conformance::{CaseReport, Client, RunEvent, Summary};
use ctimock_dialect::Variant;
use ctimock_mock::Vendor;
use ctimock_scenario::Scenario;

use crate::{CaseOptions, Fleet, case, player::Player};

/// A wish to end the run; what has run is still reported.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Asks the run to end after the cases that are being played.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns whether somebody asked.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How a run is made.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// How each case is played.
    pub case: CaseOptions,
    /// Quirks and problems that stand above the scenarios' own, by vendor.
    pub variants: BTreeMap<String, Variant>,
    /// How many cases are played side by side.
    pub jobs: NonZeroUsize,
    /// Play every case twice and compare.
    pub check_determinism: bool,
    /// What ends the run early.
    pub interrupt: Interrupt,
}

/// A selected case: its vendor, and the scenario.
pub type Case<'a> = (&'a Vendor, Arc<Scenario>);

/// Plays cases with the vendors' reference clients, in this process, and tells `tell` what happens:
/// finished cases in the order of the selection, however they ran. Returns what it came to.
pub fn run(cases: &[Case<'_>], options: &RunOptions, tell: impl FnMut(RunEvent)) -> Summary {
    Fleet::builtin(options.jobs).run(cases, options, tell)
}

/// Plays cases, each player on a thread of its own.
pub(crate) fn run_with(
    client: Client,
    players: Vec<Box<dyn Player>>,
    cases: &[Case<'_>],
    options: &RunOptions,
    mut tell: impl FnMut(RunEvent),
) -> Summary {
    let began = Instant::now();
    tell(RunEvent::RunStarted {
        format: 1,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        client,
        cases: cases.len(),
        seed: options.case.seed,
    });
    let next = AtomicUsize::new(0);
    let (results, finished) = mpsc::sync_channel(1024);
    let mut summary = Summary::default();
    thread::scope(|scope| {
        for mut player in players.into_iter().take(cases.len()) {
            let (results, next) = (results.clone(), &next);
            scope.spawn(move || {
                let mut batch = Batch::new(results, player.batch(options));
                let mut last = None;
                while !options.interrupt.is_raised() {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some((vendor, scenario)) = cases.get(index) else {
                        break;
                    };
                    batch.finished(last.take());
                    batch.push(News::Started(scenario.id()));
                    // The journal is freed where it was made: the allocator likes that better.
                    let played = player.play(vendor, scenario, options);
                    if played.cut {
                        break;
                    }
                    last = Some((index, scenario, Box::new(played.report)));
                }
                let finished = player.finish();
                if let (Err(reason), Some((_, scenario, report))) = (finished, &mut last) {
                    let client = scenario.world.clients.first();
                    let client = client.map_or("", |client| &client.name);
                    case::spoil(report, client, &reason);
                }
                batch.finished(last);
            });
        }
        drop(results);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for news in finished.into_iter().flatten() {
            match news {
                News::Started(id) => tell(RunEvent::CaseStarted { id }),
                News::Finished(index, report) => {
                    waiting.insert(index, report);
                    while let Some(report) = waiting.remove(&due) {
                        due += 1;
                        summary.count(report.verdict);
                        tell(RunEvent::CaseFinished(report));
                    }
                }
            }
        }
    });
    let ran = summary.passed + summary.failed + summary.skipped + summary.errored;
    summary.not_run = cases.len() - ran;
    tell(RunEvent::RunFinished {
        summary,
        interrupted: summary.not_run > 0,
        real_us: u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
    });
    summary
}

enum News {
    Started(String),
    Finished(usize, Box<CaseReport>),
}

/// News on their way to whoever reports them. To wake the reporter for each costs as much as half a
/// case in virtual time, so they travel together there.
struct Batch {
    news: Vec<News>,
    most: usize,
    to: mpsc::SyncSender<Vec<News>>,
}

impl Batch {
    fn new(to: mpsc::SyncSender<Vec<News>>, most: usize) -> Self {
        Self {
            news: Vec::new(),
            most,
            to,
        }
    }

    fn finished(&mut self, case: Option<(usize, &Arc<Scenario>, Box<CaseReport>)>) {
        if let Some((index, _, report)) = case {
            self.push(News::Finished(index, report));
        }
    }

    fn push(&mut self, news: News) {
        self.news.push(news);
        if self.news.len() >= self.most {
            self.send();
        }
    }

    fn send(&mut self) {
        // Nobody listens only when the run itself has panicked, and that is told there.
        let _ = self.to.send(mem::take(&mut self.news));
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.send();
    }
}
