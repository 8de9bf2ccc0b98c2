//! Cases whose clients are other processes: real sockets, and a clock that waits for everybody.

mod case;
mod farewell;
mod hearing;
mod one_sided;
mod orders;
mod player;
mod real;
mod round;
mod seat;
mod table;
mod trouble;

pub(crate) use player::Outsiders;
