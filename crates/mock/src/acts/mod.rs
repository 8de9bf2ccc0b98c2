//! What a scenario's steps do to a mock: parties act, the backend acts, faults begin.

mod act;
mod backend;
mod deed;
mod fault;
mod handle;
mod party;
mod refused;
mod wording;

pub use act::{ActError, ActReceipt, ResolvedAct};

#[cfg(test)]
mod tests;
