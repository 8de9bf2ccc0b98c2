//! A run as JUnit XML, for whatever collects test results.

pub(crate) mod case;
pub(crate) mod suites;
pub(crate) mod writer;
