//! For development only: builders for tests, and the [toy] vendor with its client, which is the example
//! of adding a vendor.
//!
//! Nothing here is in the product.

pub mod plans;
pub mod toy;

mod line;
mod scenarios;
mod world;

pub use line::Line;
pub use scenarios::{read_scenarios, scenario};
pub use world::WorldBuilder;
