//! A run for a person who watches it, or reads the log later.

pub(crate) mod bar;
pub(crate) mod case_line;
pub(crate) mod options;
pub(crate) mod summary;
pub(crate) mod writer;
