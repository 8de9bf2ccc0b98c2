use std::{
    io::{self, ErrorKind, Write, stdout},
    path::Path,
    sync::Arc,
};

use anyhow::{Context, anyhow, bail};
use ctimock_mock::Vendor;
use ctimock_scenario::{Files, FilesError, Scenario, load};
use ctimock_server::{PlayOutcome, ServeError, ServeOptions, Worlds, serve};
use tokio::{
    runtime::Builder,
    signal::unix::{SignalKind, signal},
};

use crate::{
    args,
    command::scenarios,
    exit::{EnvironmentError, Exit},
    variant, vendors,
};

/// Serves the simulated vendors until somebody stops it.
pub(crate) fn perform(args: &args::Serve) -> anyhow::Result<Exit> {
    let options = ServeOptions {
        listen: args.listen,
        token: args.token.clone(),
        worlds: worlds(args)?,
        seed: args.variants.seed,
        variants: variant::by_vendor(&args.variants)?,
        journal: args.journal.clone(),
    };
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let served = runtime
        .block_on(async {
            let mut terminate = signal(SignalKind::terminate())?;
            let mut interrupt = signal(SignalKind::interrupt())?;
            let stop = async move {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            };
            let ready = |address| {
                // Whoever started us may not want to know; that is no reason to stop.
                let _ = writeln!(stdout(), "ready http://{address}");
                let _ = stdout().flush();
            };
            anyhow::Ok(serve(options, ready, stop).await)
        })?
        .map_err(|error| match error {
            ServeError::Listen { .. } | ServeError::Journal { .. } => {
                anyhow!(EnvironmentError(error.to_string()))
            }
            ServeError::Open(_) | ServeError::World { .. } | ServeError::Shared { .. } => {
                anyhow!(error)
            }
        })?;
    match tell(&served.plays) {
        // A reader that has seen enough changes nothing of what was done.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        told => told?,
    }
    let all_done = served.plays.iter().all(|play| play.done);
    Ok(if args.strict && !all_done {
        Exit::CasesFailed
    } else {
        Exit::AsExpected
    })
}

/// Says how far each scenario came.
fn tell(plays: &[PlayOutcome]) -> io::Result<()> {
    let mut out = stdout();
    for play in plays {
        writeln!(out, "{}", play.id)?;
        for line in &play.lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Returns the worlds by vendor: those of the files, or the demo worlds if there are no files.
fn worlds(args: &args::Serve) -> anyhow::Result<Worlds> {
    let wanted = match &args.vendor {
        Some(name) => vec![
            vendors::find(name)
                .ok_or_else(|| anyhow!("unknown vendor `{name}`; there is {}", vendors::names()))?,
        ],
        None => vendors::VENDORS.iter().collect(),
    };
    if args.files.is_empty() {
        return wanted
            .into_iter()
            .map(|vendor| Ok((vendor, vec![demo(vendor)?])))
            .collect();
    }
    let loaded = scenarios::read(&args.files)?;
    if loaded.problems > 0 {
        bail!("a scenario with problems cannot be served");
    }
    let chosen = rows(loaded.scenarios, args.row)?;
    if let Some(foreign) = chosen
        .iter()
        .find(|scenario| wanted.iter().all(|vendor| vendor.name != scenario.vendor))
    {
        bail!(
            "`{}` is for vendor `{}`, which is not served",
            foreign.id(),
            foreign.vendor
        );
    }
    Ok(wanted
        .into_iter()
        .map(|vendor| {
            let own = chosen
                .iter()
                .filter(|scenario| scenario.vendor == vendor.name);
            (vendor, own.cloned().collect::<Vec<_>>())
        })
        .filter(|(_, own)| !own.is_empty())
        .collect())
}

/// Returns one scenario a file: of a matrix, the row that `--row` names.
fn rows(scenarios: Vec<Scenario>, row: Option<usize>) -> anyhow::Result<Vec<Arc<Scenario>>> {
    let mut chosen = Vec::new();
    for scenario in scenarios {
        match (&scenario.row, row) {
            (None, _) => chosen.push(Arc::new(scenario)),
            (Some(own), Some(wanted)) if own.number == wanted => chosen.push(Arc::new(scenario)),
            (Some(_), Some(_)) => {}
            (Some(_), None) => {
                let file = scenario.file.path.display();
                bail!("`{file}` has a matrix; say which row with `--row N`");
            }
        }
    }
    if chosen.is_empty() {
        bail!("no scenario has row {}", row.unwrap_or_default());
    }
    Ok(chosen)
}

/// Returns the world of a vendor's own samples.
pub(crate) fn demo(vendor: &Vendor) -> anyhow::Result<Arc<Scenario>> {
    struct Demo(&'static str);
    impl Files for Demo {
        fn read(&self, _: &Path) -> Result<String, FilesError> {
            Ok(self.0.to_owned())
        }
    }
    let path = format!("demo/{}.yaml", vendor.name);
    let contracts = ctimock_scenario::Contracts::new([(vendor.contract)()]);
    let worlds = load(Path::new(&path), &Demo(vendor.demo), &contracts)?;
    let world = worlds
        .into_iter()
        .next()
        .context("the demo world is a world")?;
    Ok(Arc::new(world))
}
