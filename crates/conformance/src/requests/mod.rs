//! What clients asked of the mock: requests as the scenario language sees them.

mod check;
mod fits;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use check::{check, differences};
pub(crate) use fits::{fits, spelled};
pub(crate) use view::{RequestView, body_value, of};
