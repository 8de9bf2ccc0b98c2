//! Pages in a browser: right ones, wrong ones, and none.

mod missing;
mod right;
mod stage;
mod wrong;
