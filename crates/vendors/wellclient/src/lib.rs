//! wellClient (Welljoint, WellCloud): its server's dialect, its contract and the reference client.
//!
//! The two sides of the wire are written twice, from the dossier, and share no wire code: a mistake
//! in one of them shows up as a failing case.

mod claims;
pub mod client;
mod contract;
pub mod dialect;
mod sdk;

pub use claims::claims;
pub use client::reference as client;
pub use contract::{DEMO, contract};
pub use dialect::dialect;
pub use sdk::{ADAPTER, SDK};
