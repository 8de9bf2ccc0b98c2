//! What happened in a case, in the order in which the conductor learnt of it: the memory from which
//! failures are explained.

mod log;
mod moment;

pub(crate) use log::Timeline;
pub(crate) use moment::{Happening, Moment};
