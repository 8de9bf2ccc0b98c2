//! What pages load from ctimock: the vendors' drop-in SDKs, and the driver that lets a page be tested.

mod driver;
mod handout;

pub use handout::{Handout, Offer};
