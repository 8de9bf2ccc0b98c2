use std::{
    any::Any,
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Instant,
};

use ctimock_conformance::{
    Blame, CaseReport, Conductor, Explanation, Play, Timing, Verdict, Words,
};
use ctimock_dialect::{Variant, Wall};
use ctimock_mock::{Bound, Journal, Mock, MockOptions, Vendor};
use ctimock_scenario::Scenario;
use ctimock_time::Time;
use serde_json::Value;

use crate::{Interrupt, Pace, table::Table};

/// How one case is played.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseOptions {
    /// The seed of all ids.
    pub seed: u64,
    /// How fast scenario time passes.
    pub pace: Pace,
    /// Whether the report of a passed case lists the documented words that the case asserted.
    pub words: Words,
}

/// A case that was played.
#[derive(Debug)]
pub struct Played {
    /// What it came to.
    pub report: CaseReport,
    /// Everything that happened at the mock.
    pub journal: Journal,
    /// What the apps of clients in other processes were told: names and payloads, by client.
    pub told: BTreeMap<String, Vec<(String, Value)>>,
    /// The run was interrupted while it was played: the report says nothing, and the case counts as
    /// not run.
    pub cut: bool,
}

/// Plays one case with the vendor's reference client, in this process; `above` stands above the
/// scenario's own. Always comes to a report: what cannot be set up, does not settle or panics is an
/// errored case.
#[must_use]
pub fn play(
    vendor: &Vendor,
    scenario: &Arc<Scenario>,
    above: Option<&Variant>,
    options: &CaseOptions,
    interrupt: &Interrupt,
) -> Played {
    let began = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        play_inner(vendor, scenario, above, options, interrupt, began)
    }));
    outcome.unwrap_or_else(|panic| panicked(scenario, panic.as_ref(), began))
}

fn play_inner(
    vendor: &Vendor,
    scenario: &Arc<Scenario>,
    above: Option<&Variant>,
    options: &CaseOptions,
    interrupt: &Interrupt,
    began: Instant,
) -> Played {
    let Prepared { mock, conductor } = match prepare(vendor, scenario, above, options, began) {
        Ok(prepared) => prepared,
        Err(played) => return *played,
    };
    let mut table = Table::new(vendor, mock, conductor);
    let mut now = Time::ZERO;
    let mut cut = false;
    loop {
        if let Err(unsettled) = table.settle(now) {
            let reason = does_not_settle(&unsettled.last);
            table.conductor.handle_abort(now, &reason);
        }
        if table.conductor.is_over() {
            break;
        }
        let Some(next) = table.poll_timeout() else {
            table.conductor.handle_abort(now, NOTHING_LEFT);
            break;
        };
        if !options.pace.pass(next.at.since(now), interrupt) {
            cut = true;
            break;
        }
        now = now.max(next.at);
    }
    let Table {
        mock, conductor, ..
    } = table;
    Played {
        report: conductor.report(now, micros(began)),
        journal: mock.into_journal(),
        told: BTreeMap::new(),
        cut,
    }
}

/// A case that can begin.
pub(crate) struct Prepared {
    pub(crate) mock: Mock,
    pub(crate) conductor: Conductor,
}

/// Sets the world up; the error is an errored case.
pub(crate) fn prepare(
    vendor: &Vendor,
    scenario: &Arc<Scenario>,
    above: Option<&Variant>,
    options: &CaseOptions,
    began: Instant,
) -> Result<Prepared, Box<Played>> {
    let scenario = match above {
        Some(above) => {
            let mut varied = Scenario::clone(scenario);
            varied.variant.overlay(above);
            &Arc::new(varied)
        }
        None => scenario,
    };
    let conductor = Conductor::new(Arc::clone(scenario), (vendor.contract)(), Play::Drive)
        .with_words(options.words);
    let mock_options = MockOptions {
        seed: options.seed,
        wall: Wall::RUN,
        variant: scenario.variant.clone(),
        journal: Bound::Unbounded,
    };
    match Mock::new(vendor, &scenario.world, mock_options) {
        Ok(mock) => Ok(Prepared { mock, conductor }),
        Err(errors) => {
            let title = "the world of the scenario cannot be set up".to_owned();
            let because = "its `given` asks for what the vendor does not have".to_owned();
            let notes = errors.iter().map(ToString::to_string).collect();
            let played = errored(scenario, Blame::Scenario, title, because, notes, began);
            Err(Box::new(played))
        }
    }
}

