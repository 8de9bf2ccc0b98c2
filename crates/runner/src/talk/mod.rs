//! The conversation with a client in another process: lines, and what goes wrong with them.

mod error;
mod limits;
mod listen;
mod news;
mod ring;
mod settling;
mod voice;

pub(crate) use error::{DriverError, Ended};
pub use limits::Patience;
pub(crate) use listen::{listen_to_lines, listen_to_messages};
pub(crate) use news::{LINE, News, PeerId, Tally};
pub(crate) use ring::Ring;
pub(crate) use settling::Settling;
pub(crate) use voice::Voice;
