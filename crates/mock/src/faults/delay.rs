//! `delay`: an event or answer comes later. What is not delayed overtakes it.

use std::time::Duration;

use super::{Passage, Stage, passage::Copy};

pub(super) const STAGES: &[Stage] = &[Stage::Event, Stage::Answer];

/// Lets the copy go on later; two delays add up.
pub(super) fn take(copy: Copy, by: Duration, passage: &mut Passage) -> String {
    passage.copies.push(Copy {
        after: copy.after.saturating_add(by),
    });
    format!("delayed by {by:?}")
}
