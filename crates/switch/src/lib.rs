//! The simulated switching function: who is logged on where, who is connected to whom and how, and
//! what will happen by itself.
//!
//! The names are those of ECMA-269 (CSTA). The switch knows no vendor, no text on a wire and no
//! clock: a service is a [`Command`] answered at once by a [`Receipt`] or a [`Refusal`] (a refusal
//! changes nothing), what happened is polled out as [`Event`]s, and everything that will happen by
//! itself is behind [`Switch::poll_timeout`].

mod agent;
mod behaviour;
mod call;
mod cause;
mod command;
mod deadlines;
mod device;
mod event;
mod happening;
mod id;
mod look_up;
mod ongoing;
mod plan;
mod queue;
mod record;
mod refusal;
mod roster;
mod services;
mod settings;
mod switch;

#[cfg(test)]
mod tests;

pub use agent::{Agent, AgentState, Capacity, LogOnMode, PendingState, Reason};
pub use call::{
    Call, CallData, Connection, ConnectionState, Direction, Ends, Media, Participation, Role,
};
pub use cause::{By, Cause, Unreachable};
pub use command::{Command, Receipt, Target};
pub use device::{Attended, Device, DeviceKind};
pub use event::{AgentEvent, CallEvent, CallEventKind, Event, Party};
pub use id::{AgentId, CallId, DeviceId, QueueId};
pub use plan::{Action, Plan, Rule, Trigger};
pub use queue::{OnEmpty, OnNoAnswer, Policy, Queue};
pub use record::{Record, RecordKind};
pub use refusal::Refusal;
pub use settings::Settings;
pub use switch::Switch;
