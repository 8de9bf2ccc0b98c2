//! The clients under test that a job has at hand: processes, or whoever has connected.

mod doorway;
mod hands;
mod peer;
mod process;
mod registry;

pub(crate) use doorway::Doorway;
pub(crate) use hands::{Crew, Source};
pub(crate) use peer::Peer;
pub(crate) use process::Process;
pub use registry::end_clients;
