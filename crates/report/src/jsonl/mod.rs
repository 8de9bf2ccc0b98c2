//! Run events, one JSON line each, to a file and back.

pub(crate) mod reader;
pub(crate) mod writer;
