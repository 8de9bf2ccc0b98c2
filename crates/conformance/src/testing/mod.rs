//! What the tests of this crate build scenarios and conversations with.

mod bell;
mod patterns;
mod table;

pub(crate) use bell::{contract, scenario, scenario_of};
pub(crate) use patterns::{event, pattern};
pub(crate) use table::{Table, entry, request, response, sent};
