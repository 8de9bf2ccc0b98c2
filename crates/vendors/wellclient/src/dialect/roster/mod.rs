//! Who and what there is: agents, devices, queues, and the words that they are found by.

mod account;
mod place;
mod reasons;
mod register;

pub(super) use account::{Account, Agent, Listener};
pub(super) use place::{Device, Kind, Queue, StationState, with_domain};
pub(super) use register::Roster;
