//! Draws what went between the people of a case.

mod draw;
mod rung;

pub(crate) use draw::draw;
