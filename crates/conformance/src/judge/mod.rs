//! Says of a case that did not pass what was wrong, whose fault it is, and where the scenario says so.

mod evidence;
mod excerpt;
mod explain;
mod report;

pub(crate) use evidence::Evidence;
pub(crate) use report::report;
