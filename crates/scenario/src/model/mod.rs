//! What a checked scenario is.

pub(crate) mod act;
pub(crate) mod call;
pub(crate) mod expect;
pub(crate) mod fault;
pub(crate) mod pattern;
pub(crate) mod place;
pub(crate) mod scenario;
pub(crate) mod step;
pub(crate) mod template;
