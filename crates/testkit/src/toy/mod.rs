//! The Bell: the smallest complete vendor, and the example of adding one.

mod client;
mod dialect;
mod refuse;
mod street;
mod vendor;
mod wire;

pub use vendor::{ANSWERED, DEMO, claims, client, contract, dialect, vendor};

#[cfg(test)]
mod tests;
