//! Compares JSON with what is expected, and says field by field what differs.

mod bindings;
mod check;
mod kind;
mod number;
mod path;
mod show;
#[cfg(test)]
mod tests;

pub(crate) use bindings::Bindings;
pub(crate) use check::check;
pub(crate) use path::dig;
pub(crate) use show::{show_event, show_expected, show_up_to, show_value};
