//! From the tree to the checked model. Everything that is wrong goes into a [`Report`] and lowering
//! goes on; a function that gives `None` has reported why.

mod backend;
mod call;
mod cx;
mod duration;
mod event;
mod expect;
mod fault;
mod file;
mod given;
mod include;
mod json;
mod keys;
mod known;
mod matrix;
mod names;
mod party;
mod pattern;
mod people;
mod queue;
mod quirks;
mod range;
mod reaction;
mod report;
mod scalar;
mod sends;
mod step;
mod substitute;
mod suggest;
mod template;
mod vendor;

pub(crate) use cx::Cx;
pub(crate) use file::{NO_SCENARIO, lower_file};
pub(crate) use include::Sources;
pub(crate) use matrix::{MatrixRow, matrix};
pub(crate) use names::Names;
pub(crate) use report::Report;
pub(crate) use step::control_steps;
pub(crate) use substitute::{Substitution, Values};
