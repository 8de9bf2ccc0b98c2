use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Instant,
};

use ctimock_conformance::{Blame, CaseReport, Conductor, Explanation, Play, Timing, Verdict};
use ctimock_dialect::{Quirks, Wall};
use ctimock_mock::{Bound, Journal, Mock, MockOptions, Vendor};
use ctimock_scenario::Scenario;
use ctimock_time::Time;

use crate::{Pace, table::Table};

/// How one case is played.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseOptions {
    /// The seed of all ids.
    pub seed: u64,
    /// How fast scenario time passes.
    pub pace: Pace,
}

/// A case that was played.
#[derive(Debug)]
pub struct Played {
    /// What it came to.
    pub report: CaseReport,
    /// Everything that happened at the mock.
    pub journal: Journal,
}

/// Plays one case with the vendor's reference client, in this process; `quirks` stand above the
/// scenario's own. Always comes to a report: what cannot be set up, does not settle or panics is an
/// errored case.
#[must_use]
pub fn play(
    vendor: &Vendor,
    scenario: &Arc<Scenario>,
    quirks: Option<&Quirks>,
    options: &CaseOptions,
) -> Played {
    let began = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        play_inner(vendor, scenario, quirks, options, began)
    }));
    outcome.unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default();
        let title = format!("ctimock broke one of its own rules: {text}");
        let because = "a panic is a bug of ctimock; please report it with this scenario";
        errored(
            scenario,
            Blame::Harness,
            title,
            because.to_owned(),
            Vec::new(),
            began,
        )
    })
}

fn play_inner(
    vendor: &Vendor,
    scenario: &Arc<Scenario>,
    above: Option<&Quirks>,
    options: &CaseOptions,
    began: Instant,
) -> Played {
    let mut quirks = scenario.quirks.clone();
    if let Some(above) = above {
        quirks.overlay(above);
    }
    let mock_options = MockOptions {
        seed: options.seed,
        wall: Wall::RUN,
        quirks,
        journal: Bound::Unbounded,
    };
    let mock = match Mock::new(vendor, &scenario.world, mock_options) {
        Ok(mock) => mock,
        Err(errors) => {
            let title = "the world of the scenario cannot be set up".to_owned();
            let because = "its `given` asks for what the vendor does not have".to_owned();
            let notes = errors.iter().map(ToString::to_string).collect();
            return errored(scenario, Blame::Scenario, title, because, notes, began);
        }
    };
    let conductor = Conductor::new(Arc::clone(scenario), (vendor.contract)(), Play::Drive);
    let mut table = Table::new(vendor, mock, conductor);
    let mut now = Time::ZERO;
    loop {
        if let Err(unsettled) = table.settle(now) {
            let reason = format!("the world does not settle; `{}` spoke last", unsettled.last);
            table.conductor.handle_abort(now, &reason);
        }
        if table.conductor.is_over() {
            break;
        }
        let Some(next) = table.poll_timeout() else {
            table
                .conductor
                .handle_abort(now, "nothing will ever happen any more");
            break;
        };
        options.pace.pass(next.at.since(now));
        now = now.max(next.at);
    }
    let Table {
        mock, conductor, ..
    } = table;
    Played {
        report: conductor.report(now, micros(began)),
        journal: mock.into_journal(),
    }
}

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
        },
        explanations: vec![explanation],
        ladder: None,
        words: Vec::new(),
    };
    Played {
        report,
        journal: Journal::new(Bound::Unbounded),
    }
}

fn micros(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX)
}
