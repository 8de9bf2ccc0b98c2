use ctimock_protocol::InvokeId;

use super::{login::Login, recover::Recovery};

/// What the answer to a request is for.
#[derive(Debug)]
pub(super) enum Awaits {
    /// The TPI login of an `agentLogin`.
    Token(Box<Login>),
    /// The state request that logs on.
    LoggedOn(Box<Login>),
    /// The state request that logs the old session off.
    Evicted(Box<Login>),
    /// A method's own result.
    Method(InvokeId),
    /// The client-state of a `checkRecoverStateAbility`.
    Recovery(Box<Recovery>),
    /// The client-state after a reconnect.
    Rebuild,
    /// The silent TPI login after a 426.
    Relogin,
    /// The prefix list.
    Prefixes,
    /// Whether the log server wants logs.
    LogSwitch,
    /// That the log server has a line.
    Logged,
    /// Nothing: a heartbeat.
    Nothing,
}
