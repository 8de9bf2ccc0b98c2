//! The control API below `/_ctimock/`: what a person or a test asks of the server itself.

mod act;
mod bindings;
mod clock;
mod cors;
mod health;
mod journal;
mod query;
mod refusal;
mod reset;
mod router;
mod steps;
mod stream;
mod token;
mod vendor;
mod world;

pub(crate) use bindings::Bindings;
pub(crate) use cors::preflight;
pub(crate) use router::answer;
