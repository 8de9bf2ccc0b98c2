//! The known field problems (dossier §18): which there are, which are selected, and where each strikes.

mod chosen;
mod name;

pub(super) use chosen::Problems;
pub(super) use name::Problem;