/// Returns the report of a case that panicked.
pub(crate) fn panicked(scenario: &Scenario, panic: &(dyn Any + Send), began: Instant) -> Played {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    let title = format!(
        "ctimock broke one of its own rules: {}",
        text.unwrap_or_default()
    );
    let because = "a panic is a bug of ctimock; please report it with this scenario".to_owned();
    errored(scenario, Blame::Harness, title, because, Vec::new(), began)
}

/// Returns the report of a case whose client could not be brought to the table.
pub(crate) fn not_begun(scenario: &Scenario, reason: &str, began: Instant) -> Played {
    let title = format!("the client under test cannot begin: {reason}");
    let because = "a client that is not there is not judged".to_owned();
    errored(scenario, Blame::Harness, title, because, Vec::new(), began)
}

/// Returns the report of a case that is none for a browser, because what a browser adds is against it.
pub(crate) fn not_for_browsers(scenario: &Scenario, began: Instant) -> Played {
    let title = format!("a scenario with the tag `{NO_BROWSER}` is not for a client in a browser");
    let because = "a browser does by itself what such a scenario is against".to_owned();
    let mut played = errored(scenario, Blame::Scenario, title, because, Vec::new(), began);
    played.report.verdict = Verdict::Skipped;
    played.report.blame = None;
    played
}

/// Adds what a client did when its case was over. A case that had passed is errored by it; a case that
/// had failed has failed all the same.
pub(crate) fn spoil(report: &mut CaseReport, client: &str, reason: &str) {
    let title = format!("client `{client}` dropped out when its case was over: {reason}");
    let explanation = by_wrapper(report, title);
    if report.verdict == Verdict::Failed {
        report.explanations.push(explanation);
        return;
    }
    report.verdict = Verdict::Errored;
    report.blame = Some(Blame::Harness);
    report.explanations.insert(0, explanation);
}

/// Takes a verdict back, because a client did not tell the truth about what it had done; nothing that was
/// found can be relied on.
pub(crate) fn retract(report: &mut CaseReport, client: &str, reason: &str) {
    let title = format!("client `{client}` is not judged: {reason}");
    let explanation = by_wrapper(report, title);
    report.verdict = Verdict::Errored;
    report.blame = Some(Blame::Harness);
    report.explanations = vec![explanation];
}

fn by_wrapper(report: &CaseReport, title: String) -> Explanation {
    Explanation {
        title,
        blame: Blame::Harness,
        because: "a wrapper that does not keep to the driver protocol cannot be relied on"
            .to_owned(),
        at_us: report.timing.scenario_us,
        excerpt: None,
        alignment: Vec::new(),
        notes: Vec::new(),
    }
}

/// Adds what the client wrote to standard error.
pub(crate) fn add_words(report: &mut CaseReport, words: &[String]) {
    if let Some(first) = report.explanations.first_mut() {
        let words = words.iter().skip(words.len().saturating_sub(SHOWN));
        let notes = words.map(|word| format!("standard error of the client: {word}"));
        first.notes.extend(notes);
    }
}

/// Says that the world does not come to rest.
pub(crate) fn does_not_settle(last: &str) -> String {
    format!("the world does not settle; `{last}` spoke last")
}

/// The tag of scenarios that browsers do not play: without the headers of CORS, for example, a browser keeps
/// every answer from its page.
pub(crate) const NO_BROWSER: &str = "no_browser";

/// So many lines of standard error are shown.
const SHOWN: usize = 10;

/// Why a case that was cut short is over.
pub(crate) const INTERRUPTED: &str = "the run was interrupted";

/// Why a case ends in which nobody waits for anything.
pub(crate) const NOTHING_LEFT: &str = "nothing will ever happen any more";

fn errored(
    scenario: &Scenario,
    blame: Blame,
    title: String,
    because: String,
    notes: Vec<String>,
    began: Instant,
) -> Played {
    let explanation = Explanation {
        title,
        blame,
        because,
        at_us: 0,
        excerpt: None,
        alignment: Vec::new(),
        notes,
    };
    let report = CaseReport {
        id: scenario.id(),
        name: scenario.name.clone(),
        vendor: scenario.vendor.clone(),
        tags: scenario.tags.clone(),
        source: scenario.source.clone(),
        known_issue: scenario.known_issue.clone(),
        verdict: Verdict::Errored,
        blame: Some(blame),
        timing: Timing {
            scenario_us: 0,
            real_us: micros(began),
            lag_us: None,
        },
        explanations: vec![explanation],
        ladder: None,
        words: Vec::new(),
    };
    Played {
        report,
        journal: Journal::new(Bound::Unbounded),
        told: BTreeMap::new(),
        cut: false,
    }
}

pub(crate) fn micros(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX)
}
