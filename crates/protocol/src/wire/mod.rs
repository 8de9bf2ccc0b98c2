//! The messages as they go over a pipe or a WebSocket: JSON-RPC 2.0, one object a line.

mod answer;
mod ask;
mod clip;
mod heard;
mod line_error;
mod results;
mod schema;
mod traffic;

pub use answer::RpcError;
pub use ask::{Advance, Ask, Initialize, InvokeParams, Settle, VERSION, Who};
pub use clip::clip;
pub use heard::{Heard, Log, read_line};
pub use line_error::LineError;
pub use results::{ClientClock, Initialized, Settled};
pub use schema::schema;
pub use traffic::{Carried, Made, Sent};

#[cfg(test)]
mod tests;
