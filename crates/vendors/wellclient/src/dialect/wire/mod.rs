//! The vendor's events as it writes them: one file for each family, fields in the vendor's order
//! (dossier §6, §8).

mod agent;
mod call;
mod record;
mod root;

pub(super) use agent::{AgentEvent, Devices};
pub(super) use call::{
    Attached, CallEvent, Cleared, Conferenced, Delivered, Established, Failed, Held, Originated,
    Retrieved, ServiceInitiated, Transferred, UserData,
};
pub(super) use record::{RecordStarted, RecordStopped};
pub(super) use root::Root;

use serde::Serialize;

/// Returns the text of an event.
pub(super) fn text(event: &impl Serialize) -> String {
    serde_json::to_string(event).expect("wire types have text keys and no failing fields")
}
