use std::{io, num::NonZeroUsize, thread};

use ctimock_report::Reporter;
use ctimock_runner::{CaseOptions, Fleet, Interrupt, Patience, RunOptions, end_clients};
use tokio::runtime::Builder;

use crate::{
    args,
    command::{reports, scenarios},
    exit::{EnvironmentError, Exit},
    select, variant, vendors,
};

/// Plays scenarios against a client and judges what it reports.
pub(crate) fn perform(args: &args::Run) -> anyhow::Result<Exit> {
    let cases = scenarios::cases(&args.paths, |scenario| {
        let filter = args.filter.as_deref();
        filter.is_none_or(|filter| select::fits(filter, scenario))
            && args.shard.is_none_or(|shard| shard.has(&scenario.id()))
    })?;
    if cases.is_empty() {
        return Ok(Exit::NothingSelected);
    }
    let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let options = RunOptions {
        case: CaseOptions {
            seed: args.variants.seed,
            pace: args.clock,
            ..CaseOptions::default()
        },
        variants: variant::by_vendor(&args.variants)?,
        jobs: args.jobs.unwrap_or(cores),
        check_determinism: args.check_determinism,
        interrupt: Interrupt::default(),
    };
    end_on_ctrl_c(&options.interrupt)?;
    let fleet = Fleet::start(
        &args.client,
        (cases[0].0.name, &vendors::offer(&options.variants)),
        options.jobs.min(most_jobs(cases.len())),
        (Patience::default(), &options.interrupt),
        |url| eprintln!("waiting for a client at {url}"),
    );
    let fleet = fleet.map_err(|error| EnvironmentError(error.to_string()))?;
    let mut reporters = reports::reporters(&args.reports, args.jsonl.as_deref())?;
    let summary = fleet.run(&cases, &options, |event| {
        reporters
            .event(&event)
            .expect("a tee keeps its errors until it is finished");
    });
    reports::finish(reporters)?;
    let as_expected = summary.failed + summary.errored + summary.not_run == 0;
    Ok(if as_expected {
        Exit::AsExpected
    } else {
        Exit::CasesFailed
    })
}

fn most_jobs(cases: usize) -> NonZeroUsize {
    NonZeroUsize::new(cases).unwrap_or(NonZeroUsize::MIN)
}

/// Lets Ctrl-C end the run so that the reports are finished; a second one ends the process.
fn end_on_ctrl_c(interrupt: &Interrupt) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let interrupt = interrupt.clone();
    thread::spawn(move || {
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                interrupt.raise();
            }
            if tokio::signal::ctrl_c().await.is_ok() {
                end_clients();
                std::process::exit(130);
            }
        });
    });
    Ok(())
}
