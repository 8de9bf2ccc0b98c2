//! One vendor's mock with its sockets: the only place where it is locked.

mod broken;
mod carry;
mod exchange;
mod lock;
mod stage;
mod timer;

pub(crate) use broken::Broken;
pub(crate) use exchange::Answer;
pub(crate) use lock::Host;
pub(crate) use stage::Stage;
pub(crate) use timer::keep_time;
