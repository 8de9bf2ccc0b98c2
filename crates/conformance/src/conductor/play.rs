use ctimock_mock::ResolvedAct;
use ctimock_protocol::{Connect, Invoke, InvokeId, Outcome};
use serde_json::Value;

/// How a scenario is played.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Play {
    /// The conductor calls the client's methods and judges what the client reports.
    Drive,
    /// `serve`: the conductor waits for the requests that the methods make, and judges what the mock
    /// sent.
    Watch,
}

/// What a client said.
#[derive(Clone, Debug)]
pub enum Said {
    /// It told its app something.
    Event {
        /// The event's name.
        name: String,
        /// Its payload.
        data: Value,
    },
    /// A method is done.
    Returned {
        /// Which call.
        id: InvokeId,
        /// What it came to.
        outcome: Outcome,
    },
    /// It is gone: crashed, hung, spoke no protocol. The case is errored.
    Gone {
        /// Why, in words.
        reason: String,
    },
}

/// What the conductor wants done.
#[derive(Debug)]
pub enum Order {
    /// A fresh instance of the client. Endpoints are the driver's to fill in.
    Connect(Connect),
    /// A method.
    Invoke(Invoke),
    /// An act on the mock; its outcome comes back by
    /// [`Conductor::handle_act`](crate::Conductor::handle_act).
    Act(Box<ResolvedAct>),
    /// The mock's state; it comes back by
    /// [`Conductor::handle_world`](crate::Conductor::handle_world).
    ReadWorld,
}
