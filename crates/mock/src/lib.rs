//! A vendor's whole server without sockets: the switch, a dialect, faults and the journal.
//!
//! A shell carries requests, handshakes and messages in and answers out; everything between them is
//! decided here, in virtual time. A [`Vendor`] says what a mock is made of.

mod acts;
mod channels;
mod delayed;
#[cfg(test)]
mod door;
mod faults;
mod intake;
mod journal;
mod mock;
mod output;
mod vendor;
mod wire;

pub use acts::{ActError, ActReceipt, ResolvedAct};
pub use journal::{Bound, Entry, Journal, What};
pub use mock::{Mock, MockOptions};
pub use output::Output;
pub use vendor::Vendor;
