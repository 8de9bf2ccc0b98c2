//! `close`: the client's WebSockets are closed. Without `on`, or on `connect`, at once; on an event
//! instead of sending it, which is lost with the socket; on an operation when its request has come,
//! which is then carried out.

use super::{Cut, Passage, Stage, Subject, passage::Copy};

pub(super) const STAGES: &[Stage] = &[Stage::Event, Stage::Request];

/// Ends the sockets; an event is lost with them.
pub(super) fn take(
    copy: Copy,
    subject: &Subject<'_>,
    code: u16,
    reason: &str,
    passage: &mut Passage,
) -> String {
    passage.cut = Some(Cut {
        code,
        reason: reason.to_owned(),
    });
    if subject.stage == Stage::Request {
        passage.copies.push(copy);
        return format!("sockets closed with {code} when it came");
    }
    format!("socket closed with {code} in its place")
}
