use ctimock_time::Time;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value, json};

use super::Sent;
use crate::Connect;

/// The version of the protocol.
pub const VERSION: u32 = 1;

/// What the runner asks of a client.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Who are you, and what can you do?
    Initialize(Initialize),
    /// Make a fresh instance.
    Connect(Connect),
    /// Perform a method.
    Invoke(InvokeParams),
    /// Let your event loop run dry, and say when your nearest timer is due.
    Settle(Settle),
    /// Set your clock, and run the timers that are due.
    Advance(Advance),
    /// End an instance.
    Disconnect(Who),
    /// End.
    Shutdown,
}

/// The parameters of `initialize`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Initialize {
    /// The version of the protocol that the runner speaks: 1.
    pub protocol_version: u32,
    /// The vendor whose scenarios are played: `wellclient`.
    pub vendor: String,
}

/// The parameters of `invoke`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct InvokeParams {
    /// Whose method it is: the client's name in the scenario.
    pub client: String,
    /// The vendor's name of the method.
    pub method: String,
    /// Its arguments by the documented parameter names.
    pub args: Map<String, Value>,
}

/// The parameters of `settle`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Settle {
    /// The client's name in the scenario.
    pub client: String,
    /// What the mock has sent to it so far, if it counts: it answers when all of that was handed to the
    /// app. A newer `settle` may come before it could answer; all of them go by the newest then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

/// The parameters of `disconnect`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Who {
    /// The client's name in the scenario.
    pub client: String,
}

/// The parameters of `advance`.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Advance {
    /// Where the client's clock stands from then on, in milliseconds of scenario time. A case begins
    /// at 0.
    pub to: Number,
}

impl Ask {
    /// Returns the name of the message.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self {
            Self::Initialize(_) => "initialize",
            Self::Connect(_) => "connect",
            Self::Invoke(_) => "invoke",
            Self::Settle(_) => "settle",
            Self::Advance(_) => "advance",
            Self::Disconnect(_) => "disconnect",
            Self::Shutdown => "shutdown",
        }
    }

    /// Returns the line that asks it, without a line end. `id` is the one of the answer.
    #[must_use]
    pub fn line(&self, id: u64) -> String {
        let params = match self {
            Self::Initialize(params) => json!(params),
            Self::Connect(params) => json!(params),
            Self::Invoke(params) => json!(params),
            Self::Settle(params) => json!(params),
            Self::Disconnect(params) => json!(params),
            Self::Advance(params) => json!(params),
            Self::Shutdown => json!({}),
        };
        json!({ "jsonrpc": "2.0", "id": id, "method": self.method(), "params": params }).to_string()
    }

    /// Returns what sets a client's clock.
    #[must_use]
    pub fn advance(to: Time) -> Self {
        let micros = to.as_micros();
        let to = if micros.is_multiple_of(1000) {
            Number::from(micros / 1000)
        } else {
            Number::from_f64(micros as f64 / 1000.0).expect("a quotient of a count is finite")
        };
        Self::Advance(Advance { to })
    }
}
