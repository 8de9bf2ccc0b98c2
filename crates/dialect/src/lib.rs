//! What a vendor is: the seam between the switch and everything vendor-specific.
//!
//! A [`Dialect`] turns requests into commands of the switch and events of the switch into the vendor's
//! messages. It reads no clock and opens no socket: a [`Context`] gives it all that it may use. A
//! [`Contract`] holds what the vendor's documents say, as data. What people set up and do in a
//! scenario has its words here as well ([`World`], [`Deed`]), because every dialect understands them.

mod action;
mod context;
pub mod contract;
mod deed;
mod dialect;
mod effect;
mod mint;
mod problems;
mod quirks;
mod sdk_file;
mod signal;
mod variant;
mod wall;
mod world;

pub use action::{Action, ActionError};
pub use context::Context;
pub use contract::Contract;
pub use deed::{Deed, Sharing};
pub use dialect::Dialect;
pub use effect::{Channel, Effect, ExchangeId, Form, Frame, SocketId};
pub use mint::Mint;
pub use problems::{ProblemError, Problems};
pub use quirks::{QuirkError, Quirks};
pub use sdk_file::SdkFile;
pub use signal::{CloseBy, Signal, Upgrade};
pub use variant::Variant;
pub use wall::Wall;
pub use world::{Directory, Found, PartyKind, PartySpec, Person, ProvisionError, QueueSpec, World};
