//! The known field problems (dossier §18): which there are, which are selected, and where each strikes.

mod answers;
mod bindings;
mod bodies;
mod chosen;
mod copies;
mod dialling;
mod ends;
mod frames;
mod kept;
mod lines;
mod lost;
mod name;
mod names;
mod telephones;
mod visits;

pub(super) use bindings::Bindings;
pub(super) use chosen::Problems;
pub(super) use frames::OPEN_ERROR;
pub(super) use kept::Kept;
pub(super) use name::Problem;
pub(super) use telephones::Telephones;
