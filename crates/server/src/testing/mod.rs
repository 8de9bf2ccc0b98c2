//! Where tests stand: a whole server without sockets, in paused time. Connections are pipes.

mod line;
mod place;
mod telephone;

pub(crate) use line::{Line, Said};
pub(crate) use place::{BELL, Place, STREET, street};
pub(crate) use telephone::Telephone;
