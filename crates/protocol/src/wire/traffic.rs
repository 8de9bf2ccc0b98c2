use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the mock has sent to a client's instance, for a client that counts.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// So many requests has the mock taken that it will answer later, or never.
    pub unanswered: u64,
    /// The WebSockets that were accepted and whose handshakes are marked with a number.
    pub sockets: Vec<Carried>,
}

/// What the client's instance has sent to the mock, from a client that counts.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// The WebSockets that were opened and whose handshakes are marked with a number.
    pub sockets: Vec<Carried>,
}

/// What went on one WebSocket in one direction.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Carried {
    /// The number with which the client marked the handshake: `ctimock-socket=1` in its query. The mock
    /// does not see the mark.
    pub socket: u64,
    /// So many text or binary messages.
    pub messages: u64,
    /// Nothing comes after them: this side closes the socket, has closed or lost it.
    pub closed: bool,
}
