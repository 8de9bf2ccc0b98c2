//! The binary `ctimock`: arguments, exit codes, and the wiring of the vendors.

mod args;
mod command;
mod disk;
mod exit;
mod select;
mod variant;
mod vendors;

use std::{io, process::ExitCode};

use clap::Parser;
use mimalloc::MiMalloc;

use crate::{args::Args, exit::Exit};

/// A case makes some hundred small values and drops them again: a third of its time with the system's
/// allocator (`ctimock bench`).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    match command::perform(args) {
        Ok(exit) => exit.into(),
        Err(error) if is_broken_pipe(&error) => Exit::AsExpected.into(),
        Err(error) => {
            eprintln!("error: {error:#}");
            exit::of(&error).into()
        }
    }
}

/// A reader that has seen enough (`ctimock run | head`) is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    })
}
