//! Plays a scenario against a client, compares what the client reports with what is expected, and says
//! whose fault a difference is.
//!
//! The [`Conductor`] is a machine: it takes what clients say, what the mock's journal shows and what
//! time it is; it gives orders to clients and mock, and in the end a [`CaseReport`]. [`RunEvent`]s are
//! what reports are made of, now or from a file later.

mod compare;
mod conductor;
mod coverage;
mod event;
mod judge;
mod ladder;
mod matching;
mod requests;
mod rules;
#[cfg(test)]
mod testing;
mod timeline;
mod window;

pub use compare::compare;
pub use conductor::{Conductor, Order, Play, Progress, Said, StepProgress, StepState};
pub use coverage::{Coverage, DocumentedWord, KindCoverage, UncountedWords, WordKind};
pub use event::alignment::{AlignedRow, Difference, Relation};
pub use event::blame::Blame;
pub use event::case::{CaseReport, Client, Timing};
pub use event::explanation::{Excerpt, ExcerptLine, Explanation};
pub use event::ladder::{Arrow, Ladder, Lane, Rung};
pub use event::run::{RunEvent, Summary};
pub use event::verdict::Verdict;
pub use judge::Words;
