//! `duplicate`: an event is sent once more, as it was. (An HTTP request has one answer, so requests
//! are not duplicated.)

use super::{Passage, Stage, passage::Copy};

pub(super) const STAGES: &[Stage] = &[Stage::Event];

/// Lets two copies go on; the faults behind this one meet both.
pub(super) fn take(copy: Copy, passage: &mut Passage) -> String {
    passage.copies.extend([copy, copy]);
    "sent twice".to_owned()
}
