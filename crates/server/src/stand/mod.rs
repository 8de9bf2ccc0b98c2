//! Where a browser that a run has started finds its page, the page its SDK and driver, and the driver the
//! runner.

mod folder;
mod shelf;

pub use shelf::{DriverSocket, Stand};

#[cfg(test)]
mod tests;
