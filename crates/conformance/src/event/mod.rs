//! What is told about a run: plain data that survives a file.

pub(crate) mod alignment;
pub(crate) mod blame;
pub(crate) mod case;
pub(crate) mod explanation;
pub(crate) mod ladder;
pub(crate) mod run;
pub(crate) mod verdict;
