use std::{net::SocketAddr, num::NonZeroUsize, path::PathBuf};

use clap::{Args as Group, Parser, Subcommand};
use clap_complete::Shell;
use ctimock_runner::ClientSpec;

use crate::{
    select::Shard,
    variant::{VendorProblem, VendorQuirk},
};

/// Simulated contact-center vendors, and a conformance harness for the clients that talk to them.
#[derive(Debug, Parser)]
#[command(name = "ctimock", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the simulated vendors to whoever connects.
    Serve(Serve),
    /// Play scenarios against a client and judge what it reports.
    Run(Run),
    /// Read scenario files and report every problem.
    Check(Check),
    /// Print the JSON Schema of scenario files.
    Schema {
        /// Print the JSON Schema of the driver protocol's messages instead.
        #[arg(long)]
        driver: bool,
    },
    /// Tell which words of the vendors' documents the scenarios cover.
    Coverage(Coverage),
    /// Print the known field problems that the vendors can be made to have, as Markdown.
    Problems(Problems),
    /// Try a client under test against the driver protocol.
    Client {
        #[command(subcommand)]
        command: ClientCommand,
    },
    /// Make any report of a run that was kept with `run --jsonl`.
    Report(Report),
    /// Measure this machine: cases per second, start, memory.
    Bench(Bench),
    /// Print the completions of a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Play the protocol through once, and say which message is wrong and what was expected.
    Check {
        /// The client: `exec:COMMAND`, `browser:PAGE` or `ws[:ADDR]`.
        #[arg(value_name = "SPEC")]
        client: ClientSpec,
        /// The vendor for which it is initialized.
        #[arg(long, value_name = "V", default_value = "wellclient")]
        vendor: String,
    },
}

#[derive(Debug, Group)]
pub(crate) struct Serve {
    /// Scenarios, which are played and judged as requests come, or worlds; none is the demo world.
    pub(crate) files: Vec<PathBuf>,
    /// Where to listen; port 0 picks a free one. An address that is not loopback needs `--token`.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8600")]
    pub(crate) listen: SocketAddr,
    /// The secret that requests to the control API must carry (`Authorization: Bearer …`).
    #[arg(long, env = "CTIMOCK_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    /// Serve this vendor alone.
    #[arg(long, value_name = "V")]
    pub(crate) vendor: Option<String>,
    /// End with exit code 1 when not all steps of the scenarios were done.
    #[arg(long)]
    pub(crate) strict: bool,
    /// The row of a scenario with a matrix, from 1.
    #[arg(long, value_name = "N")]
    pub(crate) row: Option<usize>,
    /// Append the journal to this file, one JSON line an entry.
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) variants: Variants,
}

#[derive(Debug, Group)]
pub(crate) struct Variants {
    /// The seed of all ids: equal seeds give equal bytes.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Select a variant of undocumented behaviour; above what a scenario selects. Repeatable.
    #[arg(long = "quirk", value_name = "V.NAME=VALUE")]
    pub(crate) quirks: Vec<VendorQuirk>,
    /// Let a vendor have a known field problem (`ctimock problems` lists them). Repeatable.
    #[arg(long = "problem", value_name = "V.NAME")]
    pub(crate) problems: Vec<VendorProblem>,
}

#[derive(Debug, Group)]
pub(crate) struct Run {
    /// Scenario files, or folders of them (files and folders that begin with `_` are parts for
    /// `include`).
    #[arg(default_value = "scenarios")]
    pub(crate) paths: Vec<PathBuf>,
    /// The client under test: `builtin` (the vendor's reference client), `exec:COMMAND` (a process that
    /// speaks the driver protocol on its standard input and output; no shell reads the command),
    /// `browser:PAGE` (a URL, or an HTML file that is served with its folder, in a Chromium without a
    /// window: `$CHROMIUM`, or the first that is in `PATH`; the page loads the SDK and
    /// `/_ctimock/driver.js`), or `ws[:ADDR]` (whoever connects to a WebSocket here, its URL is told on
    /// standard error).
    #[arg(long, value_name = "SPEC", default_value = "builtin")]
    pub(crate) client: ClientSpec,
    /// How many cases are played side by side; as many as there are cores, if not given.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// How fast scenario time passes: `virtual`, `real`, or so many times as fast (`20x`).
    #[arg(long, default_value = "virtual", value_parser = parse_clock)]
    pub(crate) clock: ctimock_runner::Pace,
    /// Play only a part of the cases, the same on every machine: `hash:1/4`.
    #[arg(long, value_name = "hash:i/n")]
    pub(crate) shard: Option<Shard>,
    /// Play only cases that fit: words that must all be in the id or the sentence, `tag:x`, `vendor:x`,
    /// each perhaps with `!` before it.
    #[arg(long, value_name = "EXPR")]
    pub(crate) filter: Option<String>,
    /// Play each case twice and compare: the journals to the byte, and with a client in another process
    /// its verdicts and what its app was told.
    #[arg(long)]
    pub(crate) check_determinism: bool,
    /// Write the run's events, one JSON line each.
    #[arg(long, value_name = "FILE")]
    pub(crate) jsonl: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reports: Reports,
    #[command(flatten)]
    pub(crate) variants: Variants,
}

#[derive(Debug, Group)]
pub(crate) struct Reports {
    /// Write a JUnit XML report.
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Do not list the cases that passed.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Check {
    /// Scenario files, or folders of them.
    #[arg(default_value = "scenarios")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Coverage {
    /// Scenario files, or folders of them; they are played with the vendors' reference clients.
    #[arg(default_value = "scenarios")]
    pub(crate) paths: Vec<PathBuf>,
    /// Look at this vendor alone.
    #[arg(long, value_name = "V")]
    pub(crate) vendor: Option<String>,
    /// End with exit code 1 when a vendor has less of its documented words covered.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min: Option<u8>,
}

#[derive(Debug, Group)]
pub(crate) struct Problems {
    /// Scenario files, or folders of them, of which those are named that show a problem; without any,
    /// the folder `scenarios`, if it is there.
    pub(crate) paths: Vec<PathBuf>,
    /// Print this vendor's alone.
    #[arg(long, value_name = "V")]
    pub(crate) vendor: Option<String>,
}

#[derive(Debug, Group)]
pub(crate) struct Report {
    /// Files that `run --jsonl` wrote.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reports: Reports,
}

#[derive(Debug, Group)]
pub(crate) struct Bench {
    /// The scenario that is played again and again.
    #[arg(default_value = "scenarios/wellclient/outbound-answered.yaml")]
    pub(crate) scenario: PathBuf,
    /// How many times.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub(crate) cases: usize,
}

fn parse_clock(text: &str) -> Result<ctimock_runner::Pace, String> {
    match text {
        "virtual" => Ok(ctimock_runner::Pace::Virtual),
        "real" => Ok(ctimock_runner::Pace::Times(1.0)),
        _ => text
            .strip_suffix('x')
            .and_then(|number| number.parse::<f64>().ok())
            .filter(|speed| (SLOWEST..=FASTEST).contains(speed))
            .map(ctimock_runner::Pace::Times)
            .ok_or_else(|| {
                format!(
                    "write `virtual`, `real`, or a factor from `{SLOWEST}x` to `{FASTEST}x`, such as \
                     `20x`"
                )
            }),
    }
}

/// Between these factors a year of scenario time is a real time that a timer can count.
const SLOWEST: f64 = 0.001;
const FASTEST: f64 = 1_000_000.0;
