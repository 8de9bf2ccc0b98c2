//! Why a case did not pass, as text: the same on a terminal and in JUnit.

pub(crate) mod alignment;
pub(crate) mod case;
pub(crate) mod excerpt;
pub(crate) mod explanation;
pub(crate) mod relation;
pub(crate) mod table;
