//! Text in columns, for a terminal of any script.

pub(crate) mod columns;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod paint;
pub(crate) mod plain;
pub(crate) mod span;
pub(crate) mod wrap;
