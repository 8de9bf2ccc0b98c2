use std::{
    collections::BTreeMap,
    io::{Write, stdout},
    num::NonZeroUsize,
    thread,
};

use anyhow::bail;
use ctimock_conformance::{CaseReport, Coverage, RunEvent, Verdict, Words};
use ctimock_report::coverage_text;
use ctimock_runner::{Case, CaseOptions, Interrupt, RunOptions, run};

use crate::{args, command::scenarios, exit::Exit, vendors};

/// Plays scenarios with the reference clients and tells which documented words they cover.
pub(crate) fn perform(args: &args::Coverage) -> anyhow::Result<Exit> {
    if let Some(vendor) = &args.vendor
        && vendors::find(vendor).is_none()
    {
        bail!("unknown vendor `{vendor}`; known are {}", vendors::names());
    }
    let cases = scenarios::cases(&args.paths, |scenario| {
        let vendor = args.vendor.as_ref();
        vendor.is_none_or(|wanted| *wanted == scenario.vendor)
    })?;
    if cases.is_empty() {
        return Ok(Exit::NothingSelected);
    }
    let reports = play(&cases);
    let mut reached = true;
    for vendor in vendors::VENDORS {
        if !cases.iter().any(|(of, _)| of.name == vendor.name) {
            continue;
        }
        let coverage = Coverage::of((vendor.contract)(), &reports);
        write!(stdout(), "{}", coverage_text(&coverage, WIDTH))?;
        if let Some(least) = args.min.filter(|least| !coverage.reaches(*least)) {
            let missing = coverage.missing.len();
            eprintln!(
                "error: {}: {least} % of the documented words are wanted, and {missing} are missing",
                vendor.name
            );
            reached = false;
        }
    }
    let all_passed = tell_unpassed(&reports);
    Ok(if reached && all_passed {
        Exit::AsExpected
    } else {
        Exit::CasesFailed
    })
}

fn play(cases: &[Case<'_>]) -> Vec<CaseReport> {
    let options = RunOptions {
        case: CaseOptions {
            seed: 1,
            words: Words::Listed,
            ..CaseOptions::default()
        },
        variants: BTreeMap::new(),
        jobs: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        check_determinism: false,
        interrupt: Interrupt::default(),
    };
    let mut reports = Vec::with_capacity(cases.len());
    run(cases, &options, |event| {
        if let RunEvent::CaseFinished(report) = event {
            reports.push(*report);
        }
    });
    reports
}

/// Says which cases did not pass: their words do not count. Returns whether none failed.
fn tell_unpassed(reports: &[CaseReport]) -> bool {
    let mut all_passed = true;
    for report in reports {
        let what = match report.verdict {
            Verdict::Passed => continue,
            Verdict::Skipped => "skipped",
            Verdict::Failed | Verdict::Errored => {
                all_passed = false;
                "not passed"
            }
        };
        let why = report.explanations.first();
        let why = why.map_or(String::new(), |why| format!(": {}", why.title));
        eprintln!("{what}, and its words do not count: {}{why}", report.id);
    }
    all_passed
}

/// So many columns a table has.
const WIDTH: usize = 100;
