//! wellClient (Welljoint, WellCloud): its server's dialect, its contract and the reference client.
//!
//! The two sides of the wire are written twice, from the dossier, and share no wire code: a mistake
//! in one of them shows up as a failing case.

pub mod client;
pub mod dialect;
