//! Runs made by hand, for the tests of every writer.

mod cases;
mod ladders;
mod runs;

pub(crate) use cases::{aligned, case, errored, explanation, failed, non_ascii, passed, skipped};
pub(crate) use ladders::{answered_ladder, long_ladder, rung, wide_ladder};
pub(crate) use runs::{full_run, interrupted_run, run_of, small_run, started};
