use crate::DeviceId;

/// Why something happened to a connection.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Cause {
    /// A party hung up in the ordinary way.
    Normal,
    /// The far end was engaged.
    Busy,
    /// Nobody answered in time.
    NoAnswer,
    /// The far end declined.
    Rejected,
    /// The originator gave up while it rang.
    Cancelled,
    /// The far end could not be reached.
    Unreachable(Unreachable),
    /// The number means nothing.
    Invalid,
    /// The connection moved elsewhere.
    Transferred,
    /// Somebody else, or the system, ended it on purpose.
    Forced,
    /// A limit of time passed.
    TimedOut,
    /// The media stream or the device was lost.
    Lost,
}

/// What kept a far end from being reached.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Unreachable {
    /// Switched off or not registered.
    Absent,
    /// No route to it.
    NoRoute,
    /// Its line is out of order.
    OutOfOrder,
    /// The network failed for a moment.
    Temporary,
    /// The network is out of order.
    Network,
    /// The number is not given to anybody.
    Unallocated,
    /// It did not respond at all.
    NoResponse,
    /// Two networks could not work together.
    Interworking,
    /// A service was not subscribed to.
    NotSubscribed,
    /// A protocol timer ran out.
    Recovery,
    /// Nobody says why.
    Unknown,
}

/// Who made something happen.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum By {
    /// A party of the call.
    Device(DeviceId),
    /// The switch itself, or a supervisor through it.
    System,
}
