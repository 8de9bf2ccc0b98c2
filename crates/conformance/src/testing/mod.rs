//! What the tests of this crate build scenarios and conversations with.

mod chime;
mod patterns;
mod table;
mod text;

pub(crate) use chime::{contract, scenario, scenario_of};
pub(crate) use patterns::{event, pattern};
pub(crate) use table::{Table, entry, request, response, sent};
pub(crate) use text::in_words;
