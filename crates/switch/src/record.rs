use ctimock_time::Time;

use crate::{AgentId, AgentState, By, CallId, Cause, DeviceId, Direction, Media, Reason};

/// What stays of an ended call or agent state: call records, pushes and statistics read it. The switch
/// keeps a bounded ring of them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    /// When it began.
    pub began: Time,
    /// When it ended.
    pub ended: Time,
    /// What it was.
    pub kind: RecordKind,
}

/// What a record is about.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field repeats the call's or agent's field of that name"
)]
pub enum RecordKind {
    /// An ended call.
    Call {
        call: CallId,
        media: Media,
        direction: Direction,
        origin: DeviceId,
        called: DeviceId,
        /// Everybody who ever was in it, in the order in which they came.
        parties: Vec<DeviceId>,
        queued: Option<Time>,
        ringing: Option<Time>,
        answered: Option<Time>,
        cause: Cause,
        ended_by: By,
        /// All digits that were sent in it.
        digits: String,
    },
    /// An ended agent state.
    Agent {
        agent: AgentId,
        state: AgentState,
        reason: Option<Reason>,
    },
}
