//! Ladder diagrams in text: who told whom what, from top to bottom.

pub(crate) mod canvas;
pub(crate) mod drawing;
pub(crate) mod glyph;
pub(crate) mod layout;
pub(crate) mod window;
