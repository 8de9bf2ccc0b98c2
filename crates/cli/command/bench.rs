use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write, stdout},
    net::SocketAddr,
    num::NonZeroUsize,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, anyhow, bail};
use ctimock_conformance::Verdict;
use ctimock_runner::{Case, CaseOptions, Interrupt, RunOptions, play, run};
use ctimock_scenario::Scenario;

use crate::{args, command::scenarios, exit::Exit, vendors};

/// How often a process is started to see how long it takes.
const STARTS: usize = 20;

/// Measures this machine: whole cases per second in process, start to `ready`, memory at rest.
pub(crate) fn perform(args: &args::Bench) -> anyhow::Result<Exit> {
    let loaded = scenarios::read(std::slice::from_ref(&args.scenario))?;
    let Some(scenario) = loaded
        .scenarios
        .into_iter()
        .find(|scenario| !scenario.is_world())
    else {
        bail!("`{}` has no case to play", args.scenario.display());
    };
    let vendor = vendors::find(&scenario.vendor).context("the vendor of the case is not served")?;
    let case: Case<'_> = (vendor, Arc::new(scenario));
    let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);

    let out = &mut stdout();
    let alone = one_case(&case)?;
    writeln!(out, "one case alone                 {:>12}", micros(alone))?;
    let one = many_cases(&case, args.cases, NonZeroUsize::MIN)?;
    writeln!(out, "cases per second, 1 thread     {one:>12.0}")?;
    let all = many_cases(&case, args.cases, cores)?;
    writeln!(
        out,
        "cases per second, {cores} threads    {all:>12.0}   goal on two cores: 20000"
    )?;
    writeln!(out, "all threads : one thread       {:>12.2}", all / one)?;

    let (start, rest) = serve()?;
    writeln!(
        out,
        "start to `ready`, median       {:>12}   goal: 20 ms",
        micros(start)
    )?;
    match rest {
        Some(kib) => writeln!(
            out,
            "memory at rest                 {kib:>8} KiB   goal: 12288 KiB"
        )?,
        None => writeln!(
            out,
            "memory at rest                      unknown on this system"
        )?,
    }
    Ok(Exit::AsExpected)
}

fn one_case((vendor, scenario): &Case<'_>) -> anyhow::Result<Duration> {
    let options = CaseOptions::default();
    let mut fastest = Duration::MAX;
    for _ in 0..100 {
        let began = Instant::now();
        let played = play(vendor, scenario, None, &options, &Interrupt::default());
        fastest = fastest.min(began.elapsed());
        if played.report.verdict != Verdict::Passed {
            bail!(
                "`{}` does not pass, and only a case that passes is measured",
                scenario.id()
            );
        }
    }
    Ok(fastest)
}

fn many_cases(case: &Case<'_>, number: usize, jobs: NonZeroUsize) -> anyhow::Result<f64> {
    let cases: Vec<(_, Arc<Scenario>)> = vec![case.clone(); number];
    let options = RunOptions {
        case: CaseOptions::default(),
        variants: BTreeMap::new(),
        jobs,
        check_determinism: false,
        interrupt: Interrupt::default(),
    };
    let began = Instant::now();
    let summary = run(&cases, &options, drop);
    let seconds = began.elapsed().as_secs_f64();
    if summary.passed != number {
        bail!("{} of {number} cases passed", summary.passed);
    }
    Ok(number as f64 / seconds)
}

/// Starts `serve` again and again; returns the median time to `ready` and the memory of the last one.
fn serve() -> anyhow::Result<(Duration, Option<u64>)> {
    let mut times = Vec::with_capacity(STARTS);
    let mut memory = None;
    for _ in 0..STARTS {
        let began = Instant::now();
        let mut server = Server::start()?;
        times.push(began.elapsed());
        memory = server.resident_kib();
        server.stop();
    }
    times.sort();
    Ok((times[STARTS / 2], memory))
}

struct Server {
    child: Child,
}

impl Server {
    fn start() -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("the program does not know its own path")?;
        let listen = SocketAddr::from(([127, 0, 0, 1], 0)).to_string();
        let mut child = Command::new(program)
            .args(["serve", "--listen", &listen])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("`serve` does not start")?;
        let output = child
            .stdout
            .take()
            .ok_or_else(|| anyhow!("`serve` has no output"))?;
        let server = Self { child };
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .context("`serve` says nothing")?;
        if !line.starts_with("ready ") {
            bail!("`serve` said `{}` instead of `ready URL`", line.trim_end());
        }
        Ok(server)
    }

    fn resident_kib(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    }

    fn stop(&mut self) {
        // A server that has gone already needs no ending.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn micros(span: Duration) -> String {
    if span < Duration::from_millis(1) {
        format!("{} us", span.as_micros())
    } else {
        format!("{:.2} ms", span.as_secs_f64() * 1000.0)
    }
}
