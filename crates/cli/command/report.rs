use std::{fs::File, io::BufReader};

use anyhow::Context;
use ctimock_conformance::RunEvent;
use ctimock_report::{RecordedRun, Reporter, read_jsonl};

use crate::{
    args,
    command::reports,
    exit::{EnvironmentError, Exit},
};

/// Makes the reports of runs that were kept.
pub(crate) fn perform(args: &args::Report) -> anyhow::Result<Exit> {
    let mut runs = Vec::new();
    for path in &args.files {
        let shown = path.display();
        let file = File::open(path)
            .map_err(|error| EnvironmentError(format!("cannot read `{shown}`: {error}")))?;
        let run = read_jsonl(BufReader::new(file)).with_context(|| format!("`{shown}`"))?;
        for warning in &run.warnings {
            eprintln!("warning: `{shown}`: {warning}");
        }
        runs.push(run);
    }
    let mut reporters = reports::reporters(&args.reports, None)?;
    let mut as_expected = runs.iter().all(RecordedRun::is_finished);
    for event in runs.iter().flat_map(|run| &run.events) {
        if let RunEvent::RunFinished { summary, .. } = event {
            as_expected &= summary.failed + summary.errored + summary.not_run == 0;
        }
        reporters
            .event(event)
            .expect("a tee keeps its errors until it is finished");
    }
    reports::finish(reporters)?;
    Ok(if as_expected {
        Exit::AsExpected
    } else {
        Exit::CasesFailed
    })
}
