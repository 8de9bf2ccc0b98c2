use ctimock_time::Time;
use serde_json::Value;

/// One event of a client's stream.
#[derive(Clone, Debug)]
pub(crate) struct Reported {
    /// Its name.
    pub(crate) name: String,
    /// Its payload.
    pub(crate) data: Value,
    /// When the client reported it (in `serve`: when the mock sent it).
    pub(crate) at: Time,
}

/// What one client reported, in its order.
pub(crate) type Stream = Vec<Reported>;
