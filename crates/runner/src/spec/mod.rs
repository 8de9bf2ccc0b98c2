//! What the client under test is, as the command line says it.

mod client_spec;
mod command_line;
mod page;

pub use client_spec::{ClientSpec, SpecError};
pub use command_line::CommandLine;
pub use page::Page;
