//! Tries a client against the driver protocol, message by message.

mod check;
mod expected;
mod paper;
mod sheet;
mod sitting;

pub use check::check_client;
pub use sheet::Checked;
