//! The table of `ctimock coverage`, for people.

pub(crate) mod table;
