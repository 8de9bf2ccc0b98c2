use std::borrow::Cow;

use ctimock_dialect::Form;
use ctimock_stomp::FRAME_END;

use super::{Problem, Problems};

/// What a broker writes when something went wrong within it.
pub(in crate::dialect) const OPEN_ERROR: &str =
    "ERROR\nmessage:the broker stumbled\ncontent-length:0\n\n\0";

impl Problems {
    /// Returns a frame or heart-beat of the broker as it goes out; `None` when it does not (F25).
    pub(in crate::dialect) fn spoil_written(self, text: &str) -> Option<Cow<'_, str>> {
        if text == "\n" && self.has(Problem::SilentBroker) {
            return None;
        }
        if text.starts_with("CONNECTED\n") && self.has(Problem::NoHeartBeatHeader) {
            let kept = text
                .split_inclusive('\n')
                .filter(|line| !line.starts_with("heart-beat:"));
            return Some(Cow::Owned(kept.collect()));
        }
        Some(Cow::Borrowed(text))
    }

    /// Returns in which form events go out (F25).
    pub(in crate::dialect) fn form(self) -> Form {
        if self.has(Problem::BinaryFrames) {
            Form::Binary
        } else {
            Form::Text
        }
    }

    /// Returns the head of an event's frame as it goes out: under a subscription that the client has
    /// not, or behind a frame with the same head whose body is `null` (F25).
    pub(in crate::dialect) fn shown_head(self, head: String) -> String {
        if self.has(Problem::OtherSubscription) {
            head.replacen("\nsubscription:", "\nsubscription:other-", 1)
        } else if self.has(Problem::TwoFrames) {
            format!("{head}null{FRAME_END}{head}")
        } else {
            head
        }
    }
}
