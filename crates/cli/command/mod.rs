//! One file a command.

mod bench;
mod check;
mod client;
mod coverage;
mod problems;
mod report;
mod reports;
mod run;
mod scenarios;
mod serve;

use std::io::{self, Write};

use clap::CommandFactory;

use crate::{
    args::{Args, Command},
    exit::Exit,
    vendors,
};

/// Performs what the command line asks for.
pub(crate) fn perform(args: Args) -> anyhow::Result<Exit> {
    match args.command {
        Command::Serve(args) => serve::perform(&args),
        Command::Run(args) => run::perform(&args),
        Command::Check(args) => check::perform(&args),
        Command::Coverage(args) => coverage::perform(&args),
        Command::Problems(args) => problems::perform(&args),
        Command::Report(args) => report::perform(&args),
        Command::Client { command } => client::perform(&command),
        Command::Bench(args) => bench::perform(&args),
        Command::Schema { driver } => {
            let schema = match driver {
                true => ctimock_protocol::schema(),
                false => ctimock_scenario::json_schema(&vendors::contracts()),
            };
            writeln!(io::stdout(), "{schema:#}")?;
            Ok(Exit::AsExpected)
        }
        Command::Completions { shell } => {
            // The generator panics where it cannot write: memory takes everything.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "ctimock", &mut script);
            io::stdout().write_all(&script)?;
            Ok(Exit::AsExpected)
        }
        Command::Man => {
            clap_mangen::Man::new(Args::command()).render(&mut io::stdout())?;
            Ok(Exit::AsExpected)
        }
    }
}
