//! Chores of the repository: `cargo xtask test` sets up what is missing and passes all tests.

mod browser;
mod packages;
mod samples;
mod schema;
mod step;
mod test;

use std::process::ExitCode;

fn main() -> ExitCode {
    let chore = std::env::args().nth(1);
    let outcome = match chore.as_deref() {
        Some("test") => test::perform(),
        Some("schema") => schema::perform(),
        other => {
            let asked = other.map_or_else(String::new, |word| format!("unknown chore `{word}`\n"));
            eprintln!("{asked}chores: `cargo xtask test`, `cargo xtask schema`");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
