//! `drop`: an event is not sent; a request is carried out and never answered; a handshake does not
//! reach the vendor, and whatever stands before it answers 503.

use super::{Passage, Refusal, Stage, Subject};

pub(super) const STAGES: &[Stage] = &[Stage::Event, Stage::Answer, Stage::Handshake];

/// Lets nothing go on.
pub(super) fn take(subject: &Subject<'_>, passage: &mut Passage) -> String {
    match subject.stage {
        Stage::Handshake => {
            passage.refusal = Some(Refusal {
                code: 503,
                body: None,
            });
            "refused with 503".to_owned()
        }
        Stage::Answer => "never answered".to_owned(),
        Stage::Event | Stage::Request => "not sent".to_owned(),
    }
}
