//! Says of a case that did not pass what was wrong, whose fault it is, and where the scenario says so.

mod align;
mod blame;
mod draft;
mod evidence;
mod excerpt;
mod explain;
mod locate;
mod nearest;
mod others;
mod remaining;
mod replies;
mod report;
mod rows;
mod rules;
mod sends;
mod stuck;
#[cfg(test)]
mod tests;
mod traffic;
mod trail;
mod words;
mod words_of;

pub(crate) use evidence::Evidence;
pub use report::Words;
pub(crate) use report::report;
