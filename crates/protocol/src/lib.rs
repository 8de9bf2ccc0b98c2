//! The conversation between the runner and a client under test.
//!
//! The messages are those of the driver protocol ([`Connect`], [`Invoke`], [`Outcome`],
//! [`AppEvent`]). A [`LocalClient`] is a client that lives in the runner's own process: a machine
//! without sockets and clock, which has the same conversation in virtual time. Any other client has it in
//! lines of JSON-RPC ([`Ask`], [`Heard`]).

mod local;
mod message;
mod wire;

pub use local::{ClientOutput, LocalClient, SocketNews, TransportError};
pub use message::{
    AppEvent, CallError, CallErrorKind, Connect, Endpoints, Invoke, InvokeId, Outcome,
};
pub use wire::{
    Advance, Ask, Carried, ClientClock, Heard, Initialize, Initialized, InvokeParams, LineError,
    Log, Made, RpcError, Sent, Settle, Settled, VERSION, Who, clip, read_line, schema,
};
